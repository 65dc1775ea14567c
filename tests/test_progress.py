"""Progress: nothing that was saved is lost, whatever happens to the program or the file."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tui_tutor.progress import Progress


def test_what_is_saved_is_there_next_time(tmp_path: Path) -> None:
    first = Progress(tmp_path)
    first.put("done", "axes", value=True)
    first.put("knobs", "softmax", "a1", value="5")
    first.save()
    second = Progress(tmp_path)
    assert second.get("done", "axes") is True
    assert second.get("knobs", "softmax") == {"a1": "5"}
    assert second.get("knobs", "nothing", default="x") == "x"
    assert second.notice is None


def test_two_programs_keep_each_others_changes(tmp_path: Path) -> None:
    one, two = Progress(tmp_path), Progress(tmp_path)
    one.put("done", "axes", value=True)
    two.put("done", "softmax", value=True)
    two.put("place", value="softmax")
    one.save()
    two.save()
    assert Progress(tmp_path).get("done") == {"axes": True, "softmax": True}
    one.put("place", value="axes")
    one.save()
    assert one.get("done", "softmax") is True


@pytest.mark.parametrize(
    "damage",
    [b"", b"{", b"[1, 2]", b"\xff\xfe\x00", b'{"done": ', b"[" * 100_000, b"null", b'"text"'],
)
def test_a_damaged_file_is_set_aside_and_nothing_else_is_lost(
    tmp_path: Path, damage: bytes
) -> None:
    path = tmp_path / "progress.json"
    path.write_bytes(damage)
    progress = Progress(tmp_path)
    assert progress.notice is not None
    kind, name = progress.notice
    assert kind == "damaged"
    assert (tmp_path / name).read_bytes() == damage
    progress.put("place", value="axes")
    progress.save()
    assert Progress(tmp_path).get("place") == "axes"


def test_a_branch_that_is_no_branch_gives_way(tmp_path: Path) -> None:
    (tmp_path / "progress.json").write_text('{"done": 3, "kept": 1}')
    progress = Progress(tmp_path)
    assert progress.get("done", "axes") is None
    progress.put("done", "axes", value=True)
    progress.save()
    assert json.loads((tmp_path / "progress.json").read_text()) == {
        "done": {"axes": True}, "kept": 1,
    }  # fmt: skip


def test_a_folder_that_cannot_be_made_is_told_and_nothing_breaks(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("in the way")
    progress = Progress(blocker / "home")
    progress.put("place", value="axes")
    progress.save()
    assert progress.notice is not None
    assert progress.notice[0] == "unwritable"
    assert progress.get("place") == "axes"


WRITER = """
import sys
from pathlib import Path
from tui_tutor.progress import Progress
progress = Progress(Path(sys.argv[1]))
for i in range(int(sys.argv[3])):
    progress.put(sys.argv[2], str(i), value="x" * 2000)
    progress.save()
    print(i, flush=True)
"""


def writer(folder: Path, name: str, count: int) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", WRITER, str(folder), name, str(count)]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    both = [writer(tmp_path, name, 40) for name in ("a", "b")]
    for process in both:
        assert process.wait(60) == 0
        assert process.stdout is not None
        process.stdout.close()
    progress = Progress(tmp_path)
    assert len(progress.get("a")) == len(progress.get("b")) == 40


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_killed_at_any_moment_what_was_saved_is_whole(tmp_path: Path) -> None:
    for attempt in range(12):
        name = f"attempt {attempt}"
        with writer(tmp_path, name, 100_000) as process:
            said = killed_after(process, 0.002 * attempt)
        progress = Progress(tmp_path)
        assert progress.notice is None
        assert progress.get(name, said[-1]) == "x" * 2000
        assert set(said) <= set(progress.get(name))


def killed_after(process: "subprocess.Popen[str]", seconds: float) -> list[str]:
    """Kill a writer a moment after it first saved; returns what it said that it had saved."""
    assert process.stdout is not None
    first = process.stdout.readline()
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    lines = (first + process.stdout.read()).split("\n")
    return lines[:-1]  # what follows the last line's end may be half a number


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_one_that_is_killed_costs_the_other_nothing(tmp_path: Path) -> None:
    with writer(tmp_path, "lives", 40) as lives:
        with writer(tmp_path, "dies", 100_000) as dies:
            said = killed_after(dies, 0.05)
        assert lives.wait(60) == 0
    progress = Progress(tmp_path)
    assert progress.notice is None
    assert len(progress.get("lives")) == 40
    assert set(said) <= set(progress.get("dies"))


def test_no_temporary_file_stays_behind(tmp_path: Path) -> None:
    progress = Progress(tmp_path)
    progress.put("place", value="axes")
    progress.save()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["progress.json", "progress.lock"]
