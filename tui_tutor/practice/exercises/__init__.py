"""One module an exercise, each ending in `EXERCISE`; found by name, imported only when opened."""

from difflib import get_close_matches
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui_tutor.practice.exercise import Exercise


class NoSuchExercise(LookupError):
    """An exercise name that does not exist; carries the nearest names."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.nearest = get_close_matches(name, names(), n=3, cutoff=0.4) or names()
        super().__init__(name)


def names() -> list[str]:
    """Every exercise there is, none of them imported."""
    return sorted(module.name for module in iter_modules(__path__))


def load(name: str) -> "Exercise":
    """The exercise of that name; raises NoSuchExercise."""
    if name not in names():
        raise NoSuchExercise(name)
    exercise: Exercise = import_module(f"{__name__}.{name}").EXERCISE
    return exercise
