"""One module a demo, found by name, imported only when opened.

It ends in `DEMO`, or, where the demo asks for the learner, in a function `demo(session)`. An open
course by others may bring demos of its own; a name of ours stays ours.
"""

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import TYPE_CHECKING

from tui_tutor import packages
from tui_tutor.nearest import NoSuchName

if TYPE_CHECKING:
    from tui_tutor.demo import Demo
    from tui_tutor.session import Session


class NoSuchDemo(NoSuchName):
    """A demo name that does not exist."""


def names() -> list[str]:
    """Every demo there is, none of them imported; `_name.py` is a helper that demos share."""
    return sorted({*ours(), *packages.modules("demos")})


def ours() -> list[str]:
    """Those of the program itself."""
    found = (module.name for module in iter_modules(__path__))
    return [name for name in found if not name.startswith("_")]


def load(name: str, session: "Session") -> "Demo":
    """The demo of that name, for the learner of that session.

    Raises NoSuchDemo, and PackageFault where a demo by others may not run, or breaks.
    """
    if name in ours():
        return _made(import_module(f"{__name__}.{name}"), session)
    if name not in names():
        raise NoSuchDemo(name, names())
    module = packages.load("demos", name)
    from tui_tutor.brought import checked_demo

    return checked_demo(name, module, lambda: _made(module, session))


def _made(module: ModuleType, session: "Session") -> "Demo":
    made: Demo = module.demo(session) if hasattr(module, "demo") else module.DEMO
    return made
