"""The learner's own network: an editor on the left; on the right it learns, beside core's."""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

from textual import on, work
from textual.binding import Binding
from textual.message import Message
from textual.widget import Widget
from textual.widgets import TextArea
from textual.worker import get_current_worker

from tui_tutor import digits
from tui_tutor.demo import Size
from tui_tutor.digits import Digits, DigitsError
from tui_tutor.practice import own
from tui_tutor.practice.own.keeping import PAGE, keep
from tui_tutor.practice.own.picture import learning, told
from tui_tutor.practice.own.rival import Curves, Rival
from tui_tutor.practice.own.taken import taken, with_taken
from tui_tutor.session import Session
from tui_tutor.show import note
from tui_tutor.show.roles import WRONG
from tui_tutor.show.stage import Shown, stage
from tui_tutor.text import Words, series
from tui_tutor.tui.closing import unless_closing
from tui_tutor.tui.screens.writing import KEYS, WritingScreen
from tui_tutor.tui.widgets.picture import Picture

words = Words("own")
NONE = Curves()
CLOCK = 0.25  # seconds between two drawings while it runs: each takes what a key takes


@dataclass(frozen=True)
class Seen:
    """What a run has shown so far."""

    progress: tuple[own.Progress, ...] = ()
    core: Curves = NONE


class PageScreen(WritingScreen):
    """The page that the learner writes. Each run is watched, judged and kept."""

    BINDINGS = [
        Binding("ctrl+r,f5", "run", words.name("key.run"), tooltip=words.name("help.run")),
        Binding("f2", "take", words.name("key.take"), tooltip=words.name("help.take")),
        Binding("f3", "solution", words.name("key.solution"), tooltip=words.name("help.solution")),
        Binding(
            "ctrl+c", "stop", words.name("key.stop"), tooltip=words.name("help.stop"), priority=True
        ),
        *KEYS,
    ]

    class Learnt(Message):
        """The network that runs has gone on."""

        def __init__(self, run: threading.Event, seen: Seen) -> None:
            super().__init__()
            self.of = run
            self.seen = seen

    class Judged(Message):
        """A run has come to its end; `fault` says what of it could not be kept."""

        def __init__(self, run: threading.Event, verdict: own.Verdict, fault: str) -> None:
            super().__init__()
            self.of = run
            self.verdict = verdict
            self.fault = fault

    def __init__(self, session: Session) -> None:
        super().__init__(session, PAGE)
        self.seen = Seen()
        self.greeting: list[Shown] = [note(self._greeting())]
        self.said = self.greeting
        self.began: float | None = None  # while it runs
        self.seconds = 0.0  # that the last run took

    @unless_closing
    async def on_mount(self) -> None:
        self.set_interval(CLOCK, self.draw_if_running)
        self.read_digits()

    @property
    def headline(self) -> str:
        return words("title")

    @property
    def stub(self) -> str:
        return own.stub()

    def _greeting(self) -> str:
        draft = self.session.progress.get("drafts", PAGE)
        offered = taken(self.session.progress, draft if isinstance(draft, str) else "")
        more = words("offer", names=series(offered)) if offered else words("no-offer")
        return f"{words('begin')}\n\n{more}\n\n{words('elsewhere')}"

    def greet(self) -> None:
        greets = self.said is self.greeting
        self.greeting = [note(self._greeting())]
        self.said = self.greeting if greets else self.said
        self.draw()

    def found(self) -> Iterator[Widget]:
        yield Picture(id="right")

    # ------------------------------------------------------------ keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.began is not None if action == "stop" else True

    def action_run(self) -> None:
        cancelled = self.begin()
        self.seen, self.said, self.began = Seen(), [], time.monotonic()
        self.add_class("-ran")
        self.refresh_bindings()
        self.draw()
        self.learn(self.query_one(TextArea).text, cancelled)

    def action_stop(self) -> None:
        self.cancelled.set()

    def action_take(self) -> None:
        text = self.query_one(TextArea).text
        code = taken(self.session.progress, text)
        if code:
            self.write(with_taken(text, code))
        self.say(words("taken", names=series(code)) if code else words("nothing-to-take"))

    def action_solution(self) -> None:
        self.said = [note(words("solution")), note(""), note(words("model").strip())]
        self.seen = Seen()
        self.draw()

    def fail(self, said: str) -> None:
        self.began = None
        self.refresh_bindings()
        self.say(said)

    def say(self, said: str) -> None:
        """What runs goes on below it."""
        self.said, self.seen = [note(said)], Seen()
        self.draw()

    # ------------------------------------------------------------ a run

    @work(thread=True, exit_on_error=False)
    def read_digits(self) -> None:
        """Before they are asked for: drawing them takes a moment, the first time."""
        self._digits()

    def _digits(self) -> Digits | None:
        try:
            return digits.load("auto", self.session.data).for_digits_alone()
        except DigitsError as error:
            self.app.call_from_thread(self.fail, str(error))
            return None

    @work(thread=True, exclusive=True, group="learn", exit_on_error=False)
    def learn(self, code: str, run: threading.Event) -> None:
        found = self._digits()
        if found is None:
            return
        rival = Rival(found)
        progress: list[own.Progress] = []

        def heard(one: own.Progress) -> None:
            progress.append(one)
            self.post_message(self.Learnt(run, Seen(tuple(progress), rival.go_on_to(one.epoch))))

        verdict = own.judge(code, found, run, heard)
        if run.is_set() and get_current_worker().is_cancelled:
            return
        fault = keep(verdict, found, self.session.progress)
        self.post_message(self.Judged(run, verdict, fault))

    @on(Learnt)
    def learnt(self, event: Learnt) -> None:
        if event.of is not self.cancelled:
            return
        is_first = not self.seen.progress
        self.seen = event.seen
        if is_first:
            self.draw()

    @on(Judged)
    def judged(self, event: Judged) -> None:
        if event.of is not self.cancelled:
            return
        if self.began is not None:
            self.seconds = time.monotonic() - self.began
        self.began = None
        self.said = [told(event.verdict)]
        self.mark(event.verdict.line)
        if event.fault:
            self.said.append(note(event.fault, WRONG))
        self.session.save_soon()
        self.refresh_bindings()
        self.draw()

    # ------------------------------------------------------------ the right half

    def draw_if_running(self) -> None:
        if self.began is not None:
            self.draw()

    @on(Picture.Resized)
    def draw(self) -> None:
        picture = self.query_one(Picture)
        room = picture.scrollable_content_region
        parts = list(self.said)
        if self.began is not None:
            self.seconds = time.monotonic() - self.began
        if self.began is not None or self.seen.progress:
            parts += [note("")] if parts else []
            parts.append(learning(self.seen.progress, self.seen.core, self.seconds))
        picture.show(stage(Size(room.width, room.height), *parts))
