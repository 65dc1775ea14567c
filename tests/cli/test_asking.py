"""What a terminal answers: a pseudo-terminal stands in for several kinds of them."""

import os
import sys
import threading

import pytest

from tui_tutor.cli.asking import QUESTIONS, Answers, answers

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX's terminals")
NEW = b"\x1b[7;3R\x1b[?1006;2$y\x1b[?0u\x1b[?62;4;22c"
OLD = b"\x1b[7;2R\x1b[?1006;0$y\x1b[?1;2c"
SOME = b"\x1b[1;3R\x1b[?6c"


@pytest.mark.parametrize(
    ("reply", "wanted"),
    [
        (NEW, Answers(cells=2, mouse=True, keys=True)),
        (OLD, Answers(cells=1, mouse=False, keys=False)),
        (SOME, Answers(cells=2, mouse=None, keys=False)),
        (b"", Answers()),
        (b"xyz\x1b[", Answers()),
    ],
)
def test_what_it_says_is_read_and_silence_is_no_answer(reply: bytes, wanted: Answers) -> None:
    import termios

    terminal, program = os.openpty()
    before = termios.tcgetattr(program)
    heard = b""

    def reply_to_all() -> None:
        nonlocal heard
        while len(heard) < len(QUESTIONS):
            heard += os.read(terminal, 1024)
        for i in range(len(reply)):  # a slow line
            os.write(terminal, reply[i : i + 1])

    thread = threading.Thread(target=reply_to_all)
    thread.start()
    assert answers(program, program) == wanted
    thread.join()
    assert heard == QUESTIONS
    assert termios.tcgetattr(program) == before
    os.close(terminal)
    os.close(program)
