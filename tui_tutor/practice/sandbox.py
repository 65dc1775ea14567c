"""The parent's side of a learner's process: start it, bound it, read what it sends, end it."""

import base64
import io
import json
import os
import signal
import subprocess
import sys
import sysconfig
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from tui_tutor.arrays import Array
from tui_tutor.clean import clean
from tui_tutor.practice import rooms
from tui_tutor.practice.talk import BROKEN, Answer, Json, Limits, Talk, TalkByFile, TalkByPipe
from tui_tutor.text import Words

CHILD = Path(__file__).with_name("child.py")
CORE = "arguments", "wall", "core"  # modules that stand for `core` in the child, in order
MARK = "TUTOR_LEARNER"  # in the child's environment, so that what it may leave can be found
# Of our environment what Python may need to start: some find their libraries only like this.
KEPT = ("SYSTEMROOT", "PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH")
BY_FILE = os.name == "nt"
LIMITS = Limits()
OTHERS = ("python", "site-packages", "dist-packages")  # how folders of packages are called
words = Words("check")


@dataclass(frozen=True)
class Outcome:
    """How the process ended, and all that it sent."""

    ended: str  # "well", "time", "memory", "output", "broken", "died", "cancelled", "not-started"
    answers: tuple[Answer, ...]
    printed: str
    seconds: float
    confined: tuple[str, ...] = ()
    not_started: str = ""  # why the code never began to run, which is no fault of its own


def array_argument(array: Array) -> Json:
    """An array as an argument of a call."""
    file = io.BytesIO()
    np.lib.format.write_array(file, np.asarray(array), allow_pickle=False)
    return {"npy": base64.b64encode(file.getvalue()).decode()}


def run_function(
    source: str,
    name: str,
    calls: list[list[Json]],
    given: tuple[str, ...] = (),
    moves: bool = False,
    limits: Limits = LIMITS,
    cancelled: threading.Event | None = None,
) -> Outcome:
    """Define the function `name` from `source` and call it with each list of arguments.

    `given` are functions of core that it may call by their bare names. All of core is in scope
    but the function that is asked for. The answer is what it returns, or, where it `moves`, what
    it has made of its first argument.
    """
    job = {"task": "exercise", "source": source, "name": name, "calls": calls, "given": given}
    return _run(
        {**job, "moves": moves, "withheld": words("withheld", name=name)}, limits, cancelled
    )


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
    rows = [{"source": source, "seed": seed} for source, seed in blocks]
    return _run({"task": "predict", "blocks": rows}, limits, cancelled)


def run_page(
    source: str,
    arrays: Mapping[str, Array],
    limits: Limits,
    cancelled: threading.Event | None = None,
    heard: Callable[[Answer], None] | None = None,
) -> Outcome:
    """Run a learner's whole network. `arrays` lie in its folder as files, each NAME.npy; `heard`
    is told of each answer as it comes.
    """
    return _run({"task": "page", "source": source}, limits, cancelled, arrays, heard)


def _run(
    job: Json,
    limits: Limits,
    cancelled: threading.Event | None,
    arrays: Mapping[str, Array] | None = None,
    heard: Callable[[Answer], None] | None = None,
) -> Outcome:
    """Run the job. What this machine could not do for it is told apart from what the code did."""
    began = time.monotonic()
    try:
        folder = rooms.make()
    except OSError as error:
        return _not_started("folder", str(error), began)
    try:
        for name, array in (arrays or {}).items():
            np.save(Path(folder, f"{name}.npy"), array, allow_pickle=False)
        return _run_in(folder, job, limits, cancelled, heard)
    except (OSError, RuntimeError) as error:  # no process, thread or pipe to spare
        return _not_started("process", str(error), began)
    finally:
        rooms.put_away(folder)


def _not_started(what: str, reason: str, began: float) -> Outcome:
    sentence = words.of("not-started", what, reason=clean(reason, 300))
    return Outcome("not-started", (), "", time.monotonic() - began, not_started=sentence)


def _run_in(
    folder: str,
    job: Json,
    limits: Limits,
    cancelled: threading.Event | None,
    heard: Callable[[Answer], None] | None,
) -> Outcome:
    began = time.monotonic()
    deadline = began + limits.seconds
    talk = (TalkByFile if BY_FILE else TalkByPipe)(limits, cancelled, deadline, heard)
    job |= {
        **talk.for_child,
        "core": _core(),
        "path": str(Path(np.__file__).parents[1]),
        "readable": _readable(),
        "parent": os.getpid(),
        "memory": limits.memory,
        "cpu": limits.cpu_seconds,
        "broken": BROKEN,
    }
    try:
        ended = _talk_with_child(talk, job, folder)
    finally:
        talk.close()
    printed = clean(talk.printed[: limits.output].decode("utf-8", "replace"))
    if not talk.ready and ended != "cancelled":
        said = printed.strip().splitlines()[-1:]  # of a traceback the last line names the fault
        silent = words("not-started.late" if ended == "time" else "not-started.silent")
        return _not_started("python", said[0] if said else silent, began)
    seconds = time.monotonic() - began
    return Outcome(ended, tuple(talk.answers), printed, seconds, tuple(talk.confined))


def _talk_with_child(talk: Talk, job: Json, folder: str) -> str:
    """Start the child, hear it out, and leave nothing of it; returns how it ended."""
    token = f"{os.getpid()}-{time.monotonic_ns()}"
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", "-B", "-X", "utf8", "-u", str(CHILD)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=folder,
        env=_environment(folder, token),
        pass_fds=talk.pass_fds,
        start_new_session=True,
    )
    try:
        data = json.dumps(job).encode()
        try:
            threading.Thread(target=_feed, args=(process, data), daemon=True).start()
        except RuntimeError:  # no thread to spare
            assert process.stdin is not None
            process.stdin.close()
            raise
        return talk.listen(process)
    finally:
        _end(process, token, "seccomp" in talk.confined)


def _feed(process: "subprocess.Popen[bytes]", data: bytes) -> None:
    """Give the job to the child, on a thread: one that does not read must not hold us up."""
    assert process.stdin is not None
    try:
        with process.stdin as pipe:
            pipe.write(data)
    except (BrokenPipeError, ValueError, OSError):
        pass  # it ended before it read; that is told by how it ended


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
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    one_thread = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    return {**kept, **one_thread, "HOME": folder, "TMPDIR": folder, MARK: token}


@cache
def _core() -> list[tuple[str, str]]:
    """core's text by module: the folder that it stands in is closed to the child."""
    folder = Path(__file__).parents[1]
    return [(name, (folder / f"{name}.py").read_text(encoding="utf-8")) for name in CORE]


@cache
def _readable() -> list[str]:
    """What Python and NumPy need to run, and nothing of what is installed beside them.

    What Landlock opens it opens with all that lies below. So of a folder in which packages lie,
    too, the other entries are named one by one.
    """
    numpy = Path(np.__file__).parent
    shared = [
        Path(os.__file__).parent,
        Path(sysconfig.get_path("platstdlib", vars={"platbase": sys.base_exec_prefix})),
        *(Path(sys.base_prefix, lib) for lib in ("lib", "lib64")),
        *map(Path, ("/lib", "/lib64", "/usr/lib", "/usr/lib64")),
    ]
    entries = {
        entry
        for folder in {folder.resolve() for folder in shared if folder.is_dir()}
        for entry in folder.iterdir()
        if not entry.name.startswith(OTHERS)
    }
    devices = ("/dev/null", "/dev/urandom", "/etc/ld.so.cache", "/etc/localtime")
    return sorted(map(str, {numpy, numpy.with_name("numpy.libs"), *entries, *map(Path, devices)}))
