"""`tutor new`: what it writes works as it stands, and nothing of anybody's is written over."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.cli.test_commands import tutor
from tests.installing import install
from tests.some import some, thorough

ROOT = Path(__file__).parents[1]


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new course, and we are in its folder."""
    monkeypatch.chdir(tmp_path)
    assert tutor("new", "course", "my-course").returncode == 0
    folder = tmp_path / "my-course"
    monkeypatch.chdir(folder)
    return folder


def install_project(folder: Path) -> None:
    """As an editable install of the project would leave it."""
    project = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    entries = project["entry-points"]["tui_tutor.courses"]
    install(folder, project["name"], entries, project["version"])


@thorough
def test_all_that_is_written_passes_its_own_tests(course: Path) -> None:
    assert tutor("new", "lesson", "more").returncode == 0
    assert tutor("new", "exercise", "triple").returncode == 0
    install_project(course)
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"],
        env={**os.environ, "PYTHONPATH": f"{course}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert {file.name for file in (course / "tests").glob("*.py")} == {
        "test_course.py",
        "test_hello.py",
        "test_double.py",
        "test_more.py",
        "test_triple.py",
    }


@thorough
def test_its_own_test_tells_a_fault(course: Path) -> None:
    page = course / "course_my_course" / "lessons" / "en" / "hello.md"
    page.write_text(page.read_text(encoding="utf-8") + "[a](nowhere.md)\n", encoding="utf-8")
    install_project(course)
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_course.py"],
        env={**os.environ, "PYTHONPATH": f"{course}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 1
    assert "hello.md:" in run.stdout


def test_lessons_follow_each_other(course: Path) -> None:
    tutor("new", "lesson", "more")
    pages = course / "course_my_course" / "lessons"
    for language in ("en", "zh"):
        assert "order: 20\n" in (pages / language / "more.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    some(
        [
            (("lesson", "hello"), "is there already"),
            (("lesson", "softmax"), "one of tutor's own"),
            (("exercise", "relu"), "one of tutor's own"),
            (("exercise", "class"), "no word of Python's own"),
            (("lesson", "../x"), "no name here"),
            (("course", "Mine"), "no name for a course"),
        ],
        3,
    ),
)
def test_what_can_not_be_begun_is_one_line_and_writes_nothing(
    course: Path, arguments: tuple[str, str], reason: str
) -> None:
    before = {path: path.read_bytes() for path in course.rglob("*") if path.is_file()}
    told = tutor("new", *arguments)
    assert (told.returncode, told.stderr.count("\n"), reason in told.stderr) == (2, 1, True)
    assert {path: path.read_bytes() for path in course.rglob("*") if path.is_file()} == before


def test_a_lesson_is_begun_in_a_course_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = tutor("new", "lesson", "first")
    assert (told.returncode, "lies in no course" in told.stderr) == (2, True)
    assert not list(tmp_path.iterdir())


def test_a_course_that_is_there_is_left_alone(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(course.parent)
    told = tutor("new", "course", "my-course")
    assert (told.returncode, "is there already" in told.stderr) == (2, True)


def test_a_page_of_a_course_that_is_not_installed_says_how_to_install_it(course: Path) -> None:
    told = tutor("preview", "course_my_course/lessons/en/hello.md")
    assert told.returncode == 2
    assert told.stderr.endswith(f"pip install -e {course}\n")


def test_a_page_that_can_not_be_shown_is_one_line(tmp_path: Path) -> None:
    page = tmp_path / "en" / "one.md"
    page.parent.mkdir()
    page.write_text("no front matter\n", encoding="utf-8")
    for file, reason in ((page, "one.md:1:"), (tmp_path / "none.md", "is no file")):
        told = tutor("preview", str(file))
        assert (told.returncode, told.stderr.count("\n"), reason in told.stderr) == (2, 1, True)
