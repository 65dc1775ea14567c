"""Each guard around a learner's process has a test here that fails when it is taken out.

`python -m tests.practice.guards` takes them out one by one, and sees that it does.
"""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.some import some
from tui_tutor.practice import exercises, sandbox
from tui_tutor.practice.check import check
from tui_tutor.practice.sandbox import MARK, Outcome, run_code
from tui_tutor.practice.talk import Limits

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the confinement is Linux's"
)
# A call that its guard refuses is answered with these, whatever the arguments are.
EPERM, ENOSYS = 1, 38
NOBODY = 0x7FFFFFF0  # the number of no process
MACHINES = ("x86_64", "aarch64")
# Calls by name: their number on x86-64 and ARM64, and arguments that the kernel by itself
# answers with another error.
CALLS: dict[str, tuple[int | None, int | None, tuple[int, ...]]] = {
    "socket": (41, 198, (-1, -1, -1)),
    "connect": (42, 203, (-1, 0, 0)),
    "bind": (49, 200, (-1, 0, 0)),
    "listen": (50, 201, (-1, 0)),
    "socketpair": (53, 199, (-1, -1, -1, 0)),
    "execve": (59, 221, (0, 0, 0)),
    "execveat": (322, 281, (-1, 0, 0, 0, 0)),
    "setpgid": (109, 154, (-1, -1)),
    "kill": (62, 129, (NOBODY, 0)),
    "tkill": (200, 130, (-1, 0)),
    "tgkill": (234, 131, (-1, -1, 0)),
    "rt_sigqueueinfo": (129, 138, (NOBODY, 0, 0)),
    "rt_tgsigqueueinfo": (297, 240, (NOBODY, NOBODY, 0, 0)),
    "pidfd_send_signal": (424, 424, (-1, 0, 0, 0)),
    "pidfd_open": (434, 434, (-1, 0)),
    "pidfd_getfd": (438, 438, (-1, -1, 0)),
    "ptrace": (101, 117, (16, NOBODY, 0, 0)),
    "process_vm_readv": (310, 270, (NOBODY, 0, 0, 0, 0, 1)),
    "process_vm_writev": (311, 271, (NOBODY, 0, 0, 0, 0, 1)),
    "io_uring_setup": (425, 425, (0, 0)),
    "truncate": (76, 45, (0, 0)),
    "chmod": (90, None, (0, 0)),
    "fchmodat": (268, 53, (-1, 0, 0)),
    "fchmodat2": (452, 452, (-1, 0, 0, 0)),
    "chown": (92, None, (0, 0, 0)),
    "lchown": (94, None, (0, 0, 0)),
    "fchownat": (260, 54, (-1, 0, 0, 0, 0)),
    "utime": (132, None, (1, 0)),
    "utimes": (235, None, (1, 0)),
    "futimesat": (261, None, (-1, 1, 0)),
    "utimensat": (280, 88, (-1, 1, 0, 0)),
    "setxattr": (188, 5, (0, 0, 0, 0, 0)),
    "lsetxattr": (189, 6, (0, 0, 0, 0, 0)),
    "removexattr": (197, 14, (0, 0)),
    "lremovexattr": (198, 15, (0, 0)),
}
ALIKE_EVERYWHERE = {"fork": 57, "vfork": 58}  # of x86-64 alone; they take no arguments
CLONE = (56, 220)
CALL = "import ctypes\nc = ctypes.CDLL(None, use_errno=True)\n"


def column() -> int:
    machine = os.uname().machine
    if machine not in MACHINES:
        pytest.skip(f"the filter of calls knows no {machine}")
    return MACHINES.index(machine)


def called(number: int, *arguments: int) -> str:
    """Code whose last expression is the error that a call gives; 0 for none."""
    long = "".join(f", ctypes.c_long({one})" for one in arguments)
    return f"{CALL}0 if c.syscall({number}{long}) >= 0 else ctypes.get_errno()"


def value(outcome: Outcome) -> Any:
    """What the first answer is worth; a forked process may have sent a second."""
    assert outcome.answers, outcome
    assert outcome.answers[0].value is not None, outcome.answers[0]
    return outcome.answers[0].value[()]


def wait_until(holds: Callable[[], Any]) -> None:
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline, "it never came to that"
        time.sleep(0.05)


def ends_by_itself(code: str, limits: Limits) -> str:
    """How it ended, where nothing but its own limit ends it within half a minute."""
    cancelled = threading.Event()
    timer = threading.Timer(30, cancelled.set)
    timer.start()
    try:
        return run_code(code, limits=limits, cancelled=cancelled).ended
    finally:
        timer.cancel()


# ------------------------------------------------------------------ what the kernel refuses


@pytest.mark.parametrize("name", some(CALLS, 3))
def test_this_call_is_refused(name: str) -> None:
    *numbers, arguments = CALLS[name]
    number = numbers[column()]
    if number is None:
        pytest.skip("this machine has no such call")
    longs = [ctypes.c_long(one) for one in arguments]
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.syscall(number, *longs) < 0 and ctypes.get_errno() == EPERM:
        pytest.skip("this kernel refuses it to everyone")
    assert value(run_code(called(number, *arguments))) == EPERM


@pytest.mark.parametrize("name", ALIKE_EVERYWHERE)
def test_no_process_is_made_by(name: str) -> None:
    if column():
        pytest.skip("this machine has no such call")
    assert value(run_code(called(ALIKE_EVERYWHERE[name]))) == EPERM


def test_no_process_is_made_by_clone_and_a_thread_is() -> None:
    assert value(run_code(called(CLONE[column()], signal.SIGCHLD, 0, 0, 0, 0))) == EPERM
    thread = "import threading\nt = threading.Thread(target=print)\nt.start()\nt.join()\n1"
    assert value(run_code(thread)) == 1


def test_clone3_is_not_there() -> None:
    """Its flags can't be looked at; by itself the kernel finds these arguments wrong."""
    column()
    assert value(run_code(called(435, 0, 0))) == ENOSYS


def test_setsid_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Our process leads a session already, which can't be left; here it does not."""
    start = subprocess.Popen
    monkeypatch.setattr(
        subprocess, "Popen", lambda *a, **k: start(*a, **{**k, "start_new_session": False})
    )
    assert value(run_code(called((112, 157)[column()]))) == EPERM


def test_the_same_calls_under_their_other_numbers_are_refused() -> None:
    if column():
        pytest.skip("only x86-64 has them twice")
    assert value(run_code(called(0x40000000 + 41, 1, 1, 0))) == EPERM


# ------------------------------------------------------------------ limits


def test_processor_time_ends_it() -> None:
    assert ends_by_itself("while True: pass", Limits(seconds=3600, cpu_seconds=1)) == "time"


def test_the_clock_ends_it() -> None:
    assert ends_by_itself("import time\ntime.sleep(600)", Limits(seconds=1)) == "time"


def test_memory_is_told_as_the_reason() -> None:
    outcome = run_code("bytearray(8 << 30)")
    assert outcome.answers[-1].type == "MemoryError"
    assert outcome.ended == "memory"


def test_few_files_can_be_open() -> None:
    code = "files = []\nfor i in range(1000): files.append(open(str(i), 'w'))"
    answer = run_code(code).answers[-1]
    assert (answer.type, "Too many open files" in answer.message) == ("OSError", True)


def test_a_file_is_no_larger_than_a_megabyte() -> None:
    code = "f = open('big', 'wb')\nfor _ in range(3): f.write(bytes(1 << 20))"
    assert "File too large" in run_code(code).answers[-1].message


def test_it_leaves_no_core_file() -> None:
    assert value(run_code("import resource\nresource.getrlimit(resource.RLIMIT_CORE)[1]")) == 0


def test_what_it_prints_is_bounded_at_64_kb() -> None:
    """A flood is ended, though the code would come to its end soon after."""
    assert run_code("for _ in range(100): print('x' * 1000)").ended == "output"
    assert run_code("for _ in range(60): print('x' * 1000)").ended == "well"


ANSWERS = Limits(answers=1 << 20)


def test_what_it_sends_is_bounded() -> None:
    code = (
        "import os\nfor fd in range(3, 64):\n    try:\n"
        "        for _ in range(50): os.write(fd, bytes(1 << 16))\n    except OSError: pass"
    )
    assert run_code(code, limits=ANSWERS).ended == "output"


# ------------------------------------------------------------------ its end


def test_it_ends_with_the_program(tmp_path: Path) -> None:
    """Also while its own code runs and reads nothing from us."""
    answer = tmp_path / "answer.py"
    answer.write_text("import time\nopen('begun', 'w')\ntime.sleep(100)")
    command = [sys.executable, "-m", "tui_tutor", "try", "relu", str(answer)]
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment) as trying:
        wait_until(lambda: list(tmp_path.glob("tui-tutor-run-*/begun")))
        trying.kill()
    mark = f"{MARK}={trying.pid}-".encode()
    try:
        wait_until(lambda: not marked(mark))
    finally:
        end(marked(mark))


def test_one_that_leaves_its_group_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the kernel does not forbid new processes: here as if for lack of a filter."""
    without_filter(tmp_path, monkeypatch)
    code = "import os, time\nif os.fork() == 0:\n    os.setsid()\n    time.sleep(100)"
    outcome = run_code(code)
    assert "seccomp" not in outcome.confined
    left = marked(f"{MARK}={os.getpid()}-".encode())
    end(left)
    assert not left


def without_filter(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("child.py", "walls.py"):
        text = sandbox.CHILD.with_name(name).read_text()
        (folder / name).write_text(text.replace('"x86_64":', '"a":').replace('"aarch64":', '"b":'))
    monkeypatch.setattr(sandbox, "CHILD", folder / "child.py")


def marked(mark: bytes) -> list[int]:
    """Processes with that in their environment."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdecimal() and mark in (entry / "environ").read_bytes():
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def end(processes: list[int]) -> None:
    for process in processes:
        os.kill(process, signal.SIGKILL)


def test_its_folder_is_thrown_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert run_code("open('kept', 'w').write('x')").ended == "well"
    assert list(tmp_path.iterdir()) == []


# ------------------------------------------------------------------ what comes back from it

ESCAPE = "\x1b]0;title\x07\u202e"


def test_what_it_printed_is_cleaned() -> None:
    outcome = run_code(f"print({ESCAPE!r})")
    assert outcome.printed.strip() == "�]0;title��"


@pytest.mark.parametrize(
    "code",
    [
        f"raise ValueError({ESCAPE!r})",
        f"raise type({ESCAPE!r}, (Exception,), {{}})",
        f"type({ESCAPE!r}, (), {{}})()",
        f"class A:\n    def __repr__(self): return {ESCAPE!r}\nA()",
    ],
    ids=["message", "type of an error", "type of a value", "repr"],
)
def test_what_it_sent_is_cleaned(code: str) -> None:
    answer = run_code(code).answers[-1]
    said = "".join((answer.message, answer.type, answer.repr, *answer.family))
    assert "�]0;title��" in said
    assert not set(ESCAPE) & set(said) - set("]0;title")


def test_an_array_of_objects_is_not_unpickled(tmp_path: Path) -> None:
    """Sent by hand: the learner's code finds the pipe, and NumPy's format can hold a pickle."""
    touched = tmp_path / "touched"
    code = f"""
import io, json, os
class Touch:
    def __reduce__(self): return (open, ({str(touched)!r}, "w"))
file = io.BytesIO()
np.lib.format.write_array(file, np.array([Touch()], dtype=object), allow_pickle=True)
data = file.getvalue()
head = json.dumps({{"kind": "value", "bytes": len(data)}}).encode() + b"\\n"
for fd in range(3, 64):
    try: os.write(fd, head + data)
    except OSError: pass
"""
    outcome = run_code(code)
    assert not touched.exists()
    assert all(a.value is None or a.value.dtype != object for a in outcome.answers)


# ------------------------------------------------------------------ how it starts


def test_it_starts_isolated() -> None:
    """Neither the folder of the checks nor the environment adds a path, and no .pth file runs."""
    flags = "sys.flags.isolated, sys.flags.no_site, sys.flags.dont_write_bytecode"
    outcome = run_code(f"import sys\nprint(sys.path)\nnp.array([{flags}])")
    assert value(outcome).tolist() == [1, 1, 1]
    assert str(sandbox.CHILD.parent) not in outcome.printed


def test_its_environment_holds_nothing_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "abc")
    assert "SECRET_TOKEN" not in run_code("import os\nprint(sorted(os.environ))").printed


def test_it_may_write_nowhere_but_in_its_folder(tmp_path: Path) -> None:
    outcome = run_code(f"open({str(tmp_path / 'x')!r}, 'w')")
    if "landlock" not in outcome.confined:
        pytest.skip("this kernel has no Landlock")
    assert outcome.answers[-1].type == "PermissionError"


def test_printed_words_are_no_pass() -> None:
    assert not check(exercises.load("relu"), "import os; print('passed'); os._exit(0)").passed
