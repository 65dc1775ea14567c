"""Knobs on the command line: by the names of the screen, and handed on to another machine."""

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tui_tutor.cli import main
from tui_tutor.cli.start import _turn_knobs
from tui_tutor.course import read_course
from tui_tutor.folders import data_folder
from tui_tutor.progress import Progress
from tui_tutor.session import Session


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["demo", "softmax", *arguments]) == 0
    return capsys.readouterr().out


def test_a_knob_is_turned_by_the_name_that_the_screen_shows(
    capsys: pytest.CaptureFixture[str],
) -> None:
    by_field = printed(capsys, "--set", "a1=3")
    assert printed(capsys, "--set", "score a₁=3") == printed(capsys, "--set", "Score A₁ = 3")
    assert printed(capsys, "--set", "score a₁=3") == by_field
    assert "a1 = 1010   (a number from -2000 to 2000), on the screen: score a₁" in printed(
        capsys, "--knobs"
    )


def test_the_same_elsewhere_is_one_line_with_its_steps(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    told = printed(
        capsys, "--set", "batch=1 2; 3 4", "--set", "a1=1", "--set", "a2=2", "--steps", "3"
    )
    (line,) = (line for line in told.splitlines() if "--from" in line)
    assert line.endswith("--from 'softmax:a1=1,a2=2,batch=1 2; 3 4,+3'")
    assert "--from" not in printed(capsys)


def test_the_app_starts_with_the_knobs_of_a_share_string() -> None:
    course = read_course(None)
    session = Session(course, Progress(data_folder()))
    _turn_knobs(session, course.find("softmax"), "a1=7")
    assert session.progress.get("knobs", "softmax", "a1") == "7"


def test_own_points_come_from_a_csv_and_what_is_wrong_with_it_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("x1,x2,label\n1,2,0\n3,-4,1\n")
    assert main(["demo", "playground", "--points", str(file), "--size", "80x24"]) == 0
    assert "data=own" in capsys.readouterr().out
    file.write_text("1,2\n")
    assert main(["demo", "playground", "--points", str(file)]) == 2
    assert "line 1: “1,2” is no point" in capsys.readouterr().err
    assert main(["demo", "playground", "--points", str(tmp_path / "no.csv")]) == 2
    assert "no.csv" in capsys.readouterr().err
    assert main(["demo", "softmax", "--points", str(file)]) == 2
    assert "softmax takes no points" in capsys.readouterr().err


def test_a_run_is_printed_as_a_program_that_runs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "playground", "--as-code", "--steps", "30", "--set", "seed=2"]) == 0
    program = capsys.readouterr().out
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.startswith("step 30\nloss ")
    assert main(["demo", "softmax", "--as-code"]) == 2
    assert "softmax has no program" in capsys.readouterr().err


def test_the_steps_that_were_taken_are_a_row_below_the_picture_and_in_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def lines(*arguments: str) -> list[str]:
        assert main(["demo", "playground", "--size", "80x24", *arguments]) == 0
        return capsys.readouterr().out.splitlines()

    row = lines("--steps", "60")[-2]
    assert row.startswith("loss █")
    assert row.endswith(" now")
    told = lines("--steps", "60", "--words")[-2]
    assert told.startswith("loss by steps taken: 0: 0.69")
    assert "; 60: 0.6" in told
    assert not any(line.startswith("loss") for line in lines())


def test_a_shared_run_is_printed_where_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "playground", "--set", "data=xor", "--steps", "40"]) == 0
    first = capsys.readouterr().out
    string = shlex.split(first.splitlines()[-1])[-1]
    assert string == "playground:data=xor,+40"
    assert main(["demo", "playground", "--from", string]) == 0
    assert capsys.readouterr().out == first
    assert main(["demo", "softmax", "--from", string]) == 2
    assert "is of the demo playground; wanted one of softmax" in capsys.readouterr().err
