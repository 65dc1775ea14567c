"""The picture of a demo in the app: what there is to draw, drawn at once or aside, then shown."""

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from tui_tutor.clean import clean
from tui_tutor.demo import Demo, LiveDemo, Size
from tui_tutor.goals import Goal
from tui_tutor.knobs import AnyKnobs
from tui_tutor.packages import PackageFault
from tui_tutor.player import FRAME_SECONDS, Player, View
from tui_tutor.share import Shared, share_string
from tui_tutor.show import note
from tui_tutor.show.roles import QUIET
from tui_tutor.text import Words
from tui_tutor.tui.widgets.picture import Picture
from tui_tutor.tui.widgets.playing import Playing
from tui_tutor.tui.widgets.ribbon import RibbonRow
from tui_tutor.tui.widgets.scene import Drawing, Scene, fault_card

words = Words("app")
LEAST = 9  # rows of a picture: where it has no more, it takes the ribbon's, too
DRAWING_SHARE = 8  # a picture that takes 12 ms to draw is drawn every 96 ms at the soonest


class DrawnDemo(Vertical):
    """Draws the demo that it has, with its knobs and the newest snapshot of its player."""

    class GoalsReached(Message):
        """What the learner has made of the demo meets these goals."""

        def __init__(self, goals: tuple[Goal, ...]) -> None:
            super().__init__()
            self.goals = goals

    def __init__(self) -> None:
        super().__init__()
        self.goals: tuple[Goal, ...] = ()  # of the lesson, that are still open
        self._touched = False  # what the demo opens with reaches no goal
        self.demo: Demo | None = None
        self.knobs: AnyKnobs | None = None
        self.playing: Playing | None = None
        self.furnished = False
        self.knobs_shown = False
        self._scene_number = 0  # of the newest picture that was asked for
        self._drawn: View[object] | None = None  # of the picture that is shown

    @property
    def player(self) -> Player[AnyKnobs, object] | None:
        return self.playing.player if self.playing else None

    @property
    def can_play(self) -> bool:
        """Whether the learner can play what the knobs show."""
        if not isinstance(self.demo, LiveDemo) or self.knobs is None:
            return False
        return self.demo.has_transport and self.demo.plays_in(self.knobs)

    @property
    def share_string(self) -> str:
        """The demo as it is now, for somebody else to see; "" where there is none."""
        if self.demo is None or self.knobs is None:
            return ""
        seed = self.playing.seed if self.playing else 0
        # What plays itself comes to the same by itself.
        view = self.player.view if self.player and self.demo.has_transport else None
        return share_string(self.demo.name, Shared(self.knobs, view.legs if view else (), seed))

    def show_news(self) -> None:
        """The player has a new snapshot."""
        raise NotImplementedError

    @on(Picture.Hovered)
    def hovered(self, event: Picture.Hovered) -> None:
        """What is under the mouse tells its numbers."""
        event.stop()
        told = ""
        if event.values and isinstance(self.demo, LiveDemo) and self.knobs and self._drawn:
            told = self.demo.tells(self.knobs, self._drawn.snapshot, event.values)
        self.query_one(Picture).tooltip = Content(told) if told else None

    @on(Picture.Resized)
    def picture_resized(self, event: Picture.Resized) -> None:
        """A wider terminal, or knobs that take fewer lines: the picture has another room."""
        event.stop()
        self.place_ribbon()
        self.draw()

    def place_ribbon(self) -> None:
        """It has its row where the picture can spare one: on no low terminal."""
        row = self.query_one(RibbonRow)
        room = self.query_one(Picture).outer_size.height + row.display
        low = self.screen.has_class("-low")
        row.display = self.can_play and room > LEAST and not low

    def draw(self) -> None:
        """Draw the demo as its knobs and its newest snapshot are now."""
        if scene := self._scene():
            self._show(scene.drawing())

    def draw_aside(self) -> None:
        """The same on a thread: a frame of a run takes longer than a key should wait."""
        scene = self._scene()
        if self.playing:
            self.playing.told = scene is not None
        if not scene:
            # The demo is not on the screen, and no picture will come.
            self._note_end(self.player.view if self.player else None)
        else:
            self.run_worker(
                lambda: self.post_message(scene.drawing()), thread=True, exit_on_error=False
            )

    def _scene(self) -> Scene | None:
        """What there is to draw now; None where the picture has no room, or no snapshot yet."""
        if not self.furnished:
            return None
        picture = self.query_one(Picture)
        region = picture.scrollable_content_region
        if self.demo is None or self.knobs is None or not self.knobs_shown or region.width < 1:
            return None
        if self.player and self.player.view is None:
            picture.show(note(words("demo.getting-ready"), QUIET))
            return None
        self._drawn = self.player.view if self.player else None
        snapshot = self._drawn.snapshot if self._drawn else None
        self._scene_number += 1
        size = Size(region.width, max(region.height, 1))
        goals = self.goals if self._touched else ()
        return Scene(self._scene_number, self.demo, self.knobs, size, snapshot, goals)

    @on(Drawing)
    def drawn_aside(self, drawing: Drawing) -> None:
        drawing.stop()
        if self.playing:
            self.playing.told = False
        if drawing.number == self._scene_number:  # else something newer was asked for meanwhile
            self._show(drawing)
        if self.player and self.player.view is not self._drawn:
            self.show_news()  # it came while this one was being drawn

    def _show(self, drawing: Drawing) -> None:
        if drawing.fault:
            self._show_fault(drawing.fault)
            return
        self.query_one(Picture).show(drawing.picture, drawing.strips)
        self._note_end(self._drawn)
        if drawing.met:
            self.goals = tuple(goal for goal in self.goals if goal not in drawing.met)
            self.post_message(self.GoalsReached(drawing.met))
        if self.player:
            self.player.frame_seconds = max(FRAME_SECONDS, drawing.seconds * DRAWING_SHARE)

    def _note_end(self, view: View[object] | None) -> None:
        """What the learner sees now: the end of the run, if this is its end."""
        if self.playing and view:
            self.playing.end_drawn = view.finished

    def _show_fault(self, fault: Exception | str) -> None:
        if isinstance(fault, PackageFault):  # of a demo by others: there is nothing to play
            self.query("Transport, RibbonRow").set(display=False)
            self.query_one(Picture).show(note(clean(str(fault))))
        else:
            self.query_one(Picture).show(fault_card(fault))
