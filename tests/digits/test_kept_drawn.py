"""Drawn digits in the cache: drawn once, drawn anew where what is kept is not whole."""

from pathlib import Path

import numpy as np
import pytest

from tui_tutor.digits import kept_drawn


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the test's own, for few digits."""
    monkeypatch.setattr(kept_drawn, "cache_folder", lambda: tmp_path / "cache")
    monkeypatch.setattr(kept_drawn, "TRAIN", 30)
    monkeypatch.setattr(kept_drawn, "TEST", 20)
    return tmp_path / "cache"


def test_they_are_drawn_once(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = kept_drawn.drawn_digits()
    assert [part.shape for part in drawn] == [(30, 28, 28), (30,), (20, 28, 28), (20,)]
    monkeypatch.setattr(kept_drawn, "draw_digits", None)
    assert all(map(np.array_equal, drawn, kept_drawn.drawn_digits()))


@pytest.mark.parametrize("damage", [b"", b"PK", b"not an archive" * 99])
def test_what_is_damaged_is_drawn_anew(cache: Path, damage: bytes) -> None:
    drawn = kept_drawn.drawn_digits()
    (kept,) = cache.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(damage)
    assert all(map(np.array_equal, drawn, kept_drawn.drawn_digits()))
    assert len(kept.read_bytes()) == len(whole)


def test_too_few_are_drawn_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    kept_drawn.drawn_digits()
    monkeypatch.setattr(kept_drawn, "TRAIN", 40)
    assert len(kept_drawn.drawn_digits()[0]) == 40


def test_those_of_another_version_are_swept(cache: Path) -> None:
    cache.mkdir()
    (cache / "drawn-of-last-year.npz").write_bytes(b"old")
    (cache / "mnist").mkdir()
    kept_drawn.drawn_digits()
    assert len(list(cache.glob("drawn-*.npz"))) == 1
    assert (cache / "mnist").is_dir()


def test_a_cache_that_cannot_be_written_does_no_harm(cache: Path) -> None:
    cache.write_text("a file where the folder should be")
    assert len(kept_drawn.drawn_digits()[0]) == 30
