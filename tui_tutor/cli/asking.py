"""What a terminal answers when it is asked: the cells of a Chinese sign, the mouse, its keys."""

import os
import re
import select
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

WAIT = 0.5  # seconds for the last answer, which nearly every terminal gives
# A sign of two cells at the start of a line, and where the cursor is then; the sign is taken away.
# Then: is the mouse told in numbers (xterm's mode 1006), are keys told in full (kitty's protocol),
# and at last what kind of terminal it is (DA1), since all answer that: behind it nothing comes.
QUESTIONS = b"\r\xe4\xb8\xad\x1b[6n\r\x1b[K\x1b[?1006$p\x1b[?u\x1b[c"
CURSOR, MOUSE = re.compile(rb"\x1b\[\d+;(\d+)R"), re.compile(rb"\x1b\[\?1006;(\d)\$y")
KEYS, LAST = re.compile(rb"\x1b\[\?\d+u"), re.compile(rb"\x1b\[\?[\d;]*c")


@dataclass(frozen=True)
class Answers:
    """None where the terminal did not say."""

    cells: int | None = None  # of 中; two where all is well
    mouse: bool | None = None
    keys: bool | None = None  # in full: with ctrl and shift, whatever the key


def asked() -> Answers:
    """What the terminal that this program talks to says of itself."""
    try:
        if sys.stdin.isatty() and sys.stdout.isatty() and "utf" in sys.stdout.encoding.lower():
            sys.stdout.flush()
            return answers(sys.stdin.fileno(), sys.stdout.fileno())
    except (AttributeError, ImportError, OSError, ValueError):
        pass  # no stream, or a system whose terminals are none of POSIX's
    return Answers()


def answers(ears: int, mouth: int) -> Answers:
    with _unechoed(ears):
        os.write(mouth, QUESTIONS)
        said, until = b"", time.monotonic() + WAIT
        while not LAST.search(said) and (left := until - time.monotonic()) > 0:
            if select.select([ears], [], [], left)[0]:
                said += os.read(ears, 4096)
    cursor, mouse = CURSOR.search(said), MOUSE.search(said)
    return Answers(
        cells=int(cursor[1]) - 1 if cursor else None,
        mouse=mouse[1] in b"123" if mouse else None,
        keys=bool(KEYS.search(said)) if LAST.search(said) else None,
    )


@contextmanager
def _unechoed(terminal: int) -> Iterator[None]:
    """The terminal hands on each byte at once and repeats none of them on the screen."""
    import termios
    import tty

    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal, termios.TCSANOW)
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSANOW, before)
