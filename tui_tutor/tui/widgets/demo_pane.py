"""The pane in which a demo lives: its knobs, its picture and, where it is live, its transport."""

from dataclasses import replace

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tui_tutor import demos
from tui_tutor.demo import Demo, LiveDemo, Size
from tui_tutor.goals import Goal
from tui_tutor.knobs import AnyKnobs, as_text, in_play
from tui_tutor.player import FRAME_SECONDS, Player, View
from tui_tutor.session import Session
from tui_tutor.share import saved_knobs
from tui_tutor.show import note
from tui_tutor.show.roles import QUIET
from tui_tutor.text import Words
from tui_tutor.tui.closing import unless_closing
from tui_tutor.tui.widgets.knobs.knob import KnobTurned
from tui_tutor.tui.widgets.knobs.panel import KnobPanel
from tui_tutor.tui.widgets.picture import Picture
from tui_tutor.tui.widgets.playing import PlayerChanged, Playing
from tui_tutor.tui.widgets.scene import Drawing, Scene, fault_card
from tui_tutor.tui.widgets.transport import Transport

words = Words("app")
BESIDE = 74  # cells: from here on a picture has room beside a drawing pad
DRAWING_SHARE = 16  # a picture that takes 5 ms to draw is drawn every 80 ms at the soonest


class DemoPane(Vertical):
    """Shows one demo at a time. It owns the knobs' values and, for a live demo, the player.

    A run that the learner has left rests, and goes on from there when they come back.
    """

    DEFAULT_CSS = """
    DemoPane {
        width: 1fr;
        background: $surface;
        padding: 1 1 0 0;
        &.-pad.-beside {
            layout: horizontal;
            KnobPanel {
                width: 32;
                height: 100%;
                max-height: 100%;
                margin: 0 1 0 0;
                scrollbar-size-vertical: 0;
            }
            PadKnob {
                dock: top;
            }
            Picture {
                height: 100%;
            }
        }
    }
    """

    class KnobsTurned(Message):
        """The knobs have new values: worth saving."""

        def __init__(self, demo: str, values: dict[str, str]) -> None:
            super().__init__()
            self.demo = demo
            self.values = values

    class Opened(Message):
        """A demo is here now."""

        def __init__(self, demo: Demo) -> None:
            super().__init__()
            self.demo = demo

    class GoalsReached(Message):
        """What the learner has made of the demo meets these goals."""

        def __init__(self, goals: tuple[Goal, ...]) -> None:
            super().__init__()
            self.goals = goals

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.goals: tuple[Goal, ...] = ()  # of the lesson, that are still open
        self._touched = False  # what the demo opens with reaches no goal
        self.demo: Demo | None = None
        self.knobs: AnyKnobs | None = None
        self.playing: Playing | None = None
        self.furnished = False
        self.knobs_shown = False
        self._resting: dict[str, Playing] = {}  # runs that were left, by the name of their demo
        self._scene_number = 0  # of the newest picture that was asked for
        self._drawn: View[object] | None = None  # of the picture that is shown

    @property
    def entrance(self) -> Widget | None:
        """What takes the focus that comes into the demo: the knob that was used last."""
        if not self.knobs_shown or not self.furnished:
            return None
        picture = self.query_one(Picture)
        return self.query_one(KnobPanel).entrance or (picture if picture.focusable else None)

    @property
    def can_play(self) -> bool:
        """Whether the learner can play what the knobs show."""
        if not isinstance(self.demo, LiveDemo) or self.knobs is None:
            return False
        return self.demo.has_transport and self.demo.plays_in(self.knobs)

    @property
    def player(self) -> Player[AnyKnobs, object] | None:
        return self.playing.player if self.playing else None

    async def furnish(self) -> None:
        """Knobs, transport and picture, put here with the first demo, after the page is painted."""
        if not self.furnished:
            self.furnished = True
            await self.mount(KnobPanel(), Transport(), Picture())

    # ------------------------------------------------------------ opening and closing

    @unless_closing
    async def open(self, name: str | None, saved: object) -> None:
        """Show the demo of that name with its saved knobs, or nothing."""
        self.close()
        self._touched = False
        self.demo, self.knobs_shown = None, name is None
        self.set_class(name is None, "-empty")
        if name is None:
            return
        await self.furnish()
        try:
            resting = self._resting.pop(name, None)
            self.demo = demo = resting.demo if resting else demos.load(name, self.session)
        except Exception as error:
            self._show_fault(error)
            return
        self.knobs = knobs = resting.knobs if resting else saved_knobs(demo.knobs, saved)
        await self.query_one(KnobPanel).show(name, knobs, demo.has_transport)
        self.set_class(self.query_one(KnobPanel).has_class("-pad"), "-pad")
        self._place_pad()
        self.knobs_shown = True
        self.query_one(Transport).display = self.can_play
        self.query_one(Picture).scroll_home(animate=False)
        if isinstance(demo, LiveDemo):
            self._play(resting or Playing(demo, knobs, self), knobs)
        self.call_after_refresh(self.draw)  # once the picture knows how large it is
        self.post_message(self.Opened(demo))

    def say_anew(self) -> None:
        """The language is another; the knobs and the picture follow when the demo is opened."""
        for transport in self.query(Transport):
            transport.say_anew()

    def on_unmount(self) -> None:
        self.close()
        for left in self._resting.values():
            left.player.stop()

    def close(self) -> None:
        """Leave the demo. What the learner plays rests until they come back; the others end."""
        self.knobs_shown = False
        self._scene_number += 1  # what is still being drawn is of no use
        if self.playing and self.knobs and self.playing.demo.has_transport:
            self.playing.player.play(False)
            self.playing.knobs = self.knobs
            self._resting[self.playing.demo.name] = self.playing
        elif self.playing:
            self.playing.player.stop()
        self.playing = None

    def end_runs_on_digits(self) -> None:
        """Other digits are here: what runs on the old ones begins anew when it is opened."""
        self.close()
        for name in [n for n, left in self._resting.items() if left.demo.uses_digits]:
            self._resting.pop(name).player.stop()

    def _play(self, playing: Playing, knobs: AnyKnobs) -> None:
        self.playing = playing
        playing.told = False
        playing.player.set_knobs(knobs)
        self._show_transport()

    def _show_transport(self) -> None:
        if self.player:
            view = self.player.view or View[object](None, False, False)
            transport = self.query_one(Transport)
            transport.show(view.playing, view.finished, self.player.speed)

    # ------------------------------------------------------------ drawing

    def on_resize(self) -> None:
        self._place_pad()

    def _place_pad(self) -> None:
        """A pad stands beside the picture where there is room, but for one that plays above it."""
        plays = self.demo is not None and self.demo.has_transport
        self.set_class(self.size.width >= BESIDE and not plays, "-beside")

    @on(Picture.Resized)
    def picture_resized(self, event: Picture.Resized) -> None:
        """A wider terminal, or knobs that take fewer lines: the picture has another room."""
        event.stop()
        self.draw()

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
            self._show_news()  # it came while this one was being drawn

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
        self.query_one(Picture).show(fault_card(fault))

    @on(PlayerChanged)
    def player_changed(self, event: PlayerChanged) -> None:
        event.stop()
        if event.playing is not self.playing:
            return  # its demo was left meanwhile
        if event.fault:
            self._show_fault(event.fault)
        else:
            self._show_news()

    def _show_news(self) -> None:
        self._show_transport()
        self._settle()
        self.draw_aside()

    # ------------------------------------------------------------ turning and playing

    @on(KnobTurned)
    def turned(self, event: KnobTurned) -> None:
        event.stop()
        left = self.demo is None or event.demo != self.demo.name  # meanwhile
        if self.knobs is not None and self.knobs_shown and not left:
            self.take_knobs(replace(self.knobs, **{event.knob: event.value}))
            self._settle()

    @on(Picture.Touched)
    def touched(self, event: Picture.Touched) -> None:
        """A part of the picture was clicked: the knobs take the values that it stands for."""
        event.stop()
        self.query_one(KnobPanel).turn(event.values)

    @on(Picture.Hovered)
    def hovered(self, event: Picture.Hovered) -> None:
        """What is under the mouse tells its numbers."""
        event.stop()
        told = ""
        if event.values and isinstance(self.demo, LiveDemo) and self.knobs and self._drawn:
            told = self.demo.tells(self.knobs, self._drawn.snapshot, event.values)
        self.query_one(Picture).tooltip = Content(told) if told else None

    def _settle(self) -> None:
        """Move the knobs that the newest snapshot makes others."""
        if isinstance(self.demo, LiveDemo) and self.knobs and self.player and self.player.view:
            settled = self.demo.settle(self.knobs, self.player.view.snapshot)
            if settled != self.knobs:
                self.query_one(KnobPanel).set_values(settled)
                self.take_knobs(settled)

    def take_knobs(self, knobs: AnyKnobs) -> None:
        assert self.demo is not None
        self.knobs, self._touched = knobs, True
        if self.player:
            self.player.set_knobs(knobs)
            self._show_transport()  # another view may have another speed
            if isinstance(self.demo, LiveDemo) and (
                self.demo.plays_itself or (self.demo.replays and self.can_play)
            ):
                self.player.play(True)
        playing = self.player and self.player.view and self.player.view.playing
        panel, transport = self.query_one(KnobPanel), self.query_one(Transport)
        changed = transport.display != self.can_play
        transport.display = self.can_play
        if changed:
            self.screen.refresh_bindings()
        if panel.show_only(in_play(knobs)) or changed:
            self.set_class(panel.has_class("-pad"), "-pad")
            self.call_after_refresh(self.draw)  # the picture has other room now
        elif not playing:  # else the next frame shows it, and the knob itself answers at once
            self.draw()
        self.post_message(self.KnobsTurned(self.demo.name, as_text(knobs)))

    def reset_knobs(self) -> None:
        """Every knob as the demo declares it."""
        if self.demo is None:
            return
        self.query_one(KnobPanel).set_values(self.demo.knobs)
        self.take_knobs(self.demo.knobs)

    @on(Transport.Pressed)
    def transport_pressed(self, event: Transport.Pressed) -> None:
        event.stop()
        self.order(event.order)

    def order(self, order: str) -> None:
        """Play or pause, step, restart, slower, faster; nothing where nothing plays."""
        if self.playing and self.can_play:
            self._touched = True
            self.query_one(Transport).show(*self.playing.obey(order))
