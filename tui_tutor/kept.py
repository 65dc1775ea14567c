"""What stays between lessons: networks and runs, the learner's own among them; their digits."""

import io
import json
import time
import zipfile
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tui_tutor.files import locked, replace_file
from tui_tutor.folders import data_folder, reason
from tui_tutor.nets import Network, load_network, save_network

Bytes = NDArray[np.uint8]
PIXELS = 784
POOR = 0.8  # a test accuracy below which a network is no good as a reader
OWN = "own.npz"  # the network that the learner wrote; those of the program are network-….npz
Points = tuple[tuple[float, float], ...]
RUN = ("losses", "accuracies")


def _path(name: str) -> Path:
    return data_folder() / name


@dataclass(frozen=True)
class Reader:
    """A kept network that reads a learner's digits, and what is known of how well it reads."""

    network: Network
    trained_on: str
    tested_on: str = ""
    accuracy: float | None = None  # on all of these test digits, 0 to 1; None: nobody measured it
    own: bool = False  # the learner wrote what trained it

    @property
    def poor(self) -> bool:
        return self.accuracy is not None and self.accuracy < POOR


def network() -> Reader | None:
    """The best network that is kept and takes the pad's digits; None where there is none.

    One that reads MNIST's test digits well comes first: people wrote them, and the pad makes its
    drawings like them. Accuracies on other digits can't be compared with that. One that nobody
    measured comes before those that are known to be poor.
    """
    found = [own_network(), *(_read(path) for path in _path("").glob("network*.npz"))]
    readers = [r for r in found if r and r.network.sizes[0] == PIXELS and r.network.sizes[-1] == 10]
    return max(
        readers,
        key=lambda r: (
            not r.poor and r.tested_on == "MNIST",
            POOR if r.accuracy is None else r.accuracy,
        ),
        default=None,
    )


def _read(path: Path) -> Reader | None:
    """What is kept in that file, if it is whole."""
    try:
        net = load_network(path)
        if path.name == "network.npz":  # as they were kept before they were measured
            return Reader(net, path.with_suffix(".txt").read_text(encoding="utf-8").strip())
        with path.open("rb") as raw, np.load(raw, allow_pickle=False) as file:
            trained_on, tested_on = str(file["trained_on"]), str(file["tested_on"])
            return Reader(net, trained_on, tested_on, float(file["accuracy"]), path.name == OWN)
    except (ValueError, KeyError, OSError):
        return None


def own_network() -> Reader | None:
    """The one that the learner wrote; None where there is none."""
    return _read(_path(OWN))


def keep_own_network(reader: Reader) -> str:
    """Keep it in place of the one before, better or not; returns what went wrong, or ""."""
    try:
        _path("").mkdir(parents=True, exist_ok=True)
        with locked(_path("network.lock")):
            save_network(_path(OWN), reader.network, **_about(reader))
    except OSError as error:
        return f"{reason(error)}: {error.filename}"
    return ""


def _about(reader: Reader) -> dict[str, str | float]:
    told: dict[str, str | float] = {"trained_on": reader.trained_on, "tested_on": reader.tested_on}
    return told | {"accuracy": reader.accuracy or 0.0}


def keep_network(reader: Reader) -> str:
    """Keep it where none that is kept does better on the same digits, for the next lesson and the
    next time; returns what went wrong, or "".
    """
    path = _path(f"network-{sha256(reader.tested_on.encode()).hexdigest()[:12]}.npz")
    try:
        _path("").mkdir(parents=True, exist_ok=True)
        with locked(_path("network.lock")):
            before = _read(path) if path.exists() else None
            if before is None or (reader.accuracy or 0.0) > (before.accuracy or 0.0):
                save_network(path, reader.network, **_about(reader))
    except OSError as error:
        return f"{reason(error)}: {error.filename}"
    return ""


@dataclass(frozen=True)
class Run:
    """How the learner's own network learnt: what was measured, each time with the epoch."""

    losses: Points
    accuracies: Points  # on test digits, 0 to 1


def own_run() -> Run | None:
    """The last run of what the learner wrote; None where there is none."""
    try:
        found = json.loads(_path("own-run.json").read_bytes())
        return Run(*(tuple((float(x), float(y)) for x, y in found[name]) for name in RUN))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def keep_own_run(run: Run) -> str:
    """Keep it in place of the one before; returns what went wrong, or ""."""
    try:
        _path("").mkdir(parents=True, exist_ok=True)
        replace_file(_path("own-run.json"), json.dumps(vars(run)).encode())
    except OSError as error:
        return f"{reason(error)}: {error.filename}"
    return ""


@dataclass(frozen=True)
class Best:
    """The run that did best on validation digits, and what its test said. Accuracies 0 to 1."""

    validation: float
    test: float
    opened: int = 1  # times that the test digits have been looked at, over all runs


def best() -> dict[str, Best]:
    """The best run by whose test digits; what an older version or a hand wrote is left out."""
    try:
        found = json.loads(_path("best.json").read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    pairs = found.items() if isinstance(found, dict) else ()
    return {name: read for name, told in pairs if (read := _best_of(told))}


def _best_of(told: object) -> Best | None:
    match told:
        case {"validation": int() | float() as v, "test": int() | float() as t, "opened": int(n)}:
            return Best(v, t, n) if 0 <= v <= 1 and 0 <= t <= 1 and n > 0 else None
    return None


def keep_best(run: Best, tested_on: str) -> str:
    """Count the look at the test digits, and keep the run where none validated better.

    Chosen by their test accuracies, the best of many would look better than it is. Returns what
    went wrong, or "".
    """
    known = best()
    before = known.get(tested_on)
    if before:
        first = run if run.validation > before.validation else before
        run = replace(first, opened=before.opened + 1)
    told = {name: vars(one) for name, one in (known | {tested_on: run}).items()}
    try:
        _path("").mkdir(parents=True, exist_ok=True)
        replace_file(_path("best.json"), json.dumps(told).encode())
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
