"""Where things are kept on this machine: what is the learner's, and what can be made anew."""

import errno
import os
from pathlib import Path

from tui_tutor.text import Words

words = Words("cli")
# Where there is no home: a place that can't be, so that nothing is kept and all the rest goes on.
NOWHERE = Path(os.devnull, "tutor")


def data_folder() -> Path:
    """Progress, saved networks and the log. TUTOR_HOME overrides it."""
    if home := os.environ.get("TUTOR_HOME"):
        return named(home)
    from platformdirs import user_data_path

    try:
        return user_data_path("tutor", appauthor=False)
    except RuntimeError:  # HOME is not set, and the system knows no home of this user
        return NOWHERE


def cache_folder() -> Path:
    """Digits that were fetched or drawn. TUTOR_CACHE overrides it, and so does TUTOR_HOME."""
    if cache := os.environ.get("TUTOR_CACHE"):
        return named(cache)
    if home := os.environ.get("TUTOR_HOME"):
        return named(home) / "cache"
    from platformdirs import user_cache_path

    try:
        return user_cache_path("tutor", appauthor=False)
    except RuntimeError:
        return NOWHERE


def named(path: str) -> Path:
    """A folder as it was named, `~` for the home: a shell leaves it so within quotes."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return NOWHERE


def why_unwritable(folder: Path) -> str:
    """Why nothing can be kept there; "" where it can."""
    probe = folder / f".probe-{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"?")
        probe.unlink()
    except OSError as error:
        return reason(error)
    return ""


def reason(error: OSError) -> str:
    """Why the system did not read or write a file, in words."""
    if str(error.filename).startswith(str(NOWHERE)):
        return words("no-home")
    name = errno.errorcode.get(error.errno or 0, "")
    if words.has(f"errno.{name}"):
        return words.of("errno", name)
    return error.strerror or str(error)
