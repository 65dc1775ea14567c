"""Code that misbehaves, by name: it ends within its limit, in words, and leaves nothing behind."""

import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tui_tutor.practice import exercises
from tui_tutor.practice.check import Report, check
from tui_tutor.practice.sandbox import MARK, Limits, run_code

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the confinement is Linux's"
)
QUICK = Limits(seconds=2, cpu_seconds=1)
RETURN = "\ndef relu(x):\n    return x * 0 + 7\n"
OUTSIDE = Path(tempfile.gettempdir()) / "tutor-was-here"


def details(report: Report) -> str:
    return " ".join(c.detail for c in report.checks if not c.passed)


def left_behind(folder: Path) -> list[str]:
    """Folders of a learner's process, and processes that carry its mark."""
    found = [str(path) for path in folder.iterdir()]
    mark = f"{MARK}={os.getpid()}-".encode()
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdecimal() and mark in (entry / "environ").read_bytes():
                found.append((entry / "cmdline").read_text())
        except OSError:
            continue
    return found


@pytest.fixture(autouse=True)
def nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield
    deadline = time.monotonic() + 3
    while left_behind(folder) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert left_behind(folder) == []
    assert not OUTSIDE.exists()


HOSTILE = {
    "an infinite loop": ("while True: pass", "ran longer"),
    "sleep": ("import time; time.sleep(60)", "ran longer"),
    "ignored signals": (
        "import signal\nfor s in (1, 2, 15): signal.signal(s, signal.SIG_IGN)\nwhile True: pass",
        "ran longer",
    ),
    "an 8 GB allocation": ("x = bytearray(8 << 30)", "more memory"),
    "a 12 GiB array": ("import numpy as np; x = np.ones(12 << 27)", "more memory"),
    "1 GB of output": ("while True: print('x' * 10_000)", "printed more"),
    "a fork bomb": ("import os\nwhile True: os.fork()", "something outside"),
    "a grandchild in its own session": (
        "import subprocess; subprocess.Popen(['sleep', '60'], start_new_session=True)",
        "something outside",
    ),
    "sys.exit(0)": ("import sys; sys.exit(0)", "calls exit"),
    "os._exit(0) after 'passed'": ("import os; print('passed'); os._exit(0)", "ended before"),
    "writing outside the folder": (f"open({str(OUTSIDE)!r}, 'w')", "something outside"),
    "deleting a file in home": (
        f"import os; os.remove({str(Path.home() / '.profile')!r})", "something outside",
    ),
    "a socket": ("import socket; socket.socket()", "something outside"),
    "reading the check's own files": (
        f"open({str(Path(exercises.__file__).with_name('relu.py'))!r}).read()", "something outside",
    ),
    "killing its parent": ("import os; os.kill(os.getppid(), 9)", "something outside"),
    "a file as large as the disk": (
        "f = open('big', 'wb')\nwhile True: f.write(bytes(1 << 20))", "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_it_ends_within_its_limit_in_words(name: str) -> None:
    code, said = HOSTILE[name]
    began = time.monotonic()
    report = check(exercises.load("relu"), code + RETURN, limits=QUICK)
    assert time.monotonic() - began < QUICK.seconds + 2
    assert not report.passed
    assert said in details(report)
    assert "Traceback" not in details(report)


def test_a_thread_that_never_ends() -> None:
    code = "import threading\nthreading.Thread(target=lambda: [0 for _ in iter(int, 1)]).start()"
    report = check(exercises.load("relu"), code + RETURN, limits=QUICK)
    assert not report.passed
    assert report.seconds < QUICK.seconds + 2


@pytest.mark.parametrize(
    "code",
    [
        "import numpy as np\nnp.maximum = lambda *a: 0\nnp.lib.format.write_array = print",
        "import builtins\nbuiltins.isinstance = lambda *a: True",
        "import json, os\njson.dumps = lambda *a: '{}'\nos.write = lambda *a: 0",
        'import os\nfor fd in range(3, 40):\n    try: os.write(fd, b\'{"kind": "value"}\\n\')\n'
        "    except OSError: pass",
        "import os\nfor fd in range(3, 40):\n    try: os.close(fd)\n    except OSError: pass",
        "import sys\nsys.setrecursionlimit(10**9)\ndef f(): f()\nf()",
    ],
    ids=["numpy", "builtins", "json and os", "noise on every pipe", "closed pipes", "recursion"],
)
def test_what_it_breaks_is_its_own(code: str) -> None:
    assert not check(exercises.load("relu"), code + RETURN, limits=QUICK).passed


def test_cancelling_ends_it_at_once() -> None:
    cancelled = threading.Event()
    threading.Timer(0.3, cancelled.set).start()
    began = time.monotonic()
    outcome = run_code("while True: pass", cancelled=cancelled)
    assert outcome.ended == "cancelled"
    assert time.monotonic() - began < 2


def test_its_own_folder_may_be_written_and_is_empty_at_first() -> None:
    outcome = run_code("import os\nopen('a.txt', 'w').write('x')\nlen(os.listdir('.'))")
    assert outcome.answers[-1].value == 1


def test_the_environment_is_scrubbed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "abc")
    outcome = run_code("import os\nprint(sorted(os.environ))")
    assert "SECRET_TOKEN" not in outcome.printed
    assert os.environ["SECRET_TOKEN"] == "abc"


def test_two_hundred_hostile_runs_leave_nothing() -> None:
    codes = ["import os; os._exit(1)", "1 / 0", "import os; os.fork()", "x = bytearray(8 << 30)"]
    with ThreadPoolExecutor(4) as pool:
        runs = list(pool.map(lambda i: run_code(codes[i % 4], limits=QUICK), range(200)))
    assert len(runs) == 200
    assert len(os.listdir("/proc/self/fd")) < 60
