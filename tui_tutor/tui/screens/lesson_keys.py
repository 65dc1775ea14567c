"""The keys of a lesson's screen, and which of them leave its foot first."""

from typing import Any

from textual.binding import Binding, BindingType

from tui_tutor.text import Words

words = Words("app")
PLAY = "transport('play')"
EARLIER = "transport('earlier')"
IN_TIME = ("earlier", "later", "far-earlier", "far-later")
# What leaves the foot, in that order, where the room ends. What a demo lives from stays.
GIVES_WAY = (
    "light(1)",
    "command_palette",
    "source",
    "go(-1)",
    "back",
    "app.show_course",
    "full",
    EARLIER,
    "press",
    "nudge(1)",
    "go(1)",
    "app.show_help",
    "swap",
)


def _key(keys: str, action: str, name: str, **more: Any) -> Binding:
    """A binding whose footer entry and help come from the text file."""
    return Binding(keys, action, words.name("key", name), tooltip=words.name("help", name), **more)


KEYS: list[BindingType] = [
    _key("n,ctrl+right", "go(1)", "next"),
    _key("p,ctrl+left", "go(-1)", "previous"),
    _key("b,backspace", "back", "back"),
    _key("c", "app.show_course", "course"),
    _key("d", "swap", "swap"),
    _key("f", "full", "full"),
    _key("l", "light(1)", "light"),
    _key("L", "light(-1)", "light", show=False),
    Binding("escape", "put_out", show=False),
    _key("space", PLAY, "play"),
    _key("full_stop", "transport('step')", "step", show=False),
    _key("r", "transport('restart')", "restart", show=False),
    _key("plus,equals_sign", "transport('faster')", "faster"),
    _key("minus", "transport('slower')", "slower"),
    _key("left_square_bracket", EARLIER, "earlier"),
    _key("right_square_bracket", "transport('later')", "later"),
    _key("left_curly_bracket", "transport('far-earlier')", "far-earlier", show=False),
    _key("right_curly_bracket", "transport('far-later')", "far-later", show=False),
    _key("s", "source", "source"),
    _key("question_mark,f1", "app.show_help", "help"),
    _key("z", "reset_knobs", "reset", show=False),
    _key("m", "mark", "mark", show=False),
    _key("v", "app.show_review", "review", show=False),
]
