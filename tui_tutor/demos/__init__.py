"""One module a demo, found by name, imported only when opened.

It ends in `DEMO`, or, where the demo asks for the learner, in a function `demo(session)`.
"""

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from tui_tutor.nearest import NoSuchName

if TYPE_CHECKING:
    from tui_tutor.demo import Demo
    from tui_tutor.session import Session


class NoSuchDemo(NoSuchName):
    """A demo name that does not exist."""


def names() -> list[str]:
    """Every demo there is, none of them imported; `_name.py` is a helper that demos share."""
    found = (module.name for module in iter_modules(__path__))
    return sorted(name for name in found if not name.startswith("_"))


def load(name: str, session: "Session") -> "Demo":
    """The demo of that name, for the learner of that session; raises NoSuchDemo."""
    if name not in names():
        raise NoSuchDemo(name, names())
    module = import_module(f"{__name__}.{name}")
    made: Demo = module.demo(session) if hasattr(module, "demo") else module.DEMO
    return made
