"""A shell in a pseudo-terminal starts the program; the terminal closes at any moment. Who is left?

    python -m tests.hangup 100

The shell matters: a terminal that closes sends it SIGHUP and SIGCONT, and it passes both on.
"""

import fcntl
import os
import pty
import random
import select
import signal
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from pathlib import Path

# Keys after which it closes, by what is open then: a field, a dialog, an exercise, a run.
SCENES = {
    "axes": ["", "d", "d\x1b[C", "c", "?", "\x10", "v", "s"],
    "softmax": ["d\x1b[B\x1b[B\r", "d9", "f", "n", "np"],
    "training": [" ", "d ", " +++", " f", " n"],
    "activations": ["\t\t\r", "\t\t\rdef relu(x):\n    return x", "\t\t\rwhile True: pass\x1b[15~"],
    "drawing": ["d", "d\x1b[B\r", " "],
    "welcome": ["d\r", "\x10soft", "q"],
}
READY = 30.0  # seconds for the first screen, on a busy machine


class Shell:
    """`sh` in a pseudo-terminal, with the program as its foreground job."""

    def __init__(self, home: Path, lesson: str) -> None:
        self.home = home
        home.mkdir(parents=True)
        (home / "progress.json").write_text('{"settings": {"mnist": "not now"}}')
        of_the_tests = ("COLUMNS", "LINES")  # the terminal has a size of its own
        environment = {k: v for k, v in os.environ.items() if k not in of_the_tests}
        environment |= {"TUTOR_HOME": str(home), "TERM": "xterm-256color"}
        self.shell, self.terminal = pty.fork()
        if self.shell == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
            program = f"{sys.executable} -m tui_tutor start {lesson}; echo ended"
            os.execvpe("sh", ["sh", "-i", "-c", program], environment)

    def read(self, seconds: float) -> bytes:
        said = b""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if select.select([self.terminal], [], [], left)[0]:
                said += os.read(self.terminal, 65536)
        return said

    def started(self) -> None:
        """Until the footer of the first screen is there."""
        said, until = b"", time.monotonic() + READY
        while b"quit" not in said:
            assert time.monotonic() < until, said[-500:]
            said += self.read(0.05)

    def close(self) -> None:
        os.close(self.terminal)
        os.waitpid(self.shell, 0)

    def left(self) -> list[int]:
        """Processes with this home that are still there: the program, or a learner's code."""
        return [pid for pid in _processes() if str(self.home).encode() in _environment(pid)]


def _processes() -> Iterator[int]:
    return (int(path.name) for path in Path("/proc").iterdir() if path.name.isdecimal())


def _environment(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/environ").read_bytes()
    except OSError:
        return b""


def closed(home: Path, lesson: str, keys: str, pause: float) -> list[int]:
    """Those that are left two seconds after the terminal has closed on these keys."""
    shell = Shell(home, lesson)
    shell.started()
    os.write(shell.terminal, keys.encode())
    shell.read(pause)
    shell.close()
    until = time.monotonic() + 2
    while (left := shell.left()) and time.monotonic() < until:
        time.sleep(0.05)
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    return left


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    chance = random.Random(0)
    scenes = [(lesson, keys) for lesson, some in SCENES.items() for keys in some]
    stayed = unsaved = 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(rounds):
            lesson, keys = scenes[number % len(scenes)]
            home = Path(folder) / str(number)
            pause = chance.choice([0, 0.02, 0.05, 0.2, 1.0])
            left = closed(home, lesson, keys, pause)
            stayed += bool(left)
            kept = (home / "progress.json").read_text()
            unsaved += '"place"' not in kept
            if left or '"place"' not in kept:
                print(f"{lesson} {keys!r} after {pause} s: {len(left)} left; {kept[:80]}")
    print(f"{stayed} of {rounds} were still there after 2 s; {unsaved} had not saved")


if __name__ == "__main__":
    main()
