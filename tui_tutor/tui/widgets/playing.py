"""A live demo in the app: its player, and the news of it, which come from the player's thread."""

import time
from math import inf

from textual.message import Message
from textual.widget import Widget

from tui_tutor.demo import LiveDemo
from tui_tutor.knobs import AnyKnobs
from tui_tutor.player import Player, faster, slower

HASTE = 0.5  # seconds


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
        self.knobs = knobs  # as they were when it was left
        self.told = False  # news are on their way, or the drawing of them
        self._listener = listener
        self._ended = -inf
        self.player = Player(demo, knobs, 0, self._changed, self._failed)
        self.player.play(demo.plays_itself)

    @property
    def ended_just_now(self) -> bool:
        """Whether it ended so short a time ago that who pressed Pause could not see it."""
        return time.monotonic() - self._ended < HASTE

    def obey(self, order: str) -> tuple[bool, bool, float]:
        """Play or pause, step, restart, slower, faster.

        Returns whether it plays now, whether it is at its end, and its steps a second.
        """
        player = self.player
        playing = player.view is not None and player.view.playing
        finished = player.view is not None and player.view.finished
        if order == "play":
            if finished and self.ended_just_now:
                return playing, finished, player.speed  # it was meant as Pause
            if finished:
                player.restart()
            playing, finished = not playing, False
            player.play(playing)
        elif order == "step":
            player.step()
            playing = False
        elif order == "restart":
            player.restart()
            finished = False
        else:
            player.set_speed((faster if order == "faster" else slower)(player.speed))
        return playing, finished, player.speed

    def _changed(self) -> None:
        view = self.player.view if hasattr(self, "player") else None
        if view and view.finished:
            self._ended = time.monotonic()
        if not self.told:
            self.told = True
            self._listener.post_message(PlayerChanged(self))

    def _failed(self, fault: str) -> None:
        self._listener.post_message(PlayerChanged(self, fault))
