"""A block of a page: what kind it is by its first line, and what it holds."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from hashlib import sha256

from tui_tutor import source
from tui_tutor.practice import exercises
from tui_tutor.text import Words

exercise_words = Words("exercises")
own_words = Words("own")


# ------------------------------------------------------------------ the table of kinds


@dataclass(frozen=True)
class Kind:
    """What a block of Python is to the learner, by the word after `python` on its first line.

    What shows it in the app stands in a table of its own, `WIDGETS` in tui/widgets/kinds.py; a
    kind that is not there is code to read.
    """

    word: str  # "" for code that says nothing of itself
    on_page: bool = False  # the learner can run it on the page
    in_check: bool = False  # `tutor check` runs it
    asks: bool = False  # a question: what came of it is kept, and a paragraph `why: …` follows
    flags: tuple[str, ...] = ()  # words that may stand beside it
    values: tuple[str, ...] = ()  # names that may be given a value beside it, as in `raises=…`
    # `word=NAME`: the names there are, and the code that fills the block
    names: Callable[[], Collection[str]] | None = None
    code: Callable[[str], str] = str


def stub(exercise: str) -> str:
    """What an exercise begins with."""
    return exercise_words.of(exercise, "stub").strip()


PLAIN = Kind("", in_check=True, flags=("seed",), values=("raises",))
PREDICT = Kind(
    "predict", on_page=True, in_check=True, asks=True, flags=("seed", "again"), values=("raises",)
)
RUN = Kind("run", on_page=True, in_check=True, flags=("seed",), values=("raises",))
NORUN = Kind("norun")
SOURCE = Kind("source", names=source.functions, code=source.shown)
EXERCISE = Kind("exercise", names=exercises.names, code=stub)
# The learner's own network, from what it begins with.
PAGE = Kind("page", names=lambda: ["stub"], code=lambda _: own_words("stub").strip())
KINDS = {kind.word: kind for kind in (PLAIN, PREDICT, RUN, NORUN, SOURCE, EXERCISE, PAGE)}
TEXT = Kind("")  # what is not Python: shown as it stands
GOAL = Kind("goal")  # no code: ```goal, what a task asks of the demo; read in goals.py
ANSWER = Kind("answer")  # no code: what a task asks for, in a quote `> answer: …` under it


# ------------------------------------------------------------------ one block


@dataclass(frozen=True)
class Idea:
    """A wrong answer to a prediction, and what is told to who gives it."""

    answer: str
    sentence: str
    line: int  # of the file


@dataclass(frozen=True)
class Block:
    """A block of code of a page: ```python predict seed → its language and flags."""

    language: str
    flags: tuple[str, ...]  # "predict", "seed", "run", "norun"
    values: dict[str, str]  # "source", "exercise", "raises"
    code: str
    line: int  # of the file, where the code starts
    why: str = ""  # the paragraph after a prediction that is shown once it was made
    ideas: tuple[Idea, ...] = ()  # behind its wrong answers, each a line `if ANSWER: sentence`
    closed: bool = True
    variants: "tuple[Block, ...]" = ()  # the same question otherwise, each ```python predict again

    @property
    def kind(self) -> Kind:
        if self.language == GOAL.word:
            return GOAL
        if self.language != "python":
            return ANSWER if ANSWER.word in self.flags and not self.language else TEXT
        for kind in KINDS.values():
            if kind.word in (self.values if kind.names else self.flags):
                return kind
        return PLAIN

    @property
    def subject(self) -> str:
        """What it names, as in `source=softmax` or `exercise=softmax`; "" for other kinds."""
        return self.values.get(self.kind.word, "") if self.kind.names else ""

    @property
    def filled(self) -> bool:
        """Whether the program fills it in: by its kind, and with a name that there is."""
        return self.kind.names is not None and self.subject in self.kind.names()

    @property
    def shown(self) -> str:
        """The code as the page shows it: its own, or what its kind fills in."""
        return self.kind.code(self.subject) if self.filled else self.code

    @property
    def forms(self) -> "tuple[Block, ...]":
        """The question and its variants; one that says no `why` of its own has the question's."""
        return (self, *(replace(one, why=one.why or self.why) for one in self.variants))

    def form(self, numbers: int) -> "Block":
        """How it is asked in the round of these numbers."""
        return self.forms[numbers % len(self.forms)]

    def seed(self, numbers: int) -> int | None:
        """What the code begins with in that round; None where it uses no seed."""
        return numbers if "seed" in self.form(numbers).flags else None

    @property
    def has_others(self) -> bool:
        """Whether it can be asked with other numbers."""
        return bool(self.variants) or "seed" in self.flags

    @property
    def kept_back(self) -> int:
        """How many bytes of it the page does not show: those of its ideas and variants."""
        texts = [text for idea in self.ideas for text in (idea.answer, idea.sentence)]
        texts += [text for one in self.variants for text in (one.code, one.why)]
        return sum(len(text.encode()) for text in texts) + sum(v.kept_back for v in self.variants)

    @property
    def name(self) -> str:
        """What a prediction is kept under: its code's own hash, so that moving it loses nothing."""
        return sha256(self.code.encode()).hexdigest()[:12]
