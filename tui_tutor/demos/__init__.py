"""One module a demo, found by name, imported only when opened.

It ends in `DEMO`, or, where the demo asks for the learner, in a function `demo(session)`.
"""

from difflib import get_close_matches
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui_tutor.demo import Demo
    from tui_tutor.session import Session


class NoSuchDemo(LookupError):
    """A demo name that does not exist; carries the nearest names."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.nearest = get_close_matches(name, names(), n=3, cutoff=0.4) or names()
        super().__init__(name)


def names() -> list[str]:
    """Every demo there is, none of them imported."""
    return sorted(module.name for module in iter_modules(__path__))


def load(name: str, session: "Session") -> "Demo":
    """The demo of that name, for the learner of that session; raises NoSuchDemo."""
    if name not in names():
        raise NoSuchDemo(name)
    module = import_module(f"{__name__}.{name}")
    made: Demo = module.demo(session) if hasattr(module, "demo") else module.DEMO
    return made
