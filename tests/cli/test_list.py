"""`tutor list`: each lesson with its exercises, by the names that `tutor try` wants."""

from pathlib import Path

import pytest

from tui_tutor.cli import main
from tui_tutor.progress import Progress
from tui_tutor.review import record_attempt

PAGE = "---\ntitle: One\nsummary: s\npart: p\norder: 1\n---\n# One\n"
WRITE = "\n- ~~~python exercise=relu\n  ~~~\n\n```python exercise=sigmoid\n```\n"


def test_exercises_are_listed_and_those_that_are_passed_are_marked(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one.md").write_text(PAGE + WRITE)
    (tmp_path / "two.md").write_text(PAGE.replace("part: p", "part: p\nbook: 3.5\nminutes: 9"))
    progress = Progress(home)
    record_attempt(progress, "relu", passed=True)
    progress.save()
    assert main(["list", "--lessons", str(tmp_path)]) == 0
    one, two = capsys.readouterr().out.splitlines()
    assert "exercises: relu ✓, sigmoid" in one
    assert "exercises" not in two
    assert "(book 3.5 · 9 min)" in two
