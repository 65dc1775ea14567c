"""What a learner does on a lesson's screen is kept: answers, goals, knobs, what was read."""

from textual import on

from tui_tutor.block import PAGE
from tui_tutor.clean import clean
from tui_tutor.course import Lesson
from tui_tutor.goals import open_goals, record_reached
from tui_tutor.review import record_prediction
from tui_tutor.session import Session
from tui_tutor.text import Words
from tui_tutor.tui.screens.sized import SizedScreen
from tui_tutor.tui.widgets.demo_pane import DemoPane
from tui_tutor.tui.widgets.fences import LessonFence
from tui_tutor.tui.widgets.foot import Foot
from tui_tutor.tui.widgets.goal import GoalLine
from tui_tutor.tui.widgets.lesson_page import LessonPage

words = Words("app")


class DoingScreen(SizedScreen[None]):
    """The screen of a lesson, as far as it keeps what is done there."""

    lesson: Lesson
    session: Session

    @property
    def shows_both(self) -> bool:
        """Whether the page and the demo are both in sight."""
        raise NotImplementedError

    def show_where(self) -> None:
        """Say anew which lesson this is, and whether it is done."""
        raise NotImplementedError

    def mark(self, done: bool) -> None:
        self.session.progress.put("done", self.lesson.name, value=done)
        self.session.save_soon()
        self.show_where()

    @on(LessonPage.AllSeen)
    def all_seen(self) -> None:
        if not self.session.progress.get("done", self.lesson.name, default=False):
            self.mark(True)

    @on(LessonFence.Predicted)
    def predicted(self, event: LessonFence.Predicted) -> None:
        progress, block = self.session.progress, event.block
        record_prediction(progress, self.lesson.name, block.name, event.verdict, event.numbers)
        self.session.save_soon()
        self.query_one(LessonPage).show_end()

    @on(LessonFence.ExerciseOpened)
    def exercise_opened(self, event: LessonFence.ExerciseOpened) -> None:
        from tui_tutor.tui.screens.exercise import ExerciseScreen
        from tui_tutor.tui.screens.page import PageScreen

        async def back(_: None) -> None:
            self.query_one(LessonPage).show_end()
            self.show_where()
            for fence in self.query(LessonFence):
                if fence.block.subject == event.block.subject:
                    await fence.come_alive()  # the button says whether it is written

        if event.block.kind is PAGE:
            self.app.push_screen(PageScreen(self.session), back)
        else:
            self.app.push_screen(ExerciseScreen(self.session, event.block.subject), back)

    @on(DemoPane.KnobsTurned)
    def knobs_turned(self, event: DemoPane.KnobsTurned) -> None:
        for knob, value in event.values.items():
            self.session.progress.put("knobs", event.demo, knob, value=value)
        self.session.save_soon()

    @on(GoalLine.Chosen)
    def goal_chosen(self, event: GoalLine.Chosen) -> None:
        record_reached(self.session.progress, self.lesson.name, [event.goal])
        self.session.save_soon()
        self.query_one(LessonPage).show_goals()

    @on(DemoPane.GoalsReached)
    def goals_reached(self, event: DemoPane.GoalsReached) -> None:
        progress = self.session.progress
        reached = [g for g in open_goals(progress, self.lesson) if g in event.goals]
        record_reached(progress, self.lesson.name, reached)
        self.session.save_soon()
        self.query_one(LessonPage).show_goals()
        if not self.shows_both:  # else it is ticked before the learner's eyes
            told = [words("goal.reached", sentence=clean(goal.sentence)) for goal in reached]
            foot = self.query_one(Foot)
            if len(told) == 1 and foot.has_room_for(told[0]):
                foot.say(told[0])
                return
            for sentence in told:
                self.notify(sentence, markup=False)
