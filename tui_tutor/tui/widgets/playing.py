"""A live demo in the app: its player, and the news of it, which come from the player's thread."""

from textual.message import Message
from textual.widget import Widget

from tui_tutor.demo import LiveDemo
from tui_tutor.knobs import AnyKnobs
from tui_tutor.player import Player


class PlayerChanged(Message):
    """The player has a new view, or failed; sent from its thread."""

    def __init__(self, playing: "Playing", fault: str = "") -> None:
        super().__init__()
        self.playing = playing
        self.fault = fault


class Playing:
    """One run of a live demo. News are told to `listener`, one at a time."""

    def __init__(self, demo: LiveDemo[AnyKnobs, object], knobs: AnyKnobs, listener: Widget) -> None:
        self.demo = demo
        self.told = False  # news are on their way, or the drawing of them
        self._listener = listener
        self.player = Player(demo, knobs, 0, self._changed, self._failed)
        self.player.play(demo.plays_itself)

    def _changed(self) -> None:
        if not self.told:
            self.told = True
            self._listener.post_message(PlayerChanged(self))

    def _failed(self, fault: str) -> None:
        self._listener.post_message(PlayerChanged(self, fault))
