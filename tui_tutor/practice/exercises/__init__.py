"""One module an exercise, each ending in `EXERCISE`; found by name, imported only when opened.

An open course by others may bring exercises of its own; a name of ours stays ours.
"""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from tui_tutor import packages
from tui_tutor.nearest import NoSuchName
from tui_tutor.text import Words

if TYPE_CHECKING:
    from tui_tutor.practice.exercise import Exercise


words = Words("exercises")


class NoSuchExercise(NoSuchName):
    """An exercise name that does not exist."""


def names() -> list[str]:
    """Every exercise there is, none of them imported."""
    return sorted({*ours(), *filter(_has_stub, packages.modules("exercises"))})


def _has_stub(name: str) -> bool:
    """Whether one by others can be shown on a page."""
    try:
        return bool(words.of(name, "stub"))
    except (LookupError, ValueError):  # none, or one with blanks in it
        return False


def ours() -> list[str]:
    """Those of the program itself."""
    return [module.name for module in iter_modules(__path__)]


def folder(name: str) -> Path:
    """Where that exercise stands, and its model answer beside it."""
    package = packages.in_use()
    return package.folder / "exercises" if package and name not in ours() else Path(__file__).parent


def load(name: str) -> "Exercise":
    """The exercise of that name.

    Raises NoSuchExercise, and PackageFault where one by others may not run, or breaks.
    """
    if name in ours():
        exercise: Exercise = import_module(f"{__name__}.{name}").EXERCISE
        return exercise
    if name not in names():
        raise NoSuchExercise(name, names())
    module = packages.load("exercises", name)
    from tui_tutor.brought import checked_exercise

    return checked_exercise(name, module)
