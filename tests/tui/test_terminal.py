"""The real program in a real pseudo-terminal: it starts, walks, quits, and leaves it as it was."""

import fcntl
import os
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import hangup
from tests.some import some, thorough

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
ENTER, LEAVE, CURSOR = b"\x1b[?1049h", b"\x1b[?1049l", b"\x1b[?25h"


class Terminal:
    """A pseudo-terminal with the program in it."""

    def __init__(self, *arguments: str, columns: int = 120, rows: int = 40) -> None:
        self.outer, self.inner = os.openpty()
        self.resize(columns, rows)
        self.before = termios.tcgetattr(self.inner)
        self.said = b""
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        for name in ("COLUMNS", "LINES"):  # of whoever runs the tests
            environment.pop(name, None)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tui_tutor", *arguments],
            stdin=self.inner,
            stdout=self.inner,
            stderr=self.inner,
            start_new_session=True,
            env=environment,
        )

    def resize(self, columns: int, rows: int) -> None:
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self.inner, termios.TIOCSWINSZ, size)

    def read(self, seconds: float) -> bytes:
        """What the program says until it has been quiet for that long."""
        new = b""
        while select.select([self.outer], [], [], seconds)[0]:
            chunk = os.read(self.outer, 65536)
            new += chunk
            self.said += chunk
        return new

    def until(self, text: str, seconds: float = 20) -> None:
        deadline = time.monotonic() + seconds
        while text.encode() not in self.said:
            assert time.monotonic() < deadline, f"{text!r} never came; got {self.said[-2000:]!r}"
            assert self.process.poll() is None, self.said[-2000:]
            self.read(0.05)

    def press(self, keys: str) -> None:
        self.said = b""
        os.write(self.outer, keys.encode())

    def ended(self, seconds: float = 10) -> int:
        """Wait for the end; returns the exit status."""
        deadline = time.monotonic() + seconds
        while self.process.poll() is None:
            assert time.monotonic() < deadline, "the program does not end"
            self.read(0.02)
        self.read(0.1)
        return self.process.returncode

    def is_as_before(self) -> bool:
        left = self.said.rindex(LEAVE)
        return (
            termios.tcgetattr(self.inner) == self.before
            and ENTER not in self.said[left:]
            and CURSOR in self.said
        )

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.outer)
        os.close(self.inner)


@pytest.fixture(autouse=True)
def already_asked(home: Path) -> None:
    """The question whether to fetch MNIST has been answered."""
    home.mkdir()
    (home / "progress.json").write_text('{"settings": {"mnist": "not now"}}', encoding="utf-8")


@pytest.fixture
def terminal() -> Iterator[list[Terminal]]:
    made: list[Terminal] = []
    yield made
    for one in made:
        one.close()


@thorough
def test_a_walk_through_all_lessons_and_out(terminal: list[Terminal], home: Path) -> None:
    from tui_tutor.course import read_course

    titles = [lesson.title for lesson in read_course().lessons]
    tutor = Terminal()
    terminal.append(tutor)
    tutor.until(titles[0])
    for title in titles[1:]:
        tutor.press("n")
        tutor.until(title)
    tutor.press("q")
    assert tutor.ended() == 0
    assert tutor.is_as_before()
    assert b"Traceback" not in tutor.said
    assert read_course().lessons[-1].name in (home / "progress.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("number", some([signal.SIGTERM, signal.SIGHUP]))
def test_a_signal_leaves_the_terminal_as_it_was(
    terminal: list[Terminal], number: signal.Signals
) -> None:
    tutor = Terminal("start", "training")
    terminal.append(tutor)
    tutor.until("▶ Play")
    tutor.press(" ")
    tutor.until("Pause")
    tutor.process.send_signal(number)
    tutor.ended()
    assert tutor.is_as_before()


@thorough
def test_quitting_while_it_trains_is_quick(terminal: list[Terminal]) -> None:
    tutor = Terminal("start", "training")
    terminal.append(tutor)
    tutor.until("▶ Play")
    tutor.press(" ")
    tutor.until("Pause")
    tutor.press("q")
    assert tutor.ended() == 0
    assert tutor.is_as_before()


@thorough
def test_sizes_down_to_one_cell(terminal: list[Terminal]) -> None:
    tutor = Terminal("start", "softmax")
    terminal.append(tutor)
    tutor.until("Softmax")
    for columns, rows in ((1, 1), (59, 17), (80, 24), (1, 1), (200, 60)):
        tutor.resize(columns, rows)
        tutor.process.send_signal(signal.SIGWINCH)
        tutor.read(0.1)
    assert tutor.process.poll() is None
    tutor.press("q")
    assert tutor.ended() == 0
    assert tutor.is_as_before()


def test_an_unknown_lesson_is_told_before_the_screen_changes(terminal: list[Terminal]) -> None:
    tutor = Terminal("start", "sofmax")
    terminal.append(tutor)
    assert tutor.ended() == 2
    assert b"softmax" in tutor.said
    assert ENTER not in tutor.said


def test_it_ends_with_a_terminal_that_vanishes_without_a_signal() -> None:
    tutor = Terminal("start", "axes")
    tutor.until("axis")
    os.close(tutor.inner)
    os.close(tutor.outer)
    try:
        assert tutor.process.wait(20) == 0
    finally:
        tutor.process.kill()


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="looks into /proc")
@pytest.mark.parametrize(
    ("lesson", "keys"),
    some([("training", " +++"), ("softmax", "d\x1b[B\x1b[B\r"), ("activations", "\t\t\r")]),
    ids=["a network trains", "a field is open", "an exercise is open"],
)
def test_nobody_is_left_when_the_terminal_of_a_shell_closes(
    tmp_path: Path, lesson: str, keys: str
) -> None:
    home = tmp_path / "home"
    assert not hangup.closed(home, lesson, keys, pause=0.05)
    assert '"place"' in (home / "progress.json").read_text(encoding="utf-8")


def test_going_on_without_a_stop_changes_nothing(terminal: list[Terminal]) -> None:
    tutor = Terminal("start", "axes")
    terminal.append(tutor)
    tutor.until("axis")
    tutor.read(0.5)
    tutor.said = b""
    tutor.process.send_signal(signal.SIGCONT)
    tutor.read(0.5)
    assert ENTER not in tutor.said, "the terminal was taken over once more"
    tutor.press("q")
    assert tutor.ended() == 0
