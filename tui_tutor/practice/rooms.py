"""The folder that a learner's process runs in: made, put away, and what a killed program left."""

import os
import shutil
import stat
import tempfile
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

PREFIX = "tui-tutor-run-"  # then the process that made it
OLD = 3600.0  # seconds; no run lasts as long, and a process of that number may live elsewhere


def make() -> str:
    """An empty folder. Raises OSError where there can be none."""
    _put_away_what_was_left()
    return tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-")


def put_away(folder: str | Path) -> None:
    """Remove it with all that is in it, folders that the code has closed to us, too."""
    for path, inner, _ in os.walk(folder):
        for one in (Path(path, name) for name in inner):
            if not one.is_symlink():  # else what it leads to would be changed
                with suppress(OSError):
                    one.chmod(0o700)
    shutil.rmtree(folder, ignore_errors=True)


@cache
def _put_away_what_was_left() -> None:
    """Once in a program: the folders of those that were killed before they could do it."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError, ValueError):
            if left_behind(folder):
                put_away(folder)


def left_behind(folder: Path) -> bool:
    """Whether it is ours, old, and of a process that is no more."""
    state = folder.lstat()
    ours = os.name == "nt" or state.st_uid == os.getuid()
    old = time.time() - state.st_mtime > OLD
    maker = int(folder.name.removeprefix(PREFIX).partition("-")[0])
    return stat.S_ISDIR(state.st_mode) and ours and old and not _lives(maker)


def _lives(process: int) -> bool:
    if os.name == "nt":  # where this way of asking would end it
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # another user's
        return True
    return True
