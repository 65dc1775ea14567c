"""The parent's side of a learner's process: start it, bound it, read what it sends, end it."""

import base64
import io
import json
import os
import selectors
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tui_tutor.clean import clean

CHILD = Path(__file__).with_name("child.py")
CORE = Path(__file__).parents[1] / "core.py"
BROKEN = 97  # the status of a child whose own work fails after the learner's code has run
MARK = "TUTOR_LEARNER"  # in the child's environment, so that what it may leave can be found


@dataclass(frozen=True)
class Limits:
    """What a learner's process may use."""

    seconds: float = 10.0  # by the clock
    cpu_seconds: int = 5
    memory: int = 1 << 30  # bytes of address space
    output: int = 64 * 1024  # bytes printed
    answers: int = 8 << 20  # bytes sent back


LIMITS = Limits()


@dataclass(frozen=True)
class Answer:
    """What one call came to."""

    kind: str  # "value", "other", "error" or "undefined"
    type: str = ""  # of the value or the error
    family: tuple[str, ...] = ()  # of an error: its type and all that this one is a kind of
    value: NDArray[Any] | None = None
    after: tuple[NDArray[Any] | None, ...] = ()  # each array argument, as the call left it
    message: str = ""
    line: int | None = None
    repr: str = ""


@dataclass(frozen=True)
class Outcome:
    """How the process ended, and all that it sent."""

    ended: (
        str  # "well", or what stopped it: "time", "memory", "output", "broken", "died", "cancelled"
    )
    answers: tuple[Answer, ...]
    printed: str
    seconds: float
    confined: tuple[str, ...] = ()


def array_argument(array: NDArray[Any]) -> dict[str, Any]:
    """An array as an argument of a call."""
    file = io.BytesIO()
    np.lib.format.write_array(file, np.asarray(array), allow_pickle=False)
    return {"npy": base64.b64encode(file.getvalue()).decode()}


def run_function(
    source: str,
    name: str,
    calls: list[list[dict[str, Any]]],
    given: tuple[str, ...] = (),
    limits: Limits = LIMITS,
    cancelled: threading.Event | None = None,
) -> Outcome:
    """Define the function `name` from `source` and call it with each list of arguments.

    `given` are functions of core that the learner's code may call.
    """
    job = {"task": "exercise", "source": source, "name": name, "calls": calls, "given": given}
    job["core"] = CORE.read_text(encoding="utf-8") if given else ""
    return _run(job, limits, cancelled)


def run_code(
    source: str,
    seed: int | None = None,
    limits: Limits = LIMITS,
    cancelled: threading.Event | None = None,
) -> Outcome:
    """Run a lesson's code, with `np` and `core`; the answer is what its last expression is."""
    return run_blocks([(source, seed)], limits, cancelled)


def run_blocks(
    blocks: list[tuple[str, int | None]],
    limits: Limits = LIMITS,
    cancelled: threading.Event | None = None,
) -> Outcome:
    """Run many blocks of (source, seed) in one process, each with names of its own.

    An answer for each, fewer where one of them brought the process to its end.
    """
    core = CORE.read_text(encoding="utf-8")
    rows = [{"source": source, "seed": seed} for source, seed in blocks]
    return _run({"task": "predict", "blocks": rows, "core": core}, limits, cancelled)


def _run(job: dict[str, Any], limits: Limits, cancelled: threading.Event | None) -> Outcome:
    began = time.monotonic()
    folder = tempfile.mkdtemp(prefix="tutor-")
    token = f"{os.getpid()}-{time.monotonic_ns()}"
    reading, writing = os.pipe()
    job |= {
        "fd": writing,
        "path": _python_path(),
        "readable": _readable(),
        "memory": limits.memory,
        "cpu": limits.cpu_seconds,
        "broken": BROKEN,
    }
    try:
        process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-B", "-X", "utf8", "-u", str(CHILD)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env=_environment(folder, token),
            pass_fds=(writing,),
            start_new_session=True,
        )
        os.close(writing)
        talk = _Talk(process, reading, limits, cancelled, began + limits.seconds)
        threading.Thread(
            target=_feed, args=(process, json.dumps(job).encode()), daemon=True
        ).start()
        ended = talk.listen()
        _end(process, token, "seccomp" in talk.confined)
    finally:
        os.close(reading)
        shutil.rmtree(folder, ignore_errors=True)
    printed = clean(talk.printed[: limits.output].decode("utf-8", "replace"))
    seconds = time.monotonic() - began
    return Outcome(ended, tuple(talk.answers), printed, seconds, tuple(talk.confined))


def _feed(process: "subprocess.Popen[bytes]", data: bytes) -> None:
    """Give the job to the child, on a thread: one that does not read must not hold us up."""
    assert process.stdin is not None
    try:
        process.stdin.write(data)
        process.stdin.close()
    except (BrokenPipeError, ValueError, OSError):
        pass  # it ended before it read; that is told by how it ended


@dataclass
class _Talk:
    """Everything that is read from one child, until it ends or must be ended."""

    process: "subprocess.Popen[bytes]"
    reading: int
    limits: Limits
    cancelled: threading.Event | None
    deadline: float
    printed: bytearray = field(default_factory=bytearray)
    sent: bytearray = field(default_factory=bytearray)
    answers: list[Answer] = field(default_factory=list)
    confined: list[str] = field(default_factory=list)

    def listen(self) -> str:
        assert self.process.stdout is not None
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout.fileno(), selectors.EVENT_READ, self.printed)
            selector.register(self.reading, selectors.EVENT_READ, self.sent)
            while selector.get_map():
                if stopped := self._stopped():
                    return stopped
                for key, _ in selector.select(0.05):
                    chunk = os.read(key.fd, 65536)
                    if chunk:
                        key.data.extend(chunk)
                    else:
                        selector.unregister(key.fd)
                if self.process.poll() is not None and not selector.select(0):
                    break
        self._take_frames()
        try:
            status = self.process.wait(max(self.deadline - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            return "time"
        if status == -signal.SIGXCPU or (status == -signal.SIGKILL and self._long_enough()):
            return "time"
        if any(answer.type == "MemoryError" for answer in self.answers):
            return "memory"
        return {0: "well", BROKEN: "broken"}.get(status, "died")

    def _stopped(self) -> str:
        if self.cancelled is not None and self.cancelled.is_set():
            return "cancelled"
        if time.monotonic() > self.deadline:
            return "time"
        too_much = len(self.sent) > self.limits.answers
        return "output" if too_much or len(self.printed) > self.limits.output else ""

    def _long_enough(self) -> bool:
        return time.monotonic() > self.deadline - self.limits.seconds + self.limits.cpu_seconds - 1

    def _take_frames(self) -> None:
        data = bytes(self.sent)
        while b"\n" in data:
            line, _, rest = data.partition(b"\n")
            try:
                header = json.loads(line)
                size = int(header["bytes"])
                payload, data = rest[:size], rest[size:]
                if header["kind"] == "ready":
                    self.confined = [str(name) for name in header["confined"]]
                else:
                    self.answers.append(_answer(header, payload))
            except (ValueError, KeyError, TypeError, RecursionError, MemoryError):
                return  # the learner's code wrote here too; what follows means nothing


def _answer(header: dict[str, Any], payload: bytes) -> Answer:
    lengths = [int(length) for length in header.get("after", [])]
    split = len(payload) - sum(lengths)
    ends = [split + sum(lengths[: i + 1]) for i in range(len(lengths))]
    line = header.get("line")
    return Answer(
        kind=str(header["kind"]),
        type=clean(str(header.get("type", "")), 200),
        family=tuple(clean(str(name), 200) for name in header.get("family", [])[:20]),
        value=_array(payload[:split]),
        after=tuple(_array(payload[e - n : e]) for e, n in zip(ends, lengths, strict=True)),
        message=clean(str(header.get("message", "")), 500),
        line=line if isinstance(line, int) else None,
        repr=clean(str(header.get("repr", "")), 2000),
    )


def _array(data: bytes) -> NDArray[Any] | None:
    if not data:
        return None
    array: NDArray[Any] = np.lib.format.read_array(io.BytesIO(data), allow_pickle=False)
    if array.dtype.kind not in "biuf":
        raise ValueError(array.dtype)
    return array


def _end(process: "subprocess.Popen[bytes]", token: str, alone: bool) -> None:
    """End the whole group, and on Linux whatever else carries our mark."""
    if os.name == "posix":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
    assert process.stdout is not None
    process.stdout.close()
    if not alone and sys.platform.startswith("linux"):
        _end_strays(token.encode())


def _end_strays(token: bytes) -> None:
    """Where nothing forbade new processes: those that left the group still carry the mark."""
    mark = MARK.encode() + b"=" + token
    for _ in range(20):
        found = False
        for entry in Path("/proc").iterdir():
            try:
                if entry.name.isdecimal() and mark in (entry / "environ").read_bytes():
                    os.kill(int(entry.name), signal.SIGKILL)
                    found = True
            except OSError:
                continue
        if not found:
            return


def _environment(folder: str, token: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "PATH") if name in os.environ}
    one_thread = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    return {**kept, **one_thread, "HOME": folder, "TMPDIR": folder, MARK: token}


def _python_path() -> list[str]:
    """Where the child finds NumPy, which -S leaves out."""
    return [str(Path(np.__file__).parents[1])]


def _readable() -> list[str]:
    """What must be readable for Python and NumPy to run, and nothing else of this machine."""
    numpy = Path(np.__file__).parent
    folders = [
        sysconfig.get_path("stdlib"),
        sysconfig.get_path("platstdlib"),
        str(numpy),
        str(numpy.with_name("numpy.libs")),
        "/lib",
        "/lib64",
        "/usr/lib",
        "/etc/ld.so.cache",
        "/etc/localtime",
        "/dev/null",
        "/dev/urandom",
    ]
    return sorted(set(folders))
