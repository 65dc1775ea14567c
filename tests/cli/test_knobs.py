"""Knobs on the command line: by the names of the screen, and handed on to another machine."""

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
    assert line.endswith("--from 'a1=1,a2=2,batch=1 2; 3 4' --steps 3")
    assert "--from" not in printed(capsys)


def test_the_app_starts_with_the_knobs_of_a_share_string() -> None:
    course = read_course(None)
    session = Session(course, Progress(data_folder()))
    _turn_knobs(session, course.find("softmax"), "a1=7")
    assert session.progress.get("knobs", "softmax", "a1") == "7"
