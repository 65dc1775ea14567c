"""`tutor progress`: to another machine and back, and files that are none of ours."""

import json
from pathlib import Path

import pytest

from tests.cli.test_commands import tutor
from tui_tutor.cli import main
from tui_tutor.merging import BRANCH, ROOMS
from tui_tutor.progress import Progress


@pytest.fixture
def learned(home: Path) -> Path:
    progress = Progress(home)
    progress.put("done", "axes", value=True)
    progress.put("exercises", "relu", value=True)
    progress.put("drafts", "relu", value="def relu(x): ...")
    progress.save()
    return home


def test_progress_goes_to_another_machine_and_what_was_there_stays(
    learned: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file, other = tmp_path / "mine.json", tmp_path / "other"
    assert main(["progress", "export", str(file)]) == 0
    monkeypatch.setenv("TUTOR_HOME", str(other))
    there = Progress(other)
    there.put("done", "dot", value=True)
    there.save()
    assert main(["progress", "import", str(file)]) == 0
    assert Progress(other).get("done") == {"axes": True, "dot": True}
    assert Progress(other).get("drafts", "relu") == "def relu(x): ..."
    (before,) = other.glob("progress-before-import-*.json")
    assert json.loads(before.read_text()) == {"done": {"dot": True}}
    assert str(before) in capsys.readouterr().out
    assert main(["progress", "import", str(file)]) == 0
    assert capsys.readouterr().out == "Things that are new or better than what was here: 0.\n"


def test_no_file_is_written_over(learned: Path, tmp_path: Path) -> None:
    file = tmp_path / "thesis.json"
    file.write_text("years of work")
    done = tutor("progress", "export", str(file))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "is there already" in done.stderr
    assert file.read_text() == "years of work"


@pytest.mark.parametrize(
    "content", [b"", b"[" * 100_000, b'{"name": 1}', b"\x00\xff", b'{"done": {"a": Infinity}}']
)
def test_a_file_that_is_no_record_gets_one_message_and_changes_nothing(
    learned: Path, tmp_path: Path, content: bytes
) -> None:
    file, before = tmp_path / "foreign.json", (learned / "progress.json").read_bytes()
    file.write_bytes(content)
    done = tutor("progress", "import", str(file))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "can't be read" in done.stderr
    assert (learned / "progress.json").read_bytes() == before


def test_a_record_of_the_wrong_things_breaks_no_command(home: Path, tmp_path: Path) -> None:
    """Every room and every leaf holds what nobody would put there."""
    wrong = [[], "x" * 5000, -1e300, {"verdict": []}, {"verdict": "right", "at": "x"}, None]
    rooms = [room for room, kind in ROOMS.items() if kind is BRANCH]
    for number, value in enumerate(wrong):
        names = {"softmax": value, "axes": {"a1": value}, "relu": {"1": value}}
        record: dict[str, object] = dict.fromkeys(rooms, names)
        record |= {"predictions": {"axes": {"a1": value}}, "page": {"accuracy": value}}
        file = tmp_path / f"{number}.json"
        file.write_text(json.dumps(record))
        assert main(["progress", "import", str(file)]) == 0
        for command in (["list"], ["review"], ["demo", "road"], ["demo", "softmax"], ["where"]):
            assert main(command) == 0, (command, value)


def test_where_there_is_nothing_to_take_along_that_is_told(home: Path, tmp_path: Path) -> None:
    done = tutor("progress", "export", str(tmp_path / "x.json"))
    assert (done.returncode, "there is no progress" in done.stderr) == (2, True)
    assert tutor("progress", "import", str(tmp_path / "gone.json")).returncode == 2
