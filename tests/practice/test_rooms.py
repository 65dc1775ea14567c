"""The folder of a learner's process goes, whatever becomes of it or of the program."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tui_tutor.practice import rooms
from tui_tutor.practice.sandbox import run_code


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    rooms._put_away_what_was_left.cache_clear()
    return tmp_path


def gone() -> int:
    """The number of a process that is no more."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        pass
    return process.pid


def room(
    folder: Path, process: int, age: float = 2 * rooms.OLD, prefix: str = rooms.PREFIX
) -> Path:
    """A folder as that process would have left it, so many seconds ago."""
    made = folder / f"{prefix}{process}-abc"
    (made / "a" / "b").mkdir(parents=True)
    (made / "images.npy").write_bytes(bytes(1000))
    long_ago = made.stat().st_mtime - age
    os.utime(made, (long_ago, long_ago))
    return made


def test_what_a_killed_program_left_is_put_away_by_the_next(temporary: Path) -> None:
    left = room(temporary, gone())
    run_code("1 + 1")
    assert not left.exists()


def test_what_may_still_be_somebody_s_stays(temporary: Path) -> None:
    dead = gone()
    kept = [
        room(temporary, os.getpid()),  # it lives
        room(temporary, dead, age=60),  # of a machine with processes of its own, perhaps
        room(temporary, dead, prefix="tutor-"),
        room(temporary / "elsewhere", dead),
    ]
    link = temporary / f"{rooms.PREFIX}{dead}-link"
    link.symlink_to(kept[-1])
    os.utime(link, (0, 0), follow_symlinks=False)
    (temporary / f"{rooms.PREFIX}mine").mkdir()
    run_code("1 + 1")
    assert all((one / "images.npy").exists() for one in kept)
    assert (temporary / f"{rooms.PREFIX}mine").exists()


def test_what_is_another_user_s_stays(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = room(temporary, gone())
    assert rooms.left_behind(left)
    monkeypatch.setattr(os, "getuid", lambda: left.stat().st_uid + 1)
    assert not rooms.left_behind(left)


def test_a_folder_that_the_code_closed_goes_and_what_it_links_to_stays(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir(mode=0o500)
    made = room(tmp_path, 1)
    (made / "link").symlink_to(outside)
    (made / "a").chmod(0)
    rooms.put_away(made)
    assert not made.exists()
    assert outside.stat().st_mode & 0o777 == 0o500


def test_nothing_is_left_of_a_run(temporary: Path) -> None:
    run_code("import os\nos.mkdir('shut', 0)\nopen('long', 'wb').write(bytes(1000))")
    assert list(temporary.iterdir()) == []
