"""Takes each guard around a learner's process out in turn, and sees that a test fails for it.

    python -m tests.practice.guards [WORD ...]

With words, only the guards whose names hold one of them. The tests run on a copy of the program in
a temporary folder. Exits 1 where a guard can go without a test that fails.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.practice.test_guards import ALIKE_EVERYWHERE, CALLS

ROOT = Path(__file__).parents[2]
PRACTICE = "tui_tutor/practice"
UNNEEDED = shutil.ignore_patterns("__pycache__", "__snapshots__", "goldens")
TESTS = ("tests/practice/test_guards.py", "tests/practice/test_walls.py")


@dataclass(frozen=True)
class Guard:
    """A place in a file, what stands there without the guard, and which tests should see it."""

    name: str
    file: str
    text: str
    without: str
    tests: str  # part of their names, as pytest's -k takes it


def call(name: str, tests: str) -> Guard:
    number = f'    "{name}": ('
    return Guard(f"call {name}", "walls.py", number, f'    "{name}": (None, None) or (', tests)


def limit(name: str, tests: str) -> Guard:
    return Guard(name, "walls.py", f'("{name}", ', f'("no {name}", ', tests)


def flag(name: str) -> Guard:
    return Guard(f"flag {name}", "sandbox.py", f'"{name}", ', "", "isolated or no_path")


GUARDS = (
    *(call(name, f"test_this_call_is_refused[{name}]") for name in CALLS),
    *(call(name, f"test_no_process_is_made_by[{name}]") for name in ALIKE_EVERYWHERE),
    call("setsid", "setsid"),
    Guard(
        "call clone",
        "walls.py",
        "(give, 0, 0, refuse(EPERM))]\n    program.append",
        "(give, 0, 0, allow)]\n    program.append",
        "clone_and",
    ),
    Guard("call clone3", "walls.py", "refuse(ENOSYS)", "allow", "clone3"),
    Guard(
        "calls of x32",
        "walls.py",
        "(at_least, 0, 1, X32)",
        "(at_least, 1, 1, X32)",
        "other_numbers",
    ),
    Guard("seccomp", "walls.py", "libc.prctl(22, 2, filter_, 0, 0)", "0", "this_call"),
    Guard(
        "landlock", "walls.py", "libc.syscall(restrict, ruleset, 0)", "0", "read or list or write"
    ),
    Guard(
        "end with the parent",
        "walls.py",
        "ctypes.CDLL(None).prctl(1, 9, 0, 0, 0)",
        "0",
        "ends_with",
    ),
    limit("RLIMIT_AS", "memory"),
    limit("RLIMIT_CPU", "processor"),
    limit("RLIMIT_FSIZE", "megabyte"),
    limit("RLIMIT_NOFILE", "few_files"),
    limit("RLIMIT_CORE", "core_file"),
    flag("-I"),
    flag("-S"),
    flag("-B"),
    Guard(
        "packages beside NumPy",
        "sandbox.py",
        'OTHERS = ("python", "site-packages", ',
        'OTHERS = ("python", ',
        "read",
    ),
    Guard("the path to them", "child.py", 'sys.path.remove(job["path"])', "pass", "no_path"),
    Guard("core without what is asked", "child.py", "if key != name", "", "passes_no_exercise"),
    Guard(
        "a scrubbed environment",
        "sandbox.py",
        "return {**kept, ",
        "return {**os.environ, ",
        "environment",
    ),
    Guard(
        "ending strays",
        "sandbox.py",
        "        _end_strays(token.encode())",
        "        pass",
        "leaves_its_group",
    ),
    Guard(
        "its folder thrown away",
        "rooms.py",
        "shutil.rmtree(folder, ignore_errors=True)",
        "pass",
        "thrown_away",
    ),
    Guard("the clock", "talk.py", "if time.monotonic() > self.deadline:", "if False:", "clock"),
    Guard(
        "bound on what is sent",
        "talk.py",
        "len(self.sent) > self.limits.answers or ",
        "",
        "sends_is_bounded",
    ),
    Guard(
        "bound on what is printed",
        "talk.py",
        "len(self.printed) > self.limits.output\n",
        "len(self.printed) > 1000 * self.limits.output\n",
        "prints_is_bounded",
    ),
    Guard(
        "clean of what was printed",
        "sandbox.py",
        "printed = clean(",
        "printed = str(",
        "printed_is_cleaned",
    ),
    Guard(
        "clean of a message",
        "talk.py",
        'message=clean(str(header.get("message", "")), 500)',
        'message=str(header.get("message", ""))',
        "sent_is_cleaned",
    ),
    Guard(
        "clean of a type",
        "talk.py",
        'type=clean(str(header.get("type", "")), 200)',
        'type=str(header.get("type", ""))',
        "sent_is_cleaned",
    ),
    Guard(
        "clean of a family",
        "talk.py",
        "tuple(clean(str(name), 200) for",
        "tuple(str(name) for",
        "sent_is_cleaned",
    ),
    Guard(
        "clean of a repr",
        "talk.py",
        'repr=clean(str(header.get("repr", "")), 2000)',
        'repr=str(header.get("repr", ""))',
        "sent_is_cleaned",
    ),
    Guard("memory as a reason", "talk.py", 'return "memory"', "pass", "memory"),
    Guard(
        "no pickles",
        "talk.py",
        "read_array(io.BytesIO(data), allow_pickle=False)",
        "read_array(io.BytesIO(data), allow_pickle=True)",
        "unpickled",
    ),
)


def without(guard: Guard) -> str:
    """The outcome of its tests on a copy of the program in which it is not there."""
    with tempfile.TemporaryDirectory(prefix="guards-") as folder:
        for part in ("tui_tutor", "tests", "lessons"):
            shutil.copytree(
                ROOT / part, Path(folder, part), ignore=shutil.ignore_patterns("__pycache__")
            )
        shutil.copy(ROOT / "pyproject.toml", folder)
        file = Path(folder, PRACTICE, guard.file)
        text = file.read_text()
        if text.count(guard.text) != 1:
            return f"its text stands {text.count(guard.text)} times in {guard.file}"
        file.write_text(text.replace(guard.text, guard.without))
        environment = {**os.environ, "TMPDIR": folder}
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *TESTS]
        if "[" in guard.tests:
            command[-2:] = [f"{TESTS[0]}::{guard.tests}"]
        else:
            command += ["-k", guard.tests]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    last = done.stdout.strip().splitlines()[-1] if done.stdout.strip() else done.stderr[-200:]
    return "" if done.returncode == 1 and " failed" in last else last


def main() -> int:
    wanted = [g for g in GUARDS if not sys.argv[1:] or any(w in g.name for w in sys.argv[1:])]
    missed = 0
    with ThreadPoolExecutor(2) as pool:
        for guard, said in zip(wanted, pool.map(without, wanted), strict=True):
            missed += bool(said)
            print(f"{guard.name}: {said or 'a test fails without it'}", flush=True)
    print(f"{len(wanted)} guards, {missed} of which no test sees.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
