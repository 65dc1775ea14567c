"""What the last lesson claims: the whole loop learns, its parts alone do not; and the thanks."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tui_tutor import core
from tui_tutor.course import read_course
from tui_tutor.demos.road import LOOP
from tui_tutor.page import blocks
from tui_tutor.source import CORE, functions

REPOSITORY = Path(__file__).parents[2]


def bowl(x: Any) -> Any:
    return x[0] ** 2 / 20 + x[1] ** 2


def test_idea_53_one_gradient_is_one_step_and_learning_is_a_loop() -> None:
    heights = [
        bowl(core.gradient_descent(bowl, [-7.0, 2.0], 0.9, steps)[-1]) for steps in (0, 1, 10, 100)
    ]
    assert heights == sorted(heights, reverse=True)
    assert heights[1] > heights[0] / 2
    assert heights[3] < 1e-4


def test_idea_53_the_loop_on_the_page_learns_what_it_has_not_seen(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The page's own block, run as it stands there."""
    page = read_course().find("road")
    (whole,) = [block.code for block in blocks(page) if "core.sgd" in block.code]
    exec(whole, {"np": np, "core": core})
    lines = [[float(n) for n in line.split()] for line in capsys.readouterr().out.splitlines()]
    assert [epoch for epoch, _ in lines] == [1, 1, 5, 5, 20, 20]  # on train, then on test
    test = [accuracy for _, accuracy in lines[1::2]]
    assert test == sorted(test)
    assert test[-1] > 0.9


def test_idea_53_what_is_learnt_by_heart_shows_on_other_data() -> None:
    rng = np.random.default_rng(0)
    x, t = rng.random((1000, 5)).round(3), rng.integers(0, 10, 1000)
    table = {tuple(row): label for row, label in zip(x[:500], t[:500], strict=True)}
    guess = np.array([table.get(tuple(row), 0) for row in x])
    assert (guess == t)[:500].mean() == 1
    assert (guess == t)[500:].mean() < 0.2


@pytest.mark.parametrize("name", ["README.md", "lessons/en/road.md"])
def test_idea_54_the_book_and_the_data_are_credited(name: str) -> None:
    text = (REPOSITORY / name).read_text(encoding="utf-8")
    for credit in (
        "Koki Saitoh",
        "Deep Learning from Scratch",
        "O'Reilly Japan",
        "MIT",
        "Yann LeCun",
        "Corinna Cortes",
        "CC BY-SA 3.0",
        "NumPy",
        "Textual",
    ):
        assert credit in text, f"{name} does not name {credit}"
    for author in ("Glorot", "Duchi", "Kingma"):
        assert author in text
        assert author in CORE.read_text(encoding="utf-8"), "and in core, where it is used"


def test_steps_are_counted_as_the_page_counts_them() -> None:
    assert 60_000 // 100 * 5 == 3000
    scores = np.array([[0.1, 0.9], [0.8, 0.2], [0.3, 0.7], [0.6, 0.4]])
    assert core.accuracy(scores, np.array([1, 0, 0, 0])) == 0.75


def test_every_step_of_the_loop_has_its_function_and_its_lesson() -> None:
    lessons = {lesson.name for lesson in read_course().lessons}
    for _, function, lesson in LOOP:
        assert not function or function in functions()
        assert lesson in lessons
