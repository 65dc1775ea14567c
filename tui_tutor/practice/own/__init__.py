"""A learner's whole network: run apart, watched as it learns, and judged by digits it never saw."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import isfinite
from threading import Event

import numpy as np

from tui_tutor.arrays import Array
from tui_tutor.digits import Digits
from tui_tutor.nets import Network
from tui_tutor.practice.judging import Check, error_told
from tui_tutor.practice.own.evidence import Evidence, gathered
from tui_tutor.practice.own.mistakes import found
from tui_tutor.practice.own.oracle import network_of
from tui_tutor.practice.sandbox import Outcome, run_page
from tui_tutor.practice.syntax import syntax_fault
from tui_tutor.practice.talk import Answer, Limits
from tui_tutor.text import Words, series

words = Words("own")
LIMITS = Limits(seconds=60.0, cpu_seconds=60, memory=2 << 30, output=256 * 1024, answers=64 << 20)
ENOUGH = 0.9  # of the digits that it never saw
TRAIN = 20_000  # images that it is given to learn from, at most
PARTS = ("first_weights", "forward", "gradients", "update", "train")
OWN_ERRORS = {"NeverRun": "never-run", "TooLarge": "too-large"}  # of child.py and inside.py


@dataclass(frozen=True)
class Progress:
    """How far the training has come."""

    epoch: float
    loss: float
    accuracy: float  # nan until it was measured


@dataclass(frozen=True)
class Verdict:
    """What came of a page. `idea` names the mistake that shows in what it did, or is ""."""

    passed: bool
    accuracy: float | None  # on digits that it never saw; None where it gave no network
    idea: str
    checks: tuple[Check, ...]
    progress: tuple[Progress, ...]
    stdout: str
    seconds: float
    network: Network | None = None
    not_started: str = ""  # why this machine could not run it: no verdict then
    line: int = 0  # of the page, where it broke down

    @property
    def losses(self) -> list[float]:
        return [one.loss for one in self.progress]


def accuracies(progress: Iterable[Progress]) -> tuple[tuple[float, float], ...]:
    """Each accuracy once, with the epoch where it was measured."""
    found: list[tuple[float, float]] = []
    for one in progress:
        if isfinite(one.accuracy) and (not found or one.accuracy != found[-1][1]):
            found.append((one.epoch, one.accuracy))
    return tuple(found)


def stub() -> str:
    """What to begin with; it names the functions that the file must define."""
    return words("stub").strip() + "\n"


def judge(
    source: str,
    digits: Digits,
    cancelled: Event | None = None,
    on_progress: Callable[[Progress], None] = lambda progress: None,
    limits: Limits = LIMITS,
) -> Verdict:
    """Run the page and judge what it gives. Never raises for its faults."""
    began = time.monotonic()
    if fault := syntax_fault(source):
        failed = Check(words("check.file"), False, fault.said)
        seconds = time.monotonic() - began
        return Verdict(False, None, "", (failed,), (), "", seconds, line=fault.line)
    progress: list[Progress] = []

    def heard(answer: Answer) -> None:
        if answer.kind == "progress":
            progress.append(Progress(*(float(np.mean(a)) for a in answer.after if a is not None)))
            on_progress(progress[-1])

    sets = _sets(digits)
    outcome = run_page(source, sets, limits, cancelled, heard)
    seconds = time.monotonic() - began
    if outcome.not_started:
        return Verdict(False, None, "", (), (), "", seconds, not_started=outcome.not_started)
    with np.errstate(all="ignore"):  # a wrong page may hold anything
        return _judged(outcome, digits, sets, tuple(progress), seconds)


def _sets(digits: Digits) -> dict[str, Array]:
    """What the learner's process is given; the digits that judge it are not among them."""
    return {
        "images": digits.train_images[:TRAIN].reshape(-1, 784),
        "labels": digits.train_labels[:TRAIN].astype(int),
        "test_images": digits.test_images[::2].reshape(-1, 784),
        "test_labels": digits.test_labels[::2].astype(int),
    }


def _judged(
    outcome: Outcome,
    digits: Digits,
    sets: dict[str, Array],
    progress: tuple[Progress, ...],
    seconds: float,
) -> Verdict:
    evidence = gathered(outcome, sets)
    network = network_of(evidence)
    accuracy = None if network is None else _accuracy(network, digits)
    learnt = accuracy is not None and accuracy >= ENOUGH
    mistake = found(evidence, learnt)
    passed = learnt and not (mistake and mistake.fails)
    idea = _idea(mistake.name, evidence) if mistake else ""
    checks = tuple(_checks(evidence, outcome, mistake.part if mistake else "", accuracy))
    line = (evidence.error and evidence.error.line) or 0
    printed = outcome.printed
    return Verdict(passed, accuracy, idea, checks, progress, printed, seconds, network, line=line)


def _idea(name: str, evidence: Evidence) -> str:
    pixels = evidence.watched.smallest, evidence.watched.largest
    low, high = (f"{pixel:.3g}" for pixel in pixels)
    return words.of("mistake", name, low=low, high=high)


def _accuracy(network: Network, digits: Digits) -> float:
    """On every other test digit: it was given the rest."""
    x = digits.test_images[1::2].reshape(-1, 784).astype(np.float32) / 255
    guessed = network.scores(x).argmax(axis=1)
    return float(np.mean(guessed == digits.test_labels[1::2]))


def _checks(
    evidence: Evidence, outcome: Outcome, wrong: str, accuracy: float | None
) -> list[Check]:
    """A line for each part that was reached, and for what the network can do."""
    if evidence.ended_in == "file":
        return [Check(words("check.file"), False, _stopped(evidence, outcome, "file"))]
    checks = []
    for part in PARTS:
        stopped = _stopped(evidence, outcome, part)
        if stopped or part in evidence.parts or evidence.trained:
            checks.append(Check(words.of("check", part), not stopped and part != wrong, stopped))
        if stopped:
            return checks
    if accuracy is not None:
        name = words("reads", accuracy=f"{accuracy:.1%}", enough=f"{ENOUGH:.0%}")
        checks.append(Check(name, accuracy >= ENOUGH))
    return checks


def _stopped(evidence: Evidence, outcome: Outcome, part: str) -> str:
    """Why it ended in this part; "" where it did not."""
    if part != evidence.ended_in:
        return ""
    if evidence.missing:
        return words("missing", names=evidence.missing)
    if part == PARTS[0] and part in evidence.parts:
        shapes = series(str(a.shape) for a in evidence.parts[part])
        return words("no-layers", shapes=shapes) if shapes else words("no-arrays")
    error = evidence.error
    if error and error.type in OWN_ERRORS:
        return words(OWN_ERRORS[error.type], said=error.message.partition(": ")[2])
    no_room = error is not None and "MemoryError" in error.family
    if error and not no_room:
        return error_told(error)
    if no_room or outcome.ended != "well" or not evidence.finished:
        ended = "memory" if no_room else outcome.ended
        return words.of("ended", ended, seconds=f"{outcome.seconds:.0f}")
    return words("no-network", shapes=series(str(a.shape) for a in evidence.trained))
