"""The main screen: a lesson on the left, its demo on the right, or one of the two."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button, Static

from tui_tutor.clean import clean
from tui_tutor.course import Lesson
from tui_tutor.goals import open_goals
from tui_tutor.knobs import AnyKnobs
from tui_tutor.session import Session
from tui_tutor.share import Shared
from tui_tutor.text import Words
from tui_tutor.tui.closing import can_be_seen, unless_closing
from tui_tutor.tui.memory import clear_while_it_is_quiet
from tui_tutor.tui.screens.lesson_keys import GIVES_WAY, IN_TIME, KEYS, PLAY
from tui_tutor.tui.screens.lighting import LightingScreen
from tui_tutor.tui.widgets.demo_pane import DemoPane
from tui_tutor.tui.widgets.foot import Foot
from tui_tutor.tui.widgets.lesson_document import Place
from tui_tutor.tui.widgets.lesson_end import LessonEnd
from tui_tutor.tui.widgets.lesson_page import LessonPage
from tui_tutor.tui.widgets.small_button import SmallButton
from tui_tutor.tui.widgets.transport import Transport

words = Words("app")
QUIET = 0.3  # seconds after a lesson has opened


class LessonScreen(LightingScreen):
    """Where a learner is: one lesson and its demo."""

    CSS_PATH = "lesson.tcss"
    AUTO_FOCUS = ""  # Textual's would give it to what is hidden
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (18, "-low"), (24, "-tall")]
    BINDINGS = KEYS

    lesson: Lesson

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.shared: Shared[AnyKnobs] | None = None  # how the next demo is to be opened
        self._opening = True  # until the lesson's demo stands beside it
        self._page = LessonPage(session)
        self._came_from: list[tuple[str, Place]] = []  # the lessons where links led away

    def compose(self) -> ComposeResult:
        with Horizontal(id="bar"):
            yield Static(id="where", markup=False)
            yield SmallButton(words("tab.lesson"), id="tab-lesson")
            yield SmallButton(words("tab.demo"), id="tab-demo")
            yield Static(id="count", markup=False)
        with Horizontal(id="halves"):
            yield self._page
            yield DemoPane(self.session)
        yield Static(words("too-small"), id="too-small", markup=False)
        yield Foot(*GIVES_WAY)

    # ------------------------------------------------------------ opening lessons

    @unless_closing
    async def say_anew(self, lesson: Lesson) -> None:
        """The language is another: what stands here is said in it; runs go on."""
        self.query_one("#tab-lesson", SmallButton).label = words("tab.lesson")
        self.query_one("#tab-demo", SmallButton).label = words("tab.demo")
        self.query_one("#too-small", Static).update(words("too-small"))
        self.query_one(DemoPane).say_anew()
        await self._page.forget()
        await self.open(lesson)
        self.refresh_bindings()

    @unless_closing
    async def open(self, lesson: Lesson) -> None:
        self._opening = True
        self.lesson = lesson
        self.query_one(DemoPane).leave()
        self.query_one(Foot).say_no_more()  # it told of the lesson before
        self.session.progress.put("place", value=lesson.name)
        self.session.save_soon()
        self.set_class(lesson.demo is None, "-without-demo")
        if lesson.demo is None:
            self.remove_class("-demo")  # there is no such half
        self.show_where()
        await self._page.open(lesson)
        self.focus_what_is_seen()
        # The page is painted first; its demo follows in the next frame.
        self.call_after_refresh(self.open_demo)
        self.set_timer(QUIET, self.prepare_neighbours)

    @unless_closing
    async def open_demo(self) -> None:
        name = self.lesson.demo
        saved = self.session.progress.get("knobs", name or "")
        pane = self.query_one(DemoPane)
        pane.goals = open_goals(self.session.progress, self.lesson)
        shared, self.shared = self.shared, None
        await pane.open(name, saved, shared)
        self._opening = False
        if not can_be_seen(self.focused):
            self.focus_what_is_seen()
        self.refresh_bindings()

    @property
    def is_opening(self) -> bool:
        """Whether the page or its demo is still on its way."""
        return self._opening or not self._page.is_alive

    async def reload_digits(self) -> None:
        """Other digits are here: a demo that shows some begins anew."""
        demo = self.query_one(DemoPane).demo
        self.query_one(DemoPane).end_runs_on_digits()
        if demo is not None and demo.uses_digits:
            await self.open_demo()

    @unless_closing
    async def prepare_neighbours(self) -> None:
        """Make the pages that the next key may ask for, while the learner reads this one."""
        beside = (self.session.course.beside(self.lesson.name, step) for step in (1, -1))
        await self._page.keep([lesson for lesson in beside if lesson])
        clear_while_it_is_quiet()

    def show_where(self) -> None:
        lessons = self.session.course.lessons
        place = lessons.index(self.lesson) + 1
        done = self.session.progress.get("done", self.lesson.name)
        count = words("where.count", place=place, lessons=len(lessons))
        self.query_one("#where", Static).update(
            clean(words("where.title", part=self.lesson.part, title=self.lesson.title))
        )
        self.query_one("#count", Static).update(f"{words('where.done')} {count}" if done else count)

    # ------------------------------------------------------------ keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Play and its like are dimmed where the demo has nothing to play; what can lead nowhere
        is hidden.
        """
        if action == "back":
            return bool(self._came_from)
        if action in ("swap", "full"):
            return not hasattr(self, "lesson") or self.lesson.demo is not None
        if action != "transport":
            return super().check_action(action, parameters)
        if self.is_mounted and self.query_one(DemoPane).can_play:
            return True
        return False if parameters[0] in IN_TIME else None

    async def action_go(self, step: int) -> None:
        lesson = self.session.course.beside(self.lesson.name, step)
        if lesson is None:
            self.notify(words("course.end" if step > 0 else "course.start"), timeout=3)
            return
        await self.open(lesson)

    async def jump(self, lesson: Lesson, anchor: str = "") -> None:
        """Open a lesson that does not follow this one, or a heading; `back` leads here again."""
        page = self._page
        self._came_from.append((self.lesson.name, page.place))
        if lesson is not self.lesson:
            await self.open(lesson)
        if anchor and page.document:
            self.call_after_refresh(page.document.show_heading, anchor)
        self.refresh_bindings()

    async def action_back(self) -> None:
        name, place = self._came_from.pop()
        if name != self.lesson.name:
            await self.open(self.session.course.find(name))
        self._page.show_place(place)
        self.refresh_bindings()

    @property
    def shows_both(self) -> bool:
        """Whether the lesson and its demo stand beside each other."""
        alone = self.has_class("-full") or self.has_class("-without-demo")
        return self.has_class("-wide") and not alone

    def action_swap(self) -> None:
        """Where one half is shown, show the other; where both are, move the focus over."""
        if self.shows_both:
            self.focus_half(demo=not self._is_in_demo(self.focused))
        elif self.lesson.demo:
            self.show_half(demo=self.has_class("-wide") or not self.has_class("-demo"))

    def _is_in_demo(self, widget: Widget | None) -> bool:
        return widget is not None and self.query_one(DemoPane) in widget.ancestors_with_self

    def show_half(self, demo: bool) -> None:
        self.remove_class("-full")
        self._name_full()
        self.set_class(demo, "-demo")
        self.focus_half(demo)

    def focus_half(self, demo: bool) -> None:
        """At once, and not by `focus`, a moment later: the next key may be here already."""
        half = self.query_one(DemoPane).entrance if demo else self._page
        self.set_focus(half)

    def focus_what_is_seen(self) -> None:
        """The page; the demo where it has the screen to itself."""
        whole = self.has_class("-full") or (self.has_class("-demo") and not self.shows_both)
        self.focus_half(demo=whole and self.lesson.demo is not None)

    def on_screen_resume(self) -> None:
        if hasattr(self, "lesson") and not can_be_seen(self.focused):
            self.focus_what_is_seen()

    @unless_closing
    async def on_resize(self) -> None:
        """Where there is room for one half only, it is the one that the learner is in."""
        if self.focused is not None and not self.has_class("-wide"):
            self.set_class(self._is_in_demo(self.focused), "-demo")

    def watch_focused(self) -> None:
        """What had the focus may have gone, or been hidden: another takes it over."""
        for foot in self.query(Foot):
            foot.name_anew(
                "swap", words.name("key.page" if self._is_in_demo(self.focused) else "key.demo")
            )
        if self.focused is None and self.app.app_focus:
            self.call_later(self._revive)

    @unless_closing
    async def _revive(self) -> None:
        if self.focused is None and self.app.app_focus and hasattr(self, "lesson"):
            self.focus_what_is_seen()

    def action_full(self) -> None:
        """The demo alone, and back; the focus goes with it where it was on the page."""
        if self.lesson.demo:
            self.toggle_class("-full")
            self._name_full()
            if self.has_class("-full") and not self._is_in_demo(self.focused):
                self.focus_half(demo=True)
            elif not self.has_class("-full"):
                self.focus_what_is_seen()

    def _name_full(self) -> None:
        """In the foot, what its key would do now."""
        alone = self.has_class("-full") and self.has_class("-wide")
        self.query_one(Foot).name_anew("full", words.name("key.both" if alone else "key.full"))

    def action_transport(self, order: str) -> None:
        self.query_one(DemoPane).order(order)

    def action_reset_knobs(self) -> None:
        self.query_one(DemoPane).reset_knobs()

    def action_source(self) -> None:
        demo = self.query_one(DemoPane).demo
        if demo is not None and demo.core:
            from tui_tutor.tui.screens.reader import source_reader

            self.app.push_screen(source_reader(demo.core, self.session.progress))
        else:
            self.notify(words("source.none"), timeout=5)

    def action_mark(self) -> None:
        done = not self.session.progress.get("done", self.lesson.name, default=False)
        self.mark(done)

    # ------------------------------------------------------------ messages from the halves

    @on(Transport.Changed)
    def transport_changed(self, event: Transport.Changed) -> None:
        self.query_one(Foot).name_anew(PLAY, words.name("key", event.state))

    @on(LessonEnd.NextAsked)
    async def next_asked(self) -> None:
        await self.action_go(1)

    @on(Button.Pressed, "#tab-lesson")
    def lesson_tab(self) -> None:
        self.show_half(demo=False)

    @on(Button.Pressed, "#tab-demo")
    def demo_tab(self) -> None:
        self.show_half(demo=True)
