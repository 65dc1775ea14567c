"""Runs in the learner's process: confines itself, runs the code, and sends back values.

Started as a file, with Python's standard library alone; it never imports the rest of the program.
Reads one JSON job from standard input; writes frames (a JSON line, then that many bytes of .npy)
to the file or file descriptor that the job names. What is right or wrong is judged by the parent.
"""

import ast
import base64
import ctypes
import io
import json
import os
import struct
import sys
import traceback
from typing import Any

# Taken hold of before the learner's code can put anything else in their place.
_write, _dumps, _exit = os.write, json.dumps, os._exit
_format_exception_only = traceback.format_exception_only

MACHINES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}  # AUDIT_ARCH_*
# Calls that a function on arrays has no use for, by machine: sockets, other processes, signals to
# them, tracing them, and rings that would do such things without a call.
FORBIDDEN = {
    "x86_64": (
        *(41, 42, 49, 50, 53),  # socket, connect, bind, listen, socketpair
        *(57, 58, 59, 322, 109, 112),  # fork, vfork, execve, execveat, setpgid, setsid
        *(62, 129, 200, 234, 297, 424, 434, 438),  # kill and its kin, pidfd_*
        *(101, 310, 311, 425),  # ptrace, process_vm_*, io_uring_setup
    ),
    "aarch64": (
        *(198, 199, 200, 201, 203),
        *(221, 281, 154, 157),
        *(129, 130, 131, 138, 240, 424, 434, 438),
        *(117, 270, 271, 425),
    ),
}
CLONE = {"x86_64": 56, "aarch64": 220}
CLONE3 = 435
CLONE_THREAD = 0x00010000
EPERM, ENOSYS = 1, 38


def main() -> None:
    job = json.loads(sys.stdin.buffer.read())
    sys.path.extend(job["path"])
    import numpy as np

    np.set_printoptions(threshold=200)
    if "file" in job:
        job["fd"] = os.open(job["file"], os.O_WRONLY | getattr(os, "O_BINARY", 0))
    confined = confine(job)
    send(job["fd"], {"kind": "ready", "confined": confined})
    try:
        work(job, np)
    except BaseException:  # not in the learner's code, but for what it did to Python or NumPy
        _exit(job["broken"])


def work(job: dict[str, Any], np: Any) -> None:
    """Run what the job asks for, and send what comes of it."""
    modules: dict[str, Any] = {"np": np, "numpy": np}
    if job["task"] == "predict":
        modules["core"] = make_core(job["core"])
        for block in job["blocks"]:
            predict(block, job["fd"], np, modules)
    else:
        exercise(job, np)


def send(fd: int, header: dict[str, Any], payload: bytes = b"") -> None:
    header["bytes"] = len(payload)
    data = _dumps(header).encode() + b"\n" + payload
    while data:
        data = data[_write(fd, data) :]


def make_core(source: str) -> Any:
    """core as a module, from its text: the folder it came from is not to be read."""
    import types

    module = types.ModuleType("tui_tutor.core")
    exec(compile(source, "core.py", "exec"), module.__dict__)
    return module


# ------------------------------------------------------------------ predictions


def predict(block: dict[str, Any], fd: int, np: Any, modules: dict[str, Any]) -> None:
    """Run all but the last expression, then send what that one is worth."""
    namespace: dict[str, Any] = {"__name__": "__main__", **modules}
    if block["seed"] is not None:
        namespace["seed"] = block["seed"]
    try:
        tree = ast.parse(block["source"])
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "<lesson>", "exec"), namespace)
        value = None
        if last is not None:
            value = eval(compile(ast.Expression(last.value), "<lesson>", "eval"), namespace)
    except BaseException as error:
        send(fd, fault(error))
        return
    header, payload = packed(value, np)
    header["repr"] = "" if value is None else repr(value)[:2000]
    send(fd, header, payload)


# ------------------------------------------------------------------ exercises


def exercise(job: dict[str, Any], np: Any) -> None:
    """Define the learner's function, call it on every input, send each answer."""
    namespace: dict[str, Any] = {"__name__": "__main__", "np": np, "numpy": np}
    for name in job["given"]:
        namespace[name] = getattr(make_core(job["core"]), name)
    load, own = np.load, {"np": np}
    calls = [[decode(a, load, own) for a in call] for call in job["calls"]]
    try:
        exec(compile(job["source"], "<answer>", "exec"), namespace)
        function = namespace[job["name"]]
    except KeyError:
        send(job["fd"], {"kind": "undefined"})
        return
    except BaseException as error:
        send(job["fd"], fault(error))
        return
    for arguments in calls:
        try:
            value = function(*arguments)
        except BaseException as error:
            send(job["fd"], fault(error))
            continue
        header, payload = packed(value, np)
        after = [packed(a, np)[1] for a in arguments if isinstance(a, np.ndarray)]
        header["after"] = [len(one) for one in after]
        send(job["fd"], header, payload + b"".join(after))


def decode(argument: dict[str, Any], load: Any, own: dict[str, Any]) -> Any:
    """An argument of a call: an array, a function of x given as an expression, or a number."""
    if "npy" in argument:
        return load(io.BytesIO(base64.b64decode(argument["npy"])), allow_pickle=False)
    if "function" in argument:
        return eval(f"lambda x: {argument['function']}", dict(own))
    return argument["value"]


def packed(value: Any, np: Any) -> tuple[dict[str, Any], bytes]:
    """A value as a header and .npy bytes; what is no number is described by its type's name."""
    kind = type(value).__name__
    if isinstance(value, np.ndarray | np.generic | int | float | bool):
        array = np.asarray(value)
        if array.dtype.kind in "biuf" and array.nbytes <= 1_000_000:
            file = io.BytesIO()
            np.lib.format.write_array(file, array, allow_pickle=False)
            return {"kind": "value", "type": kind}, file.getvalue()
        kind = f"an array of dtype {array.dtype}, shape {array.shape}"
    return {"kind": "other", "type": kind}, b""


def fault(error: BaseException) -> dict[str, Any]:
    """The error's name, what it says, and the line of the learner's code where it came up."""
    line = getattr(error, "lineno", None)
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename in ("<answer>", "<lesson>"):
            line = frame.lineno
    said = "".join(_format_exception_only(type(error), error)).strip().splitlines()
    if not isinstance(error, SyntaxError):  # of those the code comes first, and what is wrong last
        said = said[:1]
    return {
        "kind": "error",
        "type": type(error).__name__,
        "family": [kind.__name__ for kind in type(error).__mro__],
        "message": said[-1][:500] if said else "",
        "line": line,
    }


# ------------------------------------------------------------------ confinement


def confine(job: dict[str, Any]) -> list[str]:
    """Limits, then what the kernel has; returns the names of what took hold."""
    held: list[str] = []
    try:
        import resource
    except ImportError:
        return held
    for name, most in (
        ("RLIMIT_AS", job["memory"]),
        ("RLIMIT_CPU", job["cpu"]),
        ("RLIMIT_FSIZE", 1 << 20),
        ("RLIMIT_NOFILE", 64),
        ("RLIMIT_CORE", 0),
    ):
        try:
            resource.setrlimit(getattr(resource, name), (most, most))
            held.append(name)
        except (ValueError, OSError, AttributeError):
            continue
    if sys.platform.startswith("linux"):
        machine = os.uname().machine
        steps = (("parent", end_with_parent), ("landlock", landlock), ("seccomp", seccomp))
        for name, step in steps:
            try:
                if step(machine, job["readable"]):
                    held.append(name)
            except (OSError, AttributeError, ValueError):
                continue
    return held


def end_with_parent(machine: str, readable: list[str]) -> bool:
    """When the program is killed, so are we."""
    return bool(ctypes.CDLL(None).prctl(1, 9, 0, 0, 0) == 0)  # PR_SET_PDEATHSIG, SIGKILL


def landlock(machine: str, readable: list[str]) -> bool:
    """No reading but in those folders, no writing but in this one. Linux 5.13 or newer."""
    libc = ctypes.CDLL(None, use_errno=True)
    create, add, restrict = 444, 445, 446
    everything = (1 << 13) - 1  # the thirteen rights of Landlock's first version
    execute, read_file, read_dir = 1, 4, 8
    attributes = struct.pack("Q", everything)
    ruleset = libc.syscall(create, ctypes.c_char_p(attributes), ctypes.c_size_t(8), 0)
    if ruleset < 0:
        return False
    rights = [(path, execute | read_file | read_dir) for path in readable]
    rights.append((os.getcwd(), everything & ~execute))
    for path, allowed in rights:
        try:
            fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except OSError:
            continue
        if not os.path.isdir(path):
            allowed &= execute | read_file
        rule = ctypes.create_string_buffer(struct.pack("=Qi", allowed, fd))
        libc.syscall(add, ruleset, 1, rule, 0)
        os.close(fd)
    libc.prctl(38, 1, 0, 0, 0)  # PR_SET_NO_NEW_PRIVS
    done: bool = libc.syscall(restrict, ruleset, 0) == 0
    os.close(ruleset)
    return done


def seccomp(machine: str, readable: list[str]) -> bool:
    """No other process, no socket: the kernel answers with an error instead."""
    if machine not in MACHINES:
        return False
    load, equal, any_bit, give = 0x20, 0x15, 0x45, 0x06
    allow, kill = 0x7FFF0000, 0x80000000

    def refuse(errno: int) -> int:
        return 0x00050000 | errno

    program = [(load, 0, 0, 4), (equal, 1, 0, MACHINES[machine]), (give, 0, 0, kill)]
    program.append((load, 0, 0, 0))
    for number in FORBIDDEN[machine]:
        program += [(equal, 0, 1, number), (give, 0, 0, refuse(EPERM))]
    # clone3 hides its flags in memory; told that it is missing, the C library takes clone.
    program += [(equal, 0, 1, CLONE3), (give, 0, 0, refuse(ENOSYS))]
    program += [(equal, 0, 3, CLONE[machine]), (load, 0, 0, 16)]
    program += [(any_bit, 1, 0, CLONE_THREAD), (give, 0, 0, refuse(EPERM))]
    program.append((give, 0, 0, allow))
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *line) for line in program))
    filter_ = ctypes.create_string_buffer(
        struct.pack("HxxxxxxP", len(program), ctypes.addressof(code))
    )
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(38, 1, 0, 0, 0)
    return bool(libc.prctl(22, 2, filter_, 0, 0) == 0)  # PR_SET_SECCOMP, SECCOMP_MODE_FILTER


main()
sys.stdout.flush()
_exit(0)
