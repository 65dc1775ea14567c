"""The walls of the learner's process: limits, and what the kernel then refuses it.

Loaded by child.py with Python's standard library alone. Each wall stands only where the system has
it; what took hold is told by name.
"""

import ctypes
import os
import struct
import sys
from typing import Any

Json = dict[str, Any]  # the job

MACHINES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}  # AUDIT_ARCH_*
# Calls that a function on arrays has no use for: their numbers on x86-64 and on ARM64.
FORBIDDEN = {
    "socket": (41, 198),
    "connect": (42, 203),
    "bind": (49, 200),
    "listen": (50, 201),
    "socketpair": (53, 199),
    # other processes, and signals to them
    "fork": (57, None),
    "vfork": (58, None),
    "execve": (59, 221),
    "execveat": (322, 281),
    "setpgid": (109, 154),
    "setsid": (112, 157),
    "kill": (62, 129),
    "tkill": (200, 130),
    "tgkill": (234, 131),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "pidfd_send_signal": (424, 424),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "io_uring_setup": (425, 425),  # a ring that would do such things without a call
    # changes to files, or to what is known of them, that Landlock lets pass
    "truncate": (76, 45),
    "chmod": (90, None),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, None),
    "lchown": (94, None),
    "fchownat": (260, 54),
    "utime": (132, None),
    "utimes": (235, None),
    "futimesat": (261, None),
    "utimensat": (280, 88),
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "removexattr": (197, 14),
    "lremovexattr": (198, 15),
}
CLONE = (56, 220)
CLONE3 = 435
CLONE_THREAD = 0x00010000
X32 = 0x40000000  # from here on x86-64 has the same calls once more, under other numbers
EPERM, ENOSYS = 1, 38


def confine(job: Json) -> list[str]:
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
                if step(machine, job):
                    held.append(name)
            except (OSError, AttributeError, ValueError):
                continue
    return held


def end_with_parent(machine: str, job: Json) -> bool:
    """When the program is killed, so are we, also if that was before we asked for it."""
    held = ctypes.CDLL(None).prctl(1, 9, 0, 0, 0) == 0  # PR_SET_PDEATHSIG, SIGKILL
    if os.getppid() != job["parent"]:
        os._exit(1)
    return bool(held)


def landlock(machine: str, job: Json) -> bool:
    """No reading but in those folders, no writing but in this one. Linux 5.13 or newer."""
    libc = ctypes.CDLL(None, use_errno=True)
    create, add, restrict = 444, 445, 446
    everything = (1 << 13) - 1  # the thirteen rights of Landlock's first version
    execute, read_file, read_dir = 1, 4, 8
    attributes = struct.pack("Q", everything)
    ruleset = libc.syscall(create, ctypes.c_char_p(attributes), ctypes.c_size_t(8), 0)
    if ruleset < 0:
        return False
    rights = [(path, execute | read_file | read_dir) for path in job["readable"]]
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


def seccomp(machine: str, job: Json) -> bool:
    """No other process, no socket: the kernel answers with an error instead."""
    if machine not in MACHINES:
        return False
    load, equal, at_least, any_bit, give = 0x20, 0x15, 0x35, 0x45, 0x06
    allow, kill = 0x7FFF0000, 0x80000000

    def refuse(errno: int) -> int:
        return 0x00050000 | errno

    program = [(load, 0, 0, 4), (equal, 1, 0, MACHINES[machine]), (give, 0, 0, kill)]
    program += [(load, 0, 0, 0), (at_least, 0, 1, X32), (give, 0, 0, refuse(EPERM))]
    column = list(MACHINES).index(machine)
    for number in filter(None, (numbers[column] for numbers in FORBIDDEN.values())):
        program += [(equal, 0, 1, number), (give, 0, 0, refuse(EPERM))]
    # clone3 hides its flags in memory; told that it is missing, the C library takes clone.
    program += [(equal, 0, 1, CLONE3), (give, 0, 0, refuse(ENOSYS))]
    program += [(equal, 0, 3, CLONE[column]), (load, 0, 0, 16)]
    program += [(any_bit, 1, 0, CLONE_THREAD), (give, 0, 0, refuse(EPERM))]
    program.append((give, 0, 0, allow))
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *line) for line in program))
    filter_ = ctypes.create_string_buffer(
        struct.pack("HxxxxxxP", len(program), ctypes.addressof(code))
    )
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(38, 1, 0, 0, 0)
    return bool(libc.prctl(22, 2, filter_, 0, 0) == 0)  # PR_SET_SECCOMP, SECCOMP_MODE_FILTER
