"""The demo of loss: its numbers are worked anew here, its lit cells are those of the labels."""

import re
import warnings
from math import exp, log
from typing import Any

import numpy as np
import pytest

from tests.demos.pictures import ends, lines, text
from tui_tutor.demo import Size
from tui_tutor.demos.loss import DEMO, Knobs

NARROW = Size(56, 30)  # the plot stands below, and no line is shared with it


def told(change: dict[str, Any] | None = None) -> list[list[float]]:
    """The table of one sample, a row a class: score, y, t and the four slopes."""
    rows = [
        line for line in lines(DEMO, 0, NARROW, **(change or {})) if re.match(r" +‹?\d›? ", line)
    ][:3]
    return [[float(n) for n in re.sub("[‹›]", " ", row).split()[1:8]] for row in rows]


# ------------------------------------------------------------------ one sample


@pytest.mark.parametrize("true", [0, 1, 2])
@pytest.mark.parametrize("scores", [(0.0, 2.0, 1.0), (-3.0, 4.0, 0.5), (0.0, 12.0, 1.0)])
def test_losses_and_slopes_are_those_of_the_formulas(true: int, scores: Any) -> None:
    e = [exp(a) for a in scores]
    y = [v / sum(e) for v in e]
    t = [1.0 if k == true else 0.0 for k in range(3)]
    d = [p - q for p, q in zip(y, t, strict=True)]
    # Through softmax: ∂/∂aₖ of ½ Σ (y − t)² = yₖ (dₖ − Σ d y).
    through = [y[k] * (d[k] - sum(p * q for p, q in zip(d, y, strict=True))) for k in range(3)]
    change = {"a0": scores[0], "a1": scores[1], "a2": scores[2], "true": str(true)}
    for k, row in enumerate(told(change)):
        wanted = [scores[k], y[k], t[k], d[k], -t[k] / y[k], through[k], d[k]]
        assert row == pytest.approx(wanted, rel=5e-2, abs=1e-9)  # two digits at least
    shown = text(DEMO, 0, NARROW, **change)
    losses = re.search(r"−log y\[\d\] (\S+) .*?\(y − t\)² (\S+) .*?\(y − t\)² (\S+)", shown)
    assert losses
    squares = sum(v * v for v in d)
    wanted = [-log(y[true]), squares / 2, squares / 3]
    assert [float(n) for n in losses.groups()] == pytest.approx(wanted, rel=6e-3, abs=1e-10)


def test_it_opens_with_a_class_that_leads_and_is_not_the_true_one() -> None:
    shown = text(DEMO, 0, NARROW)
    assert "Class 1 leads, the true class has 0.09003." in shown
    assert "probability of class 0" in shown
    assert "●" in shown
    assert "▲" in shown


def test_the_words_follow_the_probability() -> None:
    assert "Sure and wrong" in text(DEMO, 0, NARROW, a1=12.0)
    assert "it goes quiet where the answer is worst" in text(DEMO, 0, NARROW, a1=12.0)
    assert "The true class leads with" in text(DEMO, 0, NARROW, a0=2.5)
    assert "Little is wrong" in text(DEMO, 0, NARROW, a0=8.0)
    assert "Class 1 leads" in text(DEMO, 0, NARROW, true="2")


# ------------------------------------------------------------------ a mini-batch


def lit(shown: list[str]) -> list[float]:
    return [float(n) for line in shown for n in re.findall(r"‹ *([\d.]+)›", line)]


def test_the_lit_cells_are_those_of_the_labels_and_their_mean_is_the_loss() -> None:
    picked = [0.2, 0.2, 0.7, 0.6]
    assert lit(lines(DEMO, view="batch")) == picked
    mean = sum(-log(p) for p in picked) / 4
    assert f"/ 4 = {mean:.5g}, the loss of the batch" in text(DEMO, view="batch")
    largest = sum(-log(p) for p in (0.7, 0.4, 0.7, 0.6)) / 4
    assert f"largest of each row would give {largest:.5g}" in text(DEMO, view="batch")


def test_other_labels_pick_other_cells() -> None:
    shown = lines(DEMO, view="batch", t=(0, 1, 3, 0))
    assert lit(shown) == [0.7, 0.4, 0.7, 0.6]
    assert "its true class 1 leads, but with 0.4 only" in " ".join(" ".join(shown).split())


def test_one_hot_gives_the_same_loss() -> None:
    labels, one_hot = (text(DEMO, view="batch", t_as=t_as) for t_as in ("labels", "one-hot"))
    mean = re.compile(r"/ 4 = (\S+),")
    assert mean.findall(labels) == mean.findall(one_hot)
    assert "[[0 1 0 0]" in one_hot
    assert "t has shape (4, 4)" in one_hot
    assert "finds the labels again: [1, 2, 3, 0]" in one_hot
    assert "t has shape (4,)" in labels


def test_labels_that_do_not_fit_are_refused_in_words() -> None:
    assert "y has 4 rows and t has 2 labels" in text(DEMO, view="batch", t=(0, 1))
    for t in ((0, 1, 2, 4), (0, 1, 2, -1), (0, 1, 2, 0.5), (0, 1, 2, float("nan"))):
        assert "whole numbers from 0 to 3" in text(DEMO, view="batch", t=t)


def test_rows_that_are_no_distribution_are_named() -> None:
    assert "no probabilities" in text(DEMO, view="batch", y=((0.5, 0.9),), t=(1,))
    assert "no probabilities" not in text(DEMO, view="batch")


@pytest.mark.parametrize("t_as", ["labels", "one-hot"])
def test_odd_numbers_raise_no_warning(t_as: str) -> None:
    odd = ((float("nan"), -1.0), (0.0, float("inf")), (0.0, 1.0))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        shown = text(DEMO, view="batch", y=odd, t=(1, 0, 0), t_as=t_as)
    assert "nan" in shown
    assert "inf" in shown


# ------------------------------------------------------------------ the cap


def formulas(score: float) -> list[list[float]]:
    """Loss and slope by each of the three formulas."""
    shown = lines(DEMO, 0, NARROW, view="cap", score=score)
    rows = [line for line in shown if re.match(r"[▲● ] (−log|log-softmax)", line)]
    return [[float(n) for n in row.split()[-2:]] for row in rows]


def test_the_cap_holds_the_loss_at_16() -> None:
    capped, plain, scores = formulas(-40)
    assert capped[0] == pytest.approx(-log(1e-7), abs=1e-3)
    assert abs(capped[1]) < 1e-10
    assert plain == scores == pytest.approx([40, -1])
    assert "The true loss is 40. With 1e-7 inside it is 16.118" in text(DEMO, 0, NARROW, view="cap")


def test_the_cap_is_called_flat_only_where_it_is() -> None:
    bending = text(DEMO, 0, NARROW, view="cap", score=-16)
    assert "begins to go flat" in bending
    assert "get no push" not in bending
    assert "get no push" in text(DEMO, 0, NARROW, view="cap", score=-20)


@pytest.mark.parametrize("score", [-10, -3, 0, 5])
def test_where_the_cap_does_not_matter_all_agree(score: float) -> None:
    p = 1 / (1 + exp(-score))
    for loss, slope in formulas(score):
        assert loss == pytest.approx(-log(p), abs=3e-3)
        assert slope == pytest.approx(p - 1, abs=3e-3)
    assert "hardly matters" in text(DEMO, 0, NARROW, view="cap", score=score)


def test_beyond_the_smallest_probability_only_the_scores_know() -> None:
    capped, plain, scores = formulas(-1000)
    assert capped[0] == pytest.approx(16.118, abs=1e-3)
    assert plain[0] == np.inf
    assert scores == pytest.approx([1000, -1])
    assert "p has rounded to 0" in text(DEMO, 0, NARROW, view="cap", score=-1000)


def test_a_perfect_answer_costs_less_than_nothing() -> None:
    assert formulas(40)[0][0] == pytest.approx(-1e-7)
    assert "below 0. It should be 0." in text(DEMO, 0, NARROW, view="cap", score=40)


# ------------------------------------------------------------------ all views


@pytest.mark.parametrize("change", [c for c in ends(Knobs()) if "view" not in c])
@pytest.mark.parametrize("view", ["one", "batch", "cap"])
def test_every_knob_at_its_ends(change: dict[str, object], view: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert text(DEMO, view=view, **change)


@pytest.mark.parametrize("t_as", ["labels", "one-hot"])
@pytest.mark.parametrize("view", ["one", "batch", "cap"])
@pytest.mark.parametrize("width", [40, 56, 78, 120])
def test_no_view_is_wider_than_its_room(view: str, t_as: str, width: int) -> None:
    assert max(map(len, lines(DEMO, 0, Size(width, 20), view=view, t_as=t_as))) <= width


def test_many_rows_and_classes_fit_the_room() -> None:
    y = tuple(tuple(1 / 10 for _ in range(10)) for _ in range(6))
    for t_as in ("labels", "one-hot"):
        shown = lines(DEMO, 0, Size(56, 30), view="batch", y=y, t=(9, 0, 1, 2, 3, 4), t_as=t_as)
        assert max(map(len, shown)) <= 56
        assert "/ 6 = 2.3026" in " ".join(" ".join(shown).split())
