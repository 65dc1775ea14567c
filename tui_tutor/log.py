"""The log of faults: one file in the learner's folder, so that a screen need show one line."""

import traceback
from pathlib import Path

from tui_tutor.folders import data_folder

LARGEST = 1_000_000  # bytes; then it begins anew


def log_path() -> Path:
    return data_folder() / "tutor.log"


def log_fault(fault: Exception | str) -> str:
    """Write the whole traceback into the log; returns its last line, which names the fault."""
    text = fault if isinstance(fault, str) else "".join(traceback.format_exception(fault))
    path = log_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = "a" if not path.exists() or path.stat().st_size < LARGEST else "w"
        with path.open(mode, encoding="utf-8", errors="backslashreplace") as file:
            file.write(text + "\n")
    except OSError:
        pass  # a fault is shown even where it cannot be kept
    return text.strip().splitlines()[-1] if text.strip() else "?"
