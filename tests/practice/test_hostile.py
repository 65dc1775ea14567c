"""Code that misbehaves, by name: it ends within its limit, in words, and leaves nothing behind."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.practice.solutions import RIGHT
from tests.some import one_of_each, some
from tui_tutor.practice import exercises, sandbox
from tui_tutor.practice.check import Report, check
from tui_tutor.practice.sandbox import MARK, run_code
from tui_tutor.practice.talk import Limits

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the confinement is Linux's"
)
# What ends a run is its outcome, not a clock: a busy machine is given time enough to come to it.
PATIENT = Limits(seconds=60, cpu_seconds=5)
BUSY = Limits(seconds=60, cpu_seconds=1)  # for code that never stops working
IDLE = Limits(seconds=1)  # for code that never works
RETURN = "\ndef relu(x):\n    return x * 0 + 7\n"
OUTSIDE = Path(tempfile.gettempdir()) / f"tutor-was-here-{os.getpid()}"
PRECIOUS = Path(tempfile.gettempdir()) / f"tutor-precious-{os.getpid()}"


def details(report: Report) -> str:
    return " ".join(c.detail for c in report.checks if not c.passed)


def left_behind(folder: Path) -> list[str]:
    """Files of a learner's process, and processes that carry its mark."""
    return [*map(str, folder.iterdir()), *marked(f"{MARK}={os.getpid()}-".encode())]


def marked(mark: bytes) -> list[str]:
    """Processes with that in their environment."""
    found = []
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
    PRECIOUS.write_text("kept")
    yield
    deadline = time.monotonic() + 30
    while left_behind(folder) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert left_behind(folder) == []
    assert not OUTSIDE.exists()
    assert PRECIOUS.read_text() == "kept"
    PRECIOUS.unlink()


# Each with a part of what the learner is told.
HOSTILE = {
    "sleep": ("import time; time.sleep(600)", "ran longer"),
    "an 8 GB allocation": ("x = bytearray(8 << 30)", "more memory"),
    "an infinite loop": ("while True: pass", "ran longer"),
    "ignored signals": (
        "import signal\nfor s in range(1, 65):\n    try: signal.signal(s, signal.SIG_IGN)\n"
        "    except (OSError, ValueError): pass\nwhile True: pass",
        "ran longer",
    ),
    "a 12 GiB array": ("import numpy as np; x = np.ones(12 << 27)", "more memory"),
    "1 GB of output": (
        "for _ in range(100_000): print('x' * 10_000)", "printed more than it may (64 KB)",
    ),
    "a fork bomb": ("import os\nwhile True: os.fork()", "something outside"),
    "a grandchild in its own session": (
        "import subprocess; subprocess.Popen(['sleep', '600'], start_new_session=True)",
        "something outside",
    ),
    "a thread that never ends": (
        "import threading\n"
        "threading.Thread(target=lambda: [0 for _ in iter(int, 1)]).start()", "expected",
    ),
    "sys.exit(0)": ("import sys; sys.exit(0)", "calls exit"),
    "os._exit(0) after 'passed'": ("import os; print('passed'); os._exit(0)", "ended before"),
    "patched numpy": (
        "import numpy as np\nnp.maximum = np.isclose = np.allclose = lambda *a, **k: True\n"
        "np.lib.format.write_array = print", "put something of its own in place",
    ),
    "patched builtins": (
        "import builtins\nbuiltins.all = builtins.isinstance = lambda *a: True\n"
        "builtins.len = lambda x: 0", "put something of its own in place",
    ),
    "an __eq__ that is always true": (
        "class Yes:\n    def __eq__(self, other): return True\ndef relu(x): return Yes()",
        "it returned Yes; a number or an array of numbers is wanted",
    ),
    "a generator": ("def relu(x): yield x", "it returned a generator"),
    "a list": ("def relu(x): return [0.0]", "it returned a list; one array is wanted"),
    "a wrong shape": (
        "import numpy as np\ndef relu(x): return np.zeros(7)", "the shape should be (), it is (7,)",
    ),
    "an object array": (
        "import numpy as np\ndef relu(x): return np.array([x, None], dtype=object)",
        "it returned an array of dtype object",
    ),
    "writing outside the folder": (f"open({str(OUTSIDE)!r}, 'w')", "something outside"),
    "deleting a file elsewhere": (f"import os; os.remove({str(PRECIOUS)!r})", "something outside"),
    "overwriting a file elsewhere": (f"open({str(PRECIOUS)!r}, 'w')", "something outside"),
    "a listing of home": (
        f"import os; print(os.listdir({str(Path.home())!r}))", "something outside",
    ),
    "a socket": ("import socket; socket.socket()", "something outside"),
    "reading the check's own files": (
        f"open({str(Path(exercises.__file__).with_name('relu.py'))!r}).read()", "something outside",
    ),
    "killing its parent": ("import os; os.kill(os.getppid(), 9)", "something outside"),
    "a file as large as the disk": (
        "f = open('big', 'wb')\nwhile True: f.write(bytes(1 << 20))", "File too large",
    ),
}  # fmt: skip
LIMITS = {"an infinite loop": BUSY, "ignored signals": BUSY, "sleep": IDLE}


def hostile(name: str) -> str:
    """The code of that name; it answers wrongly, where it comes so far."""
    code = HOSTILE[name][0]
    return code if "def relu" in code else code + RETURN


def said_of(name: str) -> str:
    return HOSTILE[name][1]


@pytest.mark.parametrize("name", one_of_each(HOSTILE, said_of))
def test_it_ends_in_words(name: str) -> None:
    report = check(exercises.load("relu"), hostile(name), limits=LIMITS.get(name, PATIENT))
    assert not report.passed
    assert said_of(name) in details(report)
    assert "Traceback" not in details(report) + report.stdout


@pytest.mark.parametrize(
    "code",
    some(
        [
            "import json, os\njson.dumps = lambda *a: '{}'\nos.write = lambda *a: 0",
            'import os\nfor fd in range(3, 40):\n    try: os.write(fd, b\'{"kind": "value"}\\n\')\n'
            "    except OSError: pass",
            "import os\nfor fd in range(3, 40):\n    try: os.close(fd)\n    except OSError: pass",
            "import sys\nsys.setrecursionlimit(10**9)\ndef f(): f()\nf()",
        ],
        3,
    ),
    ids=["json and os", "noise on every pipe", "closed pipes", "recursion"],
)
def test_what_it_breaks_is_its_own(code: str) -> None:
    assert not check(exercises.load("relu"), code + RETURN, limits=BUSY).passed


def test_cancelling_ends_it_at_once() -> None:
    cancelled = threading.Event()
    threading.Timer(0.3, cancelled.set).start()
    outcome = run_code("while True: pass", limits=Limits(60, 60), cancelled=cancelled)
    assert outcome.ended == "cancelled"


def test_when_the_program_is_interrupted_or_killed_the_code_ends_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = tmp_path / "answer.py"
    answer.write_text("import time; print('begun'); time.sleep(600)")
    folders = tmp_path / "folders"
    folders.mkdir()
    monkeypatch.setenv("TMPDIR", str(folders))
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL):
        command = [sys.executable, "-m", "tui_tutor", "try", "relu", str(answer)]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as trying:
            mark = f"{MARK}={trying.pid}-".encode()
            wait_until(lambda mark=mark: marked(mark))
            trying.send_signal(ending)
        wait_until(lambda mark=mark: not marked(mark))
        assert ending == signal.SIGKILL or not list(folders.iterdir())


def wait_until(holds: Callable[[], Any]) -> None:
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline, "it never came to that"
        time.sleep(0.05)


@pytest.mark.parametrize("name", some(HOSTILE, 2))
def test_where_answers_come_by_a_file_it_is_the_same(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, which this can't stand for; but what it does not need from Linux is run."""
    monkeypatch.setattr(sandbox, "BY_FILE", True)
    test_it_ends_in_words(name)


def test_right_answers_by_a_file_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "BY_FILE", True)
    for name in ("relu", "numerical_gradient"):
        assert check(exercises.load(name), "import numpy as np\n" + RIGHT[name][0]).passed
    cancelled = threading.Event()
    threading.Timer(0.3, cancelled.set).start()
    outcome = run_code("while True: pass", limits=Limits(60, 60), cancelled=cancelled)
    assert outcome.ended == "cancelled"


def test_what_was_answered_before_it_hung_is_judged() -> None:
    source = "import numpy as np\ndef relu(x):\n    while x.size > 1: pass\n"
    report = check(exercises.load("relu"), source + "    return np.maximum(x, 0)", limits=BUSY)
    checks = {one.name: one for one in report.checks}
    assert "ran longer" in checks["it runs"].detail
    assert "\nrelu(x) with\nx = [-1  0  1]" in checks["it runs"].detail
    assert checks["one number"].passed
    assert checks["an array"].detail.endswith("x = [-1  0  1]\nno answer came.")


def test_its_own_folder_may_be_written_and_is_empty_at_first() -> None:
    outcome = run_code("import os\nopen('a.txt', 'w').write('x')\nlen(os.listdir('.'))")
    assert outcome.answers[-1].value == 1


def test_the_environment_is_scrubbed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "abc")
    outcome = run_code("import os\nprint(sorted(os.environ))")
    assert "SECRET_TOKEN" not in outcome.printed
    assert os.environ["SECRET_TOKEN"] == "abc"


@pytest.mark.parametrize("count", some([8, 20, 200]))
def test_hostile_runs_leave_nothing(count: int) -> None:
    names = [name for name in HOSTILE if name not in LIMITS]
    relu = exercises.load("relu")
    with ThreadPoolExecutor(4) as pool:
        runs = list(
            pool.map(
                lambda i: check(relu, hostile(names[i % len(names)]), limits=PATIENT), range(count)
            )
        )
    assert not any(report.passed for report in runs)
    assert len(os.listdir("/proc/self/fd")) < 60
