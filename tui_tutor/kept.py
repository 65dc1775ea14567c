"""What stays from one lesson to another: the last network, the best run, the learner's digits."""

import io
import json
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tui_tutor.files import replace_file
from tui_tutor.folders import data_folder, reason
from tui_tutor.nets import Network, load_network, save_network

Bytes = NDArray[np.uint8]
PIXELS = 784


def _path(name: str) -> Path:
    return data_folder() / name


def network() -> tuple[Network, str] | None:
    """The network trained last and what it was trained on; None where there is none to use."""
    try:
        net = load_network(_path("network.npz"))
        trained_on = _path("network.txt").read_text(encoding="utf-8").strip()
    except (ValueError, OSError):
        return None
    fits = net.sizes[0] == PIXELS and net.sizes[-1] == 10
    return (net, trained_on) if fits else None


def keep_network(net: Network, trained_on: str) -> str:
    """Keep it for the next lesson and the next time; returns what went wrong, or ""."""
    try:
        _path("").mkdir(parents=True, exist_ok=True)
        save_network(_path("network.npz"), net)
        replace_file(_path("network.txt"), trained_on.encode())
    except OSError as error:
        return f"{reason(error)}: {error.filename}"
    return ""


def best() -> dict[str, float]:
    """The best accuracy that a run measured on test digits, from 0 to 1, by whose digits."""
    try:
        found = json.loads(_path("best.json").read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    pairs = found.items() if isinstance(found, dict) else ()
    return {name: v for name, v in pairs if isinstance(v, int | float) and 0 <= v <= 1}


def keep_best(accuracy: float, tested_on: str) -> str:
    """Keep it where none was better; returns what went wrong, or ""."""
    known = best()
    if accuracy <= known.get(tested_on, 0):
        return ""
    try:
        _path("").mkdir(parents=True, exist_ok=True)
        replace_file(_path("best.json"), json.dumps(known | {tested_on: accuracy}).encode())
    except OSError as error:
        return f"{reason(error)}: {error.filename}"
    return ""


def digits() -> tuple[Bytes, Bytes]:
    """The learner's own digits: images (N, 28, 28) and labels (N,); none where none are kept.

    A damaged file is set aside under another name, so that keeping another digit spares it.
    """
    path = _path("digits.npz")
    try:
        with path.open("rb") as raw, np.load(raw, allow_pickle=False) as file:
            images, labels = file["images"], file["labels"]
        if images.dtype == labels.dtype == np.uint8 and images.shape == (len(labels), 28, 28):
            return images, labels
    except OSError:
        pass  # there is none, or it can't be read now
    except (ValueError, KeyError, EOFError, AttributeError, zipfile.BadZipFile):
        with suppress(OSError):
            path.rename(path.with_name(f"digits-damaged-{time.time_ns()}.npz"))
    return np.zeros((0, 28, 28), np.uint8), np.zeros(0, np.uint8)


def keep_digits(images: Bytes, labels: Bytes) -> str:
    """Keep the learner's own digits; returns what went wrong, or ""."""
    try:
        _path("").mkdir(parents=True, exist_ok=True)
        buffer = io.BytesIO()
        np.savez(buffer, images=images, labels=labels)
        replace_file(_path("digits.npz"), buffer.getvalue())
    except OSError as error:
        return f"{reason(error)}: {error.filename}"
    return ""
