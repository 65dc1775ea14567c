"""MNIST as it is kept: found, judged by its unpacked bytes, set aside when damaged, taken over."""

import errno
import gzip
import os
from pathlib import Path
from typing import Any

import pytest

from tests.digits.mirror import arrays, idx, packed, unpacked
from tui_tutor import digits
from tui_tutor.digits import DigitsError, mnist
from tui_tutor.digits.fetch import Amount, CancelledError, take_mnist

MNIST = Path(
    os.environ.get("TUTOR_TEST_MNIST", Path(__file__).parents[2].parent / "shared" / "mnist")
)
REAL = mnist.FILES
pytestmark = pytest.mark.usefixtures("small")


def quiet(amount: Amount) -> None: ...


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The four files in a folder, zipped by somebody else."""
    folder = tmp_path / "mine"
    folder.mkdir()
    for name, data in unpacked().items():
        (folder / f"{name}.gz").write_bytes(gzip.compress(data, 1, mtime=5))
    return folder


@pytest.fixture
def folder() -> Path:
    """The kept files, all whole."""
    folder = mnist.kept_folder()
    folder.mkdir(parents=True)
    for name, data in packed().items():
        (folder / name).write_bytes(data)
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != ".lock")


# ------------------------------------------------------------------ taken from a folder


def kept_arrays() -> list[Any]:
    return [one.array for one in mnist.look(mnist.kept_folder())]


@pytest.mark.parametrize("spelling", ["{}.gz", "{}", "dotted.gz", "dotted"])
def test_files_are_taken_under_any_of_their_names(source: Path, spelling: str) -> None:
    for name, data in unpacked().items():
        (source / f"{name}.gz").unlink()
        dotted = name.replace("-idx", ".idx")
        new = spelling.format(name).replace("dotted", dotted)
        (source / new).write_bytes(gzip.compress(data) if new.endswith(".gz") else data)
    take_mnist(source, quiet)
    assert names(mnist.kept_folder()) == sorted(packed())
    for mine, given in zip(kept_arrays(), arrays(), strict=True):
        assert (mine == given).all()
    assert digits.load("mnist").name == "MNIST"


def test_a_good_copy_is_found_beside_a_bad_one(source: Path) -> None:
    name = mnist.FILES[0].name
    (source / f"{name}.gz").write_bytes(b"<html>")
    (source / name).write_bytes(unpacked()[name])
    take_mnist(source, quiet)
    assert names(mnist.kept_folder()) == sorted(packed())


@pytest.mark.parametrize("damage", ["other bytes", "half", "missing"])
def test_nothing_is_taken_unless_all_is_genuine(source: Path, folder: Path, damage: str) -> None:
    last = source / f"{mnist.FILES[3].name}.gz"
    kept = {name: (folder / name).read_bytes() for name in names(folder)}
    if damage == "other bytes":
        last.write_bytes(gzip.compress(idx((arrays()[3] + 1) % 10)))
        said = "its unpacked bytes are not those of MNIST"
    elif damage == "half":
        last.write_bytes(last.read_bytes()[:-9])
        said = "its gzip data is cut short"
    else:
        last.unlink()
        said = f"has a file {mnist.FILES[3].name}.gz, nor one without .gz"
    with pytest.raises(DigitsError) as caught:
        take_mnist(source, quiet)
    assert said in str(caught.value)
    assert {name: (folder / name).read_bytes() for name in names(folder)} == kept


def test_taking_can_be_cancelled(source: Path) -> None:
    amounts: list[Amount] = []
    with pytest.raises(CancelledError):
        take_mnist(source, amounts.append, cancelled=lambda: len(amounts) > 1)
    assert not mnist.is_kept()
    assert not [name for name in names(mnist.kept_folder()) if name.endswith(".part")]


def test_taking_says_how_far_it_is(source: Path) -> None:
    amounts: list[Amount] = []
    take_mnist(source, amounts.append)
    total = sum(array.nbytes for array in arrays())
    assert (amounts[0].done, amounts[-1].done, amounts[-1].total) == (0, total, total)


# ------------------------------------------------------------------ kept files


def test_kept_files_are_what_auto_means(folder: Path) -> None:
    loaded = digits.load()
    assert (loaded.name, loaded.drawn) == ("MNIST", False)
    assert (loaded.test_images == arrays()[2]).all()


@pytest.mark.parametrize("damage", ["flipped", "half", "page", "empty", "another file"])
def test_a_damaged_file_is_set_aside_and_said(folder: Path, damage: str) -> None:
    path = folder / f"{mnist.FILES[0].name}.gz"
    data = path.read_bytes()
    changed = {
        "flipped": data[:5000] + bytes([data[5000] ^ 4]) + data[5001:],
        "half": data[: len(data) // 2],
        "page": b"<!DOCTYPE html>",
        "empty": b"",
        "another file": packed()[f"{mnist.FILES[2].name}.gz"],
    }[damage]
    path.write_bytes(changed)
    loaded = digits.load("auto")
    assert loaded.drawn
    (note,) = loaded.notes
    assert str(path) in note
    assert f"set aside as {path.name}.damaged" in note
    assert "tutor data get" in note
    assert (folder / f"{path.name}.damaged").read_bytes() == changed
    assert names(folder) == sorted({*packed(), f"{path.name}.damaged"} - {path.name})
    (still,) = digits.load("auto").notes  # it is said as long as it is so
    assert f"only in part, without {path.name};" in still


def test_who_wants_mnist_is_told_that_it_is_damaged(folder: Path) -> None:
    (folder / f"{mnist.FILES[1].name}.gz").write_bytes(b"junk")
    with pytest.raises(DigitsError, match=r"is damaged .* and was set aside"):
        digits.load("mnist")


def test_who_wants_mnist_is_told_that_there_is_none() -> None:
    with pytest.raises(DigitsError, match="MNIST is not kept here; run 'tutor data get'"):
        digits.load("mnist")
    assert digits.load("auto").notes == ()


def test_a_damaged_file_that_cannot_be_moved_is_said_all_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(*_: Any) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    path = folder / f"{mnist.FILES[1].name}.gz"
    path.write_bytes(b"junk")
    monkeypatch.setattr(os, "replace", read_only)
    (note,) = digits.load("auto").notes
    assert "is damaged" in note
    assert "set aside" not in note
    assert path.read_bytes() == b"junk"


def test_a_file_is_not_set_aside_while_another_program_puts_good_ones_there(folder: Path) -> None:
    path = folder / f"{mnist.FILES[1].name}.gz"
    path.write_bytes(b"junk")
    with mnist.lock_path(folder).open("ab") as lock:
        assert mnist.try_lock(lock)
        (note,) = digits.load("auto").notes
    assert "set aside" not in note
    assert path.exists()


def test_a_file_that_cannot_be_read_is_not_called_damaged(folder: Path) -> None:
    path = folder / f"{mnist.FILES[1].name}.gz"
    path.unlink()
    path.mkdir()
    (note,) = digits.load("auto").notes
    assert "can't be read (Is a directory)" in note
    assert path.is_dir()


# ------------------------------------------------------------------ a folder of the learner's


def test_a_folder_in_the_environment_comes_first(
    source: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = idx(255 - arrays()[0])
    (source / f"{mnist.FILES[0].name}.gz").write_bytes(gzip.compress(other))
    monkeypatch.setenv("TUTOR_MNIST", str(source))
    loaded = digits.load("auto")
    assert (loaded.train_images == 255 - arrays()[0]).all()
    assert loaded.name == "mine"  # other digits under MNIST's file names are not called MNIST
    assert digits.load("mnist").name == "MNIST"


def test_a_folder_that_was_given_comes_before_the_one_in_the_environment(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TUTOR_MNIST", "/nowhere")
    assert (digits.load("auto", source).train_images == arrays()[0]).all()


def test_digits_are_read_once_and_again_when_their_files_are_others(source: Path) -> None:
    first = digits.load(str(source))
    assert digits.load(str(source)) is first
    other = idx(255 - arrays()[0])
    (source / f"{mnist.FILES[0].name}.gz").write_bytes(gzip.compress(other))
    assert (digits.load(str(source)).train_images == 255 - arrays()[0]).all()


def test_a_folder_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUTOR_MNIST", "/nowhere")
    with pytest.raises(DigitsError, match="/nowhere: there is no such folder"):
        digits.load("auto")


def test_drawn_digits_are_called_so_wherever_they_are_used() -> None:
    for source in ("auto", "drawn"):
        loaded = digits.load(source)
        assert loaded.drawn
        assert loaded.name == "program-drawn digits"


@pytest.mark.skipif(not MNIST.is_dir(), reason="MNIST is not here")
def test_the_real_mnist_is_known_by_its_unpacked_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mnist, "FILES", REAL)
    loaded = digits.load(str(MNIST))
    assert loaded.name == "MNIST"
    assert (len(loaded.train_labels), len(loaded.test_labels)) == (60_000, 10_000)
