"""The command line: what it prints and how it ends, and each command as a program of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from tests.some import some
from tui_tutor.cli import main
from tui_tutor.course import read_course
from tui_tutor.page import blocks
from tui_tutor.progress import Progress


@dataclass(frozen=True)
class Told:
    """What a command printed, and how it ended."""

    returncode: int
    stdout: str
    stderr: str


def tutor(*arguments: str, encoding: str = "utf-8") -> Told:
    """A command in the tests' own process, with streams of that encoding: starting one takes time.

    `started` is for what only a process of its own can show.
    """
    out, err = (TextIOWrapper(BytesIO(), encoding) for _ in range(2))
    with pytest.MonkeyPatch.context() as patch, open(os.devnull) as nothing:
        patch.setenv("COLUMNS", "80")
        for name, stream in (("stdin", nothing), ("stdout", out), ("stderr", err)):
            patch.setattr(sys, name, stream)
        try:
            status = main(arguments)
        except SystemExit as end:
            status = int(end.code or 0)
        for stream in (out, err):
            stream.flush()
    told, said = (stream.buffer.getvalue().decode() for stream in (out, err))  # type: ignore[attr-defined]
    return Told(status, told, said)


def started(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command as a program of its own."""
    return subprocess.run(
        [sys.executable, "-m", "tui_tutor", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "COLUMNS": "80", "PYTHONUTF8": "1", **environment},
    )


def test_version_and_help() -> None:
    from tui_tutor import __version__

    assert started("--version").stdout == f"tutor {__version__}\n"
    assert "list the lessons" in started("--help").stdout


@pytest.mark.parametrize(
    ("line", "status"),
    some(
        [
            ("list", 0),
            ("show softmax", 0),
            ("demo training --steps 1", 0),
            ("start softmax", 2),
            ("train --data drawn --epochs 0", 0),
            ("data status", 1),
            ("ask axes 2 (4,6)", 0),
            ("ask axes 1 (2,)", 0),
            ("try relu --hint 1", 0),
            ("review", 0),
            ("check /nowhere", 2),
            ("where", 0),
        ],
        4,
    ),
)
def test_each_command_alone_imports_all_that_it_needs(line: str, status: int) -> None:
    result = started(*line.split())
    assert (result.returncode, "Traceback" in result.stderr) == (status, False), result.stderr
    assert tutor(*line.split()).returncode == status


def test_list_as_text_and_as_json() -> None:
    text, rows = tutor("list"), json.loads(tutor("list", "--json").stdout)
    assert text.returncode == 0
    assert {"axes", "activations", "softmax", "training"} <= {row["id"] for row in rows}
    for row in rows:
        assert {"id", "title", "demo", "done"} <= row.keys()
        assert row["title"] in text.stdout


def test_done_lessons_are_marked(home: Path) -> None:
    home.mkdir(exist_ok=True)
    (home / "progress.json").write_text('{"done": {"softmax": true}}')
    rows = json.loads(tutor("list", "--json").stdout)
    assert [row["id"] for row in rows if row["done"]] == ["softmax"]


def test_show_prints_the_lesson_its_source_and_the_demo() -> None:
    result = tutor("show", "softmax")
    assert result.returncode == 0
    assert "def softmax(" in result.stdout
    assert "overflow" in result.stdout
    assert "\x1b" not in result.stdout


def test_demo_turns_knobs_and_prints_plainly() -> None:
    result = tutor("demo", "softmax", "--set", "a1=1", "--set", "a2=1", "--set", "a3=1")
    assert "0.3333" in result.stdout
    assert "\x1b" not in result.stdout
    assert max(map(len, tutor("demo", "softmax", "--size", "40x20").stdout.splitlines())) <= 40


def test_demo_lists_its_knobs() -> None:
    lines = tutor("demo", "softmax", "--knobs").stdout.splitlines()
    assert any(line.startswith("dtype = float64") and "float16" in line for line in lines)


def test_demo_steps_the_same_with_the_same_seed() -> None:
    runs = [tutor("demo", "axes", "--steps", "1", "--seed", "5").stdout for _ in range(2)]
    assert runs[0] == runs[1]
    assert runs[0] != tutor("demo", "axes", "--steps", "2", "--seed", "5").stdout


def test_demo_draws_an_svg(tmp_path: Path) -> None:
    file = tmp_path / "softmax.svg"
    assert tutor("demo", "softmax", "--svg", str(file)).returncode == 0
    assert file.read_text(encoding="utf-8").startswith("<svg")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "sofmax"], "softmax"),
        (["start", "sofmax"], "terminal"),
        (["demo", "sofmax"], "softmax"),
        (["demo", "softmax", "--set", "dtyp=float32"], "Did you mean “dtype”?"),
        (["demo", "softmax", "--set", "dtype=float31"], "Did you mean “float32”?"),
        (["demo", "softmax", "--set", "a1=99999"], "from -2000 to 2000"),
        (["demo", "softmax", "--set", "a1"], "knob=value"),
        (["demo", "softmax", "--size", "80"], "80x24"),
        (["demo", "softmax", "--size", "9999x9999"], "80x24"),
        (["demo", "softmax", "--steps", "-1"], "whole number"),
        (["demo", "softmax", "--svg", "/nowhere/x.svg"], "can't be written"),
        (["train", "--data", "/nowhere"], "no such folder"),
        (["train", "--data", "drawn", "--hidden", "0"], "at least one unit"),
        (["train", "--data", "drawn", "--hidden", "many"], "number of units"),
        (["train", "--data", "drawn", "--batch-size", "40000"], "1 to 30000 images"),
        (["train", "--data", "drawn", "--learning-rate", "-1"], "above 0"),
        (["train", "--data", "drawn", "--activation", "gelu"], "activation is one of sigmoid"),
        (["train", "--data", "drawn", "--load", "/nowhere"], "/nowhere"),
        (["train", "--data", "drawn", "--save", "/nowhere/x.npz"], "names no file"),
        (["train", "--data", "drawn", "--save", os.devnull], "names no file"),
        (["train", "--data", "drawn", "--hidden", "99999999999"], "more memory"),
        (["train", "--data", "drawn", "--seed", "-1"], "whole number"),
        (["try", "softmax", sys.executable], "not UTF-8"),
        (["show", "\x1b[31mx"], "�[31mx"),
        (["list", "\x1b[31mx"], "�[31mx"),
        (["demo", "softmax", "--set", "a1=\x1b[31m"], "�[31m"),
        (["lst"], "lst"),
        ([], "terminal"),
    ],
    ids=" ".join,
)
def test_misuse_is_told_in_words_with_exit_2(arguments: list[str], said: str) -> None:
    result = tutor(*arguments)
    assert result.returncode == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert "\x1b" not in result.stderr


def test_train_prints_one_object() -> None:
    result = tutor("train", "--data", "drawn", "--epochs", "1", "--json")
    row = json.loads(result.stdout)
    assert result.returncode == 0
    assert row["dataset"] == "program-drawn digits"
    assert (row["epochs"], row["steps"]) == (1, 300)
    assert row["us_per_step"] > 0
    assert 0.6 < row["test_accuracy"] <= 1
    assert row["test_loss"] > 0


def test_train_prints_lines_where_there_is_no_terminal() -> None:
    result = tutor("train", "--data", "drawn", "--epochs", "2")
    assert "epoch 2/2" in result.stdout
    assert "\x1b" not in result.stdout + result.stderr


def test_the_same_seed_trains_the_same_and_weights_are_kept(tmp_path: Path) -> None:
    file = str(tmp_path / "net.npz")
    common = ("train", "--data", "drawn", "--epochs", "1", "--json")
    first = json.loads(tutor(*common, "--save", file).stdout)
    again = json.loads(tutor(*common).stdout)
    assert first["test_loss"] == again["test_loss"]
    loaded = json.loads(tutor(*common[:3], "--epochs", "0", "--json", "--load", file).stdout)
    assert loaded["test_loss"] == pytest.approx(first["test_loss"])


def test_what_was_trained_here_reaches_the_pad_and_the_road() -> None:
    from tui_tutor import kept

    row = json.loads(tutor("train", "--data", "drawn", "--epochs", "1", "--json").stdout)
    tutor("train", "--data", "drawn", "--epochs", "0", "--json")
    reader = kept.network()
    assert reader is not None
    assert reader.tested_on == row["test_dataset"]
    assert reader.accuracy == pytest.approx(row["test_accuracy"], abs=1e-4)
    assert kept.best() == {}, "nothing validated it, so it can't be told from others as the best"


def test_no_step_has_no_time_and_another_shape_is_refused(tmp_path: Path) -> None:
    file = str(tmp_path / "net.npz")
    none = tutor("train", "--data", "drawn", "--epochs", "0", "--hidden", "20", "--save", file)
    assert none.returncode == 0
    assert "no step taken" in none.stdout
    assert "None" not in none.stdout
    other = tutor("train", "--data", "drawn", "--load", file, "--hidden", "30,10")
    assert other.returncode == 2
    assert "hidden layers of 20, which --hidden 30,10 does not fit" in other.stderr


def test_divergence_is_told_in_words() -> None:
    result = started("train", "--data", "drawn", "--epochs", "1", "--learning-rate", "1e30")
    assert result.returncode == 1
    assert "no longer a number" in result.stdout
    assert "Warning" not in result.stderr


def test_a_reader_that_leaves_early_is_no_fault() -> None:
    command = f"{sys.executable} -m tui_tutor show softmax | head -1"
    result = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, encoding="utf-8", timeout=60
    )
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("closed", some(["<&- >&- 2>&-", "<&-", ">&-", "2>&-"]))
def test_closed_streams_are_no_fault(closed: str, home: Path) -> None:
    for command, status in (("list", 0), ("demo softmax", 0), ("start", 2)):
        line = f"{sys.executable} -m tui_tutor {command} {closed}"
        assert subprocess.run(["bash", "-c", line], capture_output=True).returncode == status
    assert not (home / "tutor.log").exists()


def test_a_terminal_without_utf8_shows_other_signs() -> None:
    result = started("demo", "softmax", PYTHONIOENCODING="ascii")
    assert result.returncode == 0
    assert "a-max" in result.stdout


def test_lessons_from_elsewhere_are_listed_and_shown(home: Path, tmp_path: Path) -> None:
    home.mkdir(exist_ok=True)
    (home / "progress.json").write_text('{"done": {"softmax": true}}')
    front = "---\ntitle: Mine [/x]\nsummary: s\npart: p\norder: 1\n---\n# Mine\n\n\x1b[31mRed.\n"
    (tmp_path / "softmax.md").write_text(front, encoding="utf-8")
    (tmp_path / "bad\x1b[2J.md").write_text("no front matter", encoding="utf-8")
    listed = tutor("list", "--lessons", str(tmp_path))
    assert listed.returncode == 0
    assert listed.stdout.startswith("  softmax  Mine [/x]\n✗ ")
    page = tutor("show", "softmax", "--lessons", str(tmp_path))
    assert "�[31mRed." in page.stdout
    assert "\x1b" not in listed.stdout + page.stdout
    nowhere = tutor("list", "--lessons", str(tmp_path / "nowhere"))
    assert (nowhere.returncode, "no lessons" in nowhere.stderr) == (2, True)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A course of one lesson, with one prediction."""
    page = "---\ntitle: Flamingos\nsummary: s\npart: Birds\norder: 1\n---\n# Flamingos\n"
    page += "\n```python predict\n1 + 1\n```\n\nwhy: two.\n"
    (tmp_path / "flamingos.md").write_text(page, encoding="utf-8")
    return tmp_path


def test_the_road_and_the_review_follow_the_lessons_of_the_command_line(
    elsewhere: Path, home: Path
) -> None:
    road = tutor("demo", "road", "--lessons", str(elsewhere)).stdout
    assert "Birds" in road
    assert "of 1" in road
    assert "Birds" not in tutor("demo", "road").stdout
    block = read_course(elsewhere).lessons[0]
    progress = Progress(home, str(elsewhere))
    missed = {"verdict": "wrong", "at": 1000}
    progress.put("predictions", "flamingos", blocks(block)[0].name, value=missed)
    progress.save()
    assert "flamingos" in tutor("review", "--lessons", str(elsewhere)).stdout
    assert "flamingos" not in tutor("review").stdout
