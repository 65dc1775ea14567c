"""Goals as a page says them: read, tried by `tutor check`, printed, reached and kept."""

from pathlib import Path

import pytest

from tui_tutor.block import GOAL
from tui_tutor.cli import main
from tui_tutor.course import read_course
from tui_tutor.goals import Goal, goals_of, is_reached
from tui_tutor.page import blocks
from tui_tutor.progress import Progress

FRONT = "---\ntitle: One\nsummary: s\npart: p\norder: 1\ndemo: axes\n---\n# One\n\n"
GOOD = """1. Set `axis` to 1 and play.
   ```goal
   Axis 1 has collapsed.
   when: axis == "1" and full
   reach: axis=1 after 1 step
   reach: axis=1 "matrix=1 2; 3 4" after 1 step
   miss: axis=1
   miss: after 2 steps
   ```
   > answer: It lies down.
2. Set it back.
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "course" / "en" / "one.md"
    path.parent.mkdir(parents=True)
    path.write_text(FRONT + GOOD, encoding="utf-8")
    return path


def goal_of(page: Path) -> Goal:
    (goal,) = goals_of(read_course(page.parent).find("one"))
    return goal


def faults(page: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    main(["check", str(page.parents[1])])
    return capsys.readouterr().out.splitlines()[:-1]


def test_a_goal_is_a_sentence_a_condition_and_its_trials(page: Path) -> None:
    goal = goal_of(page)
    assert (goal.sentence, goal.condition) == ("Axis 1 has collapsed.", 'axis == "1" and full')
    trials = [(dict(trial.knobs), trial.steps, trial.reaches) for trial in goal.trials]
    assert trials == [
        ({"axis": "1"}, 1, True),
        ({"axis": "1", "matrix": "1 2; 3 4"}, 1, True),
        ({"axis": "1"}, 0, False),
        ({}, 2, False),
    ]


def test_a_good_goal_has_no_fault(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert faults(page, capsys) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("   Axis 1 has collapsed.\n", "", 12, "a goal is a sentence"),
        ("   when: axis", "   wen: axis", 12, "one line “when: …”"),
        ('when: axis == "1"', 'when: axs == "1"', 13, "Did you mean “axis”?"),
        ('when: axis == "1" and full', "when: axis ==", 13, "is not a condition"),
        ('when: axis == "1" and full', "when: ndim == 2", 13, "opens with this goal"),
        ("reach: axis=1 after 1 step", "reach: axis=1", 14, "not reached"),
        ("reach: axis=1 after", "reach: axes=1 after", 14, "Did you mean “axis”?"),
        ("reach: axis=1 after", "reach: axis=7 after", 14, "axis: "),
        ("reach: axis=1 after 1 step", "reach: axis after 1 step", 14, "no knob=value"),
        ("after 1 step\n", "after 99999 steps\n", 14, "too many"),
        ('"matrix=1 2; 3 4"', '"matrix=1', 15, "can't be judged"),
        ("miss: after 2 steps", "miss: axis=1 after 2 steps", 17, "should just miss"),
        ("   miss: axis=1\n   miss: after 2 steps\n", "", 12, "knobs that reach it and"),
        ("demo: axes\n", "", 11, "has no demo"),
        ("2. Set it back.\n", "   " + "\n   ".join(GOOD.split("\n   ")[1:9]) + "\n", 22, "another"),
    ],
)
def test_each_fault_of_a_goal_is_told_with_its_line(
    page: Path,
    capsys: pytest.CaptureFixture[str],
    old: str,
    new: str,
    line: int,
    reason: str,
) -> None:
    text = FRONT + GOOD
    assert old in text
    page.write_text(text.replace(old, new, 1), encoding="utf-8")
    (fault,) = faults(page, capsys)
    assert fault.startswith(f"{page}:{line}: ")
    assert reason in fault


ASKING = """1. Set `axis` to 1.
   ```goal
   What shape has the result?
   choose: result_shape
   options: (3,) | (2,)
   with: axis=1
   ```
"""


def test_a_goal_may_ask_what_the_demo_answers(
    page: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page.write_text(FRONT + ASKING, encoding="utf-8")
    assert faults(page, capsys) == []
    assert goal_of(page).options == ("(3,)", "(2,)")
    monkeypatch.setattr("tui_tutor.course.our_lessons", lambda: page.parents[1])
    main(["show", "one"])
    assert "○ goal: What shape has the result? ((3,) | (2,))" in capsys.readouterr().out
    main(["demo", "axes", "--set", "axis=1"])
    assert "goal reached" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("   with: axis=1\n", "", 12, "knobs that answer"),
        ("with: axis=1", "with: axis=None", 13, "none of the options"),
        (" | (2,)", "", 12, "needs options"),
        (" | (2,)", " | (3,)", 12, "needs options"),
        ("choose: result_shape", "choose: shape_of", 13, "“shape_of” is nothing"),
        ("choose:", "when: ndim == 2\n   choose:", 12, "a goal is a sentence"),
    ],
)
def test_each_fault_of_a_goal_that_asks_is_told(
    page: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, line: int, reason: str
) -> None:
    assert old in ASKING
    page.write_text(FRONT + ASKING.replace(old, new, 1), encoding="utf-8")
    (fault,) = faults(page, capsys)
    assert fault.startswith(f"{page}:{line}: ")
    assert reason in fault


def test_a_block_of_python_can_be_no_goal(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page.write_text(FRONT + "```python goal\n1\n```\n", encoding="utf-8")
    (fault,) = faults(page, capsys)
    assert "“goal”" in fault


def test_the_plain_face_prints_goals_and_reaches_them(
    page: Path, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui_tutor.course.our_lessons", lambda: page.parents[1])
    main(["show", "one"])
    printed = capsys.readouterr().out
    assert "○ goal: Axis 1 has collapsed." in printed
    assert "when:" not in printed
    main(["demo", "axes", "--set", "axis=1"])
    assert "goal reached" not in capsys.readouterr().out
    assert not is_reached(Progress(home), "one", goal_of(page))
    main(["demo", "axes", "--set", "axis=1", "--steps", "1"])
    assert "✓ goal reached: Axis 1 has collapsed." in capsys.readouterr().out
    assert is_reached(Progress(home), "one", goal_of(page))
    main(["show", "one"])
    assert "✓ goal: Axis 1 has collapsed." in capsys.readouterr().out
    main(["reset", "one", "--yes"])
    assert not is_reached(Progress(home), "one", goal_of(page))


def test_a_goal_is_kept_by_its_condition(page: Path) -> None:
    name = goal_of(page).name
    text = page.read_text(encoding="utf-8").replace("has collapsed", "is gone")
    page.write_text(text.replace("1. Set", "Before.\n\n1. Set"), encoding="utf-8")
    assert goal_of(page).name == name


def test_every_goal_of_the_course_has_a_name_of_its_own() -> None:
    course = read_course()
    assert not course.broken
    for lesson in course.lessons:
        read = list(goals_of(lesson))
        assert len(read) == sum(block.kind is GOAL for block in blocks(lesson))
        assert len({goal.name for goal in read}) == len(read)
