"""A live demo in the app: its player, and the news of it, which come from the player's thread."""

from textual.message import Message
from textual.widget import Widget

from tui_tutor.demo import LiveDemo
from tui_tutor.knobs import AnyKnobs
from tui_tutor.player import Player, faster, slower
from tui_tutor.share import Shared

STEPS = {"earlier": -1, "later": 1}
PARTS = {"far-earlier": -0.1, "far-later": 0.1}  # of the whole run


class PlayerChanged(Message):
    """The player has a new view, or failed; sent from its thread."""

    def __init__(self, playing: "Playing", fault: str = "") -> None:
        super().__init__()
        self.playing = playing
        self.fault = fault


class Playing:
    """One run of a live demo. News are told to `listener`, one at a time."""

    def __init__(
        self, demo: LiveDemo[AnyKnobs, object], shared: Shared[AnyKnobs], listener: Widget
    ) -> None:
        self.demo = demo
        self.knobs = shared.knobs  # as they were when it was left
        self.seed = shared.seed
        self.told = False  # news are on their way, or the drawing of them
        self.end_drawn = False  # whoever presses space before that means Pause, not Again
        self._listener = listener
        self.player = Player(demo, shared, self._changed, self._failed)
        self.player.play(demo.plays_itself)

    def obey(self, order: str) -> tuple[bool, bool, float]:
        """Play or pause, step, restart, slower, faster, earlier or later, far or by a step.

        Returns whether it plays now, whether it is at its end, and its steps a second.
        """
        player = self.player
        playing = player.view is not None and player.view.playing
        finished = player.view is not None and player.view.finished
        if order == "play":
            if finished and not self.end_drawn:
                return playing, finished, player.speed  # it was meant as Pause
            if finished:
                self._restart()
            playing, finished = not playing, False
            player.play(playing)
        elif order == "step":
            player.step()
            playing = False
        elif order in STEPS:
            player.go_by(STEPS[order])
            playing = finished = False
        elif order in PARTS and player.view:
            ribbon = player.view.ribbon
            return self.go_to(ribbon.at + round(PARTS[order] * ribbon.end))
        elif order == "restart":
            self._restart()
            finished = False
        else:
            player.set_speed((faster if order == "faster" else slower)(player.speed))
        return playing, finished, player.speed

    def go_to(self, step: int) -> tuple[bool, bool, float]:
        """To the moment nearest to that step; returns the same as `obey`."""
        self.player.go_to(step)
        return False, False, self.player.speed

    def _restart(self) -> None:
        self.end_drawn = False
        self.player.restart()

    def _changed(self) -> None:
        if not self.told:
            self.told = True
            self._listener.post_message(PlayerChanged(self))

    def _failed(self, fault: str) -> None:
        self._listener.post_message(PlayerChanged(self, fault))
