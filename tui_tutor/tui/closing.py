"""Guards against what is gone: a widget that is closed, hidden or taken away."""

from collections.abc import Awaitable, Callable, Coroutine
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from textual.css.query import NoMatches
from textual.widget import MountError, Widget

W = TypeVar("W", bound=Widget)
P = ParamSpec("P")


def is_here(widget: Widget) -> bool:
    """Whether the widget is in an app that goes on."""
    return widget.is_attached and widget.app.is_running


def can_be_seen(widget: Widget | None) -> bool:
    """Whether the widget is there, and nothing that it stands in is hidden."""
    if widget is None or not is_here(widget):
        return False
    return all(node.display for node in widget.ancestors_with_self if isinstance(node, Widget))


def unless_closing(
    method: Callable[Concatenate[W, P], Awaitable[None]],
) -> Callable[Concatenate[W, P], Coroutine[object, object, None]]:
    """Leave the method out, or what is left of it, once its widget is no longer in the app."""

    @wraps(method)
    async def guarded(self: W, /, *arguments: P.args, **named: P.kwargs) -> None:
        if not is_here(self):
            return
        try:
            await method(self, *arguments, **named)
        except (NoMatches, MountError):
            if is_here(self):
                raise

    return guarded
