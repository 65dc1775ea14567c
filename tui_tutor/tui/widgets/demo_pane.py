"""The pane in which a demo lives: its knobs, its picture and, where it is live, its transport."""

from dataclasses import replace

from textual import on
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from tui_tutor import demos
from tui_tutor.demo import Demo, LiveDemo
from tui_tutor.knob_values import as_text, in_play, turned_one_by_one
from tui_tutor.knobs import AnyKnobs
from tui_tutor.player import View
from tui_tutor.session import Session
from tui_tutor.share import Shared, saved_knobs
from tui_tutor.show.spots import holds
from tui_tutor.tape import Ribbon
from tui_tutor.text import Words
from tui_tutor.tui.closing import unless_closing
from tui_tutor.tui.widgets.drawn_demo import DrawnDemo
from tui_tutor.tui.widgets.knobs.knob import KnobTurned
from tui_tutor.tui.widgets.knobs.panel import KnobPanel
from tui_tutor.tui.widgets.picture import Picture
from tui_tutor.tui.widgets.playing import PlayerChanged, Playing
from tui_tutor.tui.widgets.ribbon import RibbonRow
from tui_tutor.tui.widgets.transport import Transport

words = Words("app")
LARGE = Size(140, 40)  # from here on a pad beside a picture has twice its size
BESIDE = 74  # cells: from here on a picture has room beside a drawing pad


class DemoPane(DrawnDemo):
    """Shows one demo at a time. It owns the knobs' values and, for a live demo, the player.

    A run that the learner has left rests, and goes on from there when they come back.
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

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._resting: dict[str, Playing] = {}  # runs that were left, by the name of their demo
        self._plays_on = False  # the demo is opened anew while its run plays

    @property
    def entrance(self) -> Widget | None:
        """What takes the focus that comes into the demo: the knob that was used last."""
        if not self.knobs_shown or not self.furnished:
            return None
        picture = self.query_one(Picture)
        return self.query_one(KnobPanel).entrance or (picture if picture.focusable else None)

    async def furnish(self) -> None:
        """Knobs, transport, picture and ribbon, put here with the first demo."""
        if not self.furnished:
            self.furnished = True
            await self.mount(KnobPanel(), Transport(), Picture(), RibbonRow())

    # ------------------------------------------------------------ opening and closing

    @unless_closing
    async def open(
        self, name: str | None, saved: object, shared: Shared[AnyKnobs] | None = None
    ) -> None:
        """Show the demo of that name with its saved knobs, or as it was shared, or nothing."""
        self.close()
        self._touched = False
        self.demo, self.knobs_shown = None, name is None
        self.set_class(name is None, "-empty")
        if name is None:
            return
        await self.furnish()
        try:
            resting = self._resting.pop(name, None)
            if resting and shared:
                resting.player.stop()
                resting = None
            self.demo = demo = resting.demo if resting else demos.load(name, self.session)
        except Exception as error:
            self._show_fault(error)
            return
        shared = shared or Shared(saved_knobs(demo.knobs, saved))
        self.knobs = knobs = resting.knobs if resting else shared.knobs
        await self.query_one(KnobPanel).show(name, knobs, demo.has_transport)
        self.set_class(self.query_one(KnobPanel).has_class("-pad"), "-pad")
        self._place_pad()
        self.knobs_shown = True
        self.query_one(Transport).display = self.can_play
        self.query_one(Picture).scroll_home(animate=False)
        if isinstance(demo, LiveDemo):
            self._play(resting or Playing(demo, shared, self), knobs)
        self.call_after_refresh(self.place_ribbon)  # once the picture knows how large it is
        self.call_after_refresh(self.draw)
        # The sender is not the screen that waits for this: Textual tells nobody beyond a sender.
        self.post_message(self.Opened(demo).set_sender(self))

    def say_anew(self) -> None:
        """The language is another; the knobs and the picture follow when the demo is opened."""
        self._plays_on = bool(self.player and self.player.view and self.player.view.playing)
        for transport in self.query(Transport):
            transport.say_anew()
        for ribbon in self.query(RibbonRow):
            ribbon.refresh()

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

    def leave(self) -> None:
        """Another lesson opens, and this is not its picture."""
        self.close()
        for picture in self.query(Picture):
            picture.show("")

    def end_runs_on_digits(self) -> None:
        """Other digits are here: what runs on the old ones begins anew when it is opened."""
        self.close()
        for name in [n for n, left in self._resting.items() if left.demo.uses_digits]:
            self._resting.pop(name).player.stop()

    def _play(self, playing: Playing, knobs: AnyKnobs) -> None:
        self.playing = playing
        playing.told = False
        playing.player.set_knobs(knobs)
        if self._plays_on:
            playing.player.play(True)
        self._plays_on = False
        self._show_transport()

    def _show_transport(self) -> None:
        if self.player:
            view = self.player.view or View[object](None, False, False, Ribbon())
            transport = self.query_one(Transport)
            transport.show(view.playing, view.finished, self.player.speed)
            if self.demo and self.can_play:
                self.query_one(RibbonRow).show(view.ribbon, self.demo.name)

    # ------------------------------------------------------------ drawing

    def on_resize(self) -> None:
        self._place_pad()

    def _place_pad(self) -> None:
        """A pad stands beside the picture, and what plays it, where there is room."""
        self.set_class(self.size.width >= BESIDE, "-beside")
        self.set_class(self.demo is not None and self.demo.has_transport, "-plays")
        self.set_class(
            self.size.width >= LARGE.width and self.size.height >= LARGE.height, "-large"
        )

    @on(PlayerChanged)
    def player_changed(self, event: PlayerChanged) -> None:
        event.stop()
        if event.playing is not self.playing:
            return  # its demo was left meanwhile
        if event.fault:
            self._show_fault(event.fault)
        else:
            self.show_news()

    def show_news(self) -> None:
        self._show_transport()
        if self.knobs is not None and self._settled(self.knobs) != self.knobs:
            self._take_settled(self.knobs)
        self.draw_aside()

    # ------------------------------------------------------------ turning and playing

    @on(KnobTurned)
    def turned(self, event: KnobTurned) -> None:
        event.stop()
        left = self.demo is None or event.demo != self.demo.name  # meanwhile
        if self.knobs is not None and self.knobs_shown and not left:
            self._take_settled(replace(self.knobs, **{event.knob: event.value}))

    @on(Picture.Touched)
    def touched(self, event: Picture.Touched) -> None:
        """A part of the picture was clicked: the knobs take the values that it stands for."""
        event.stop()
        self.query_one(KnobPanel).turn(event.values)

    def light(self, part: str, colour: str) -> None:
        """Let that part of the picture, in that colour, and the knob of that name stand out."""
        for panel in self.query(KnobPanel):
            panel.light(part)
        for picture in self.query(Picture):
            picture.light(part, colour)

    def turn_to(self, part: str) -> None:
        """Turn to the view that shows that part or its knob, where this one shows neither.

        Where no view does, another choice may, in a run that begins with it.
        """
        if self.knobs is None or part in in_play(self.knobs):
            return
        if self.query_one(Picture).holds(part) or not (scene := self._scene()):
            return
        for knob, knobs in turned_one_by_one(scene.knobs):
            there = replace(scene, knobs=knobs)
            if knob != "view" and isinstance(scene.demo, LiveDemo):
                there = replace(there, snapshot=scene.demo.begin(knobs, 0).snapshot())
            if part in in_play(knobs) or holds(there.drawing().strips, part):
                self.query_one(KnobPanel).turn({knob: getattr(knobs, knob)})
                return
        self.draw()  # a drawing that was under way has become an old one

    def _settled(self, knobs: AnyKnobs) -> AnyKnobs:
        """The knobs, those moved that the snapshot makes others that came before them."""
        if isinstance(self.demo, LiveDemo) and self.player and self.player.view:
            return self.demo.settle(knobs, self.player.view.snapshot)
        return knobs

    def _take_settled(self, knobs: AnyKnobs) -> None:
        settled = self._settled(knobs)
        if settled != knobs:
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
            self.call_after_refresh(self.place_ribbon)  # the picture has other room now
            self.call_after_refresh(self.draw)
        elif not playing:  # else the next frame shows it, and the knob itself answers at once
            self.draw()
        self.post_message(self.KnobsTurned(self.demo.name, as_text(knobs)))

    def reset_knobs(self) -> None:
        """Every knob as the demo declares it."""
        if self.demo is None:
            return
        self.query_one(KnobPanel).set_values(self.demo.knobs)
        self.take_knobs(self.demo.knobs)

    @on(RibbonRow.Dragged)
    def dragged(self, event: RibbonRow.Dragged) -> None:
        """The picture is taken back, or forth again."""
        event.stop()
        if self.playing and self.can_play:
            self._touched = True
            self.query_one(Transport).show(*self.playing.go_to(event.step))

    @on(Transport.Pressed)
    def transport_pressed(self, event: Transport.Pressed) -> None:
        event.stop()
        self.order(event.order)

    def order(self, order: str) -> None:
        """Play or pause, go back or forth, and the like; nothing where nothing plays."""
        if self.playing and self.can_play:
            self._touched = True
            self.query_one(Transport).show(*self.playing.obey(order))
