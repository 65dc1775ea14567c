"""The log of faults: one file in the learner's folder, so that a screen need show one line."""

import traceback
from pathlib import Path

from tui_tutor.folders import data_folder

LARGEST = 1_000_000  # bytes; then it begins anew


def log_path() -> Path:
    return data_folder() / "tutor.log"


def log_fault(fault: Exception | str) -> tuple[str, Path | None]:
    """Write the whole traceback into the log.

    Returns its last line, which names the fault, and where the log is; None where it could not be
    written.
    """
    text = fault if isinstance(fault, str) else "".join(traceback.format_exception(fault))
    last_line = (text.strip().splitlines() or ["?"])[-1]
    path = log_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = "a" if not path.exists() or path.stat().st_size < LARGEST else "w"
        with path.open(mode, encoding="utf-8", errors="backslashreplace") as file:
            file.write(text + "\n")
    except OSError:
        return last_line, None  # a fault is shown even where it can't be kept
    return last_line, path
