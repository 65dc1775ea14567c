"""The transport of a live demo: play or pause, one step, restart, speed."""

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Button, Static

from tui_tutor.demo import AS_FAST_AS_POSSIBLE
from tui_tutor.text import Words
from tui_tutor.tui.widgets.small_button import SmallButton

words = Words("app")
WITH_WORDS = 60  # cells
SHORT = "step", "restart"  # whose sign says enough


def speed_name(steps_a_second: float) -> str:
    if steps_a_second == AS_FAST_AS_POSSIBLE:
        return words("speed.fastest")
    key = "speed.step" if steps_a_second == 1 else "speed.steps"
    return words(key, steps=f"{steps_a_second:g}")


class Transport(Horizontal):
    """Buttons that say what they do; the keys beside them do the same."""

    DEFAULT_CSS = """
    Transport {
        height: 1;
        margin: 0 0 1 0;
        padding: 0 0 0 2;
        SmallButton {
            min-width: 4;
            margin: 0 1 0 0;
        }
        #play {
            min-width: 11;
        }
        #speed {
            width: auto;
            margin: 0 1 0 0;
            color: $text-muted;
        }
    }
    """

    class Pressed(Message):
        """One of play, step, restart, slower, faster was asked for."""

        def __init__(self, order: str) -> None:
            super().__init__()
            self.order = order

    class Changed(Message):
        """What the play button would do now: play, pause, or play again."""

        def __init__(self, state: str) -> None:
            super().__init__()
            self.state = state

    _shown: tuple[bool, bool, float] | None = None

    def compose(self) -> ComposeResult:
        for order in ("play", "step", "restart", "slower"):
            yield self._button(order)
        yield Static(id="speed", markup=False)
        yield self._button("faster")

    def _button(self, order: str) -> SmallButton:
        # Before it is laid out it counts on its pane's width, so that no word goes after the paint.
        assert isinstance(self.parent, Widget)
        button = SmallButton(self._called(order, self.parent.size.width), id=order)
        button.can_focus = False  # every one has a key of its own
        return button

    def on_resize(self, event: events.Resize) -> None:
        self._label(event.size.width)

    def say_anew(self) -> None:
        """The language is another."""
        self._label(self.size.width)
        self._shown = None

    def _label(self, width: int) -> None:
        for order in SHORT:
            self.query_one(f"#{order}", SmallButton).label = self._called(order, width)

    def _called(self, order: str, width: int) -> str:
        """Where the words have no room, signs alone stand there."""
        name = words.of("transport", order)
        return name.split()[0] if order in SHORT and width < WITH_WORDS else name

    def show(self, playing: bool, finished: bool, steps_a_second: float) -> None:
        if self._shown == (playing, finished, steps_a_second):
            return  # a new label makes the whole screen be laid out anew
        self._shown = (playing, finished, steps_a_second)
        state = "finished" if finished else "pause" if playing else "play"
        self.query_one("#play", SmallButton).label = words.of("transport", state)
        # The sender is not the pane whose news this is: Textual tells nobody beyond a sender.
        self.post_message(self.Changed(state).set_sender(self))
        self.query_one("#speed", Static).update(speed_name(steps_a_second))

    @on(Button.Pressed)
    def pressed(self, event: Button.Pressed) -> None:
        event.stop()
        assert event.button.id is not None
        self.post_message(self.Pressed(event.button.id))
