"""One module an exercise, each ending in `EXERCISE`; found by name, imported only when opened."""

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from tui_tutor.nearest import NoSuchName

if TYPE_CHECKING:
    from tui_tutor.practice.exercise import Exercise


class NoSuchExercise(NoSuchName):
    """An exercise name that does not exist."""


def names() -> list[str]:
    """Every exercise there is, none of them imported."""
    return sorted(module.name for module in iter_modules(__path__))


def load(name: str) -> "Exercise":
    """The exercise of that name; raises NoSuchExercise."""
    if name not in names():
        raise NoSuchExercise(name, names())
    exercise: Exercise = import_module(f"{__name__}.{name}").EXERCISE
    return exercise
