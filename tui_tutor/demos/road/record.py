"""What is known of a learner: their lessons in order, and what they made."""

from dataclasses import dataclass

from tui_tutor import core, kept
from tui_tutor.course import Lesson
from tui_tutor.nets import scaled
from tui_tutor.review import Tally, due, tally
from tui_tutor.session import Session
from tui_tutor.text import Words

words = Words("road")


@dataclass(frozen=True)
class Stop:
    """One lesson on the road."""

    lesson: Lesson
    done: bool
    tally: Tally


@dataclass(frozen=True)
class Record:
    """All that is known of a learner: their lessons in order, and what they made."""

    stops: tuple[Stop, ...]
    best: dict[str, kept.Best]  # by whose test digits
    digits: int  # of the learner's own
    due: int  # predictions and exercises that come back by now
    read: int | None  # of them by the network that is kept; None where there is none
    page: kept.Reader | None = None  # the network that the learner wrote
    notice: str = ""  # what is wrong with the file of their progress


class Look:
    """Looks at what the learner has done, once more whenever a knob is turned."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._record = recorded(session)

    def step(self, knobs: object) -> bool:
        self._record = recorded(self._session)
        return False

    def snapshot(self) -> Record:
        return self._record


def recorded(session: Session) -> Record:
    progress = session.progress
    stops = [
        Stop(lesson, progress.get("done", lesson.name) is True, tally(progress, lesson))
        for lesson in session.course.lessons
    ]
    waiting = len(due(session.course, progress))
    images, labels = kept.digits()
    reader, read = kept.network(), None
    if reader and len(labels):
        scores = reader.network.scores(scaled(images.reshape(len(images), -1)))
        read = round(core.accuracy(scores, labels) * len(labels))
    notice = words(progress.notice[0], detail=progress.notice[1]) if progress.notice else ""
    page = kept.own_network()
    return Record(tuple(stops), kept.best(), len(labels), waiting, read, page, notice)
