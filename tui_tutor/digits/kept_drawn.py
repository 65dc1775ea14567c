"""The drawn digits that the program uses, drawn once on a machine and kept in its cache."""

import io
import zipfile
from contextlib import suppress
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from tui_tutor.digits.drawn import draw_digits
from tui_tutor.digits.idx import Bytes
from tui_tutor.files import replace_file
from tui_tutor.folders import cache_folder

TRAIN, TEST = 30_000, 2_000
PARTS = ("train_images", "train_labels", "test_images", "test_labels")


def drawn_digits() -> tuple[Bytes, Bytes, Bytes, Bytes]:
    """Images and labels to train on, images and labels to test with; from the cache if there."""
    path = cache_folder() / f"drawn-{_hand()}.npz"
    if (kept := _read(path)) is not None:
        return kept
    made = (*draw_digits(TRAIN, seed=1), *draw_digits(TEST, seed=2))
    buffer = io.BytesIO()
    arrays: dict[str, Any] = dict(zip(PARTS, made, strict=True))
    np.savez(buffer, **arrays)
    with suppress(OSError):  # a cache that can't be written costs a second or two, no more
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, buffer.getvalue())
        for other in path.parent.glob("drawn-*.npz"):  # by another version of the program
            if other != path:
                other.unlink()
    return made


def _hand() -> str:
    """A name for how digits are drawn by this version, so that no other's are taken for it."""
    digest = sha256()
    for module in ("drawn.py", "ink.py", "strokes.py"):
        digest.update(files("tui_tutor.digits").joinpath(module).read_bytes())
    return digest.hexdigest()[:12]


def _read(path: Path) -> tuple[Bytes, Bytes, Bytes, Bytes] | None:
    """What is kept there, if it is whole."""
    try:
        with path.open("rb") as raw, np.load(raw, allow_pickle=False) as file:
            kept = tuple(file[part] for part in PARTS)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
    shapes = ((TRAIN, 28, 28), (TRAIN,), (TEST, 28, 28), (TEST,))
    whole = all(a.shape == s and a.dtype == np.uint8 for a, s in zip(kept, shapes, strict=True))
    return (kept[0], kept[1], kept[2], kept[3]) if whole else None
