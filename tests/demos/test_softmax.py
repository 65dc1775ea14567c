"""The demo of softmax: what breaks first is what is marked, at the threshold that it names."""

import re
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.demos.pictures import ends, lines, text
from tui_tutor.demo import Size
from tui_tutor.demos.softmax import CELL, DEMO, Knobs, first_broken, naive_steps
from tui_tutor.show import fitted

DTYPES = ["float16", "float32", "float64"]


def test_the_first_broken_number_is_marked_where_it_arises() -> None:
    shown = lines(DEMO)
    assert [line.split()[0] for line in shown if "‹inf›" in line] == ["exp"]
    assert "exp(1010) overflowed to inf in float64" in text(DEMO)
    assert "nan" in shown[5]


def test_a_later_score_can_be_the_first_to_break() -> None:
    assert "exp(990) overflowed" in text(DEMO, a1=-2000.0, a2=5.0)


def test_each_exp_may_fit_and_their_sum_not() -> None:
    assert "their sum overflowed" in text(DEMO, a1=700.0, a2=709.7, a3=709.7)


@pytest.mark.parametrize("dtype", DTYPES)
def test_all_may_be_rounded_to_nothing(dtype: str) -> None:
    assert f"Every exp was rounded to 0 in {dtype}" in text(
        DEMO, a1=-1000.0, a2=-1000.0, a3=-1000.0, dtype=dtype
    )


@pytest.mark.parametrize("dtype", DTYPES)
def test_the_threshold_named_is_the_threshold(dtype: str) -> None:
    shown = text(DEMO, size=Size(78, 40), dtype=dtype)
    found = re.search(r"exp is inf above ([\d.]+), and 0 below (-[\d.]+)\.", shown)
    assert found
    above, below = map(float, found.groups())
    info = np.finfo(dtype)
    assert above == pytest.approx(float(Decimal(float(info.max)).ln()), abs=0.006)
    cast = np.dtype(dtype).type
    with np.errstate(all="ignore"):
        assert np.isinf(np.exp(cast(above + 0.1)))
        assert np.isfinite(np.exp(cast(above - 0.1)))
        assert np.exp(cast(below - 0.1)) == 0 < np.exp(cast(below + 0.1))


def test_both_agree_where_nothing_breaks() -> None:
    shown = text(DEMO, a1=1.0, a2=2.0, a3=3.0)
    assert "Nothing broke in float64" in shown
    weights = [Decimal(k).exp() for k in (1, 2, 3)]
    for weight in weights:
        assert f"{float(weight / sum(weights)):.4f}" in shown


@given(st.tuples(*[st.floats(-2000, 2000)] * 3), st.sampled_from(DTYPES))
def test_columns_never_touch(scores: tuple[float, float, float], dtype: str) -> None:
    a1, a2, a3 = scores
    shown = lines(DEMO, size=Size(56, 30), a1=a1, a2=a2, a3=a3, dtype=dtype)
    for line in shown[1:6]:
        for half in (line[6:30], line[31:]):
            cells = [half[i : i + CELL + 1] for i in range(0, len(half), CELL + 1)]
            assert all(cell[:1] in ("", " ", "‹") for cell in cells), line
    assert max(map(len, shown)) <= 56


@given(st.floats(allow_subnormal=True))
def test_a_number_always_fits(value: float) -> None:
    if abs(value) < 1e16 or not np.isfinite(value):
        assert len(fitted(value)) <= CELL


@given(st.lists(st.floats(-2000, 2000), min_size=1, max_size=4))
def test_first_broken_is_the_first(scores: list[float]) -> None:
    steps = naive_steps(np.array(scores))
    everything = np.concatenate(list(steps.values()))
    broken = first_broken(steps)
    assert (broken is None) == bool(np.isfinite(everything).all())
    if broken is not None:
        name, place = broken
        before = list(steps)[: list(steps).index(name)]
        assert all(np.isfinite(steps[step]).all() for step in before)
        assert np.isfinite(steps[name][:place]).all()
        assert not np.isfinite(steps[name][place])


def test_below_the_width_of_both_they_stand_one_above_the_other() -> None:
    shown = lines(DEMO, size=Size(40, 30))
    assert shown[0].strip() == "as it is printed"
    assert "largest taken off" in [line.strip() for line in shown[5:7]]


def test_a_batch_by_its_axis() -> None:
    by_row = text(DEMO, size=Size(78, 9), view="batch")
    assert "row sums" in by_row
    assert "0.8360 0.1131 0.0508" in by_row.replace("›‹", " ")
    assert "has shape (2, 1)" in by_row
    assert "every sample is a distribution" in by_row
    by_column = text(DEMO, view="batch", axis="0")
    assert "has shape (1, 3)" in by_column
    assert "a row is no distribution" in by_column
    together = text(DEMO, view="batch", axis="None")
    assert "has shape (1, 1)" in together
    assert "just wrong" in together


def test_the_row_sums_of_one_sum_for_all() -> None:
    shown = lines(DEMO, view="batch", axis="None")
    assert shown[3].endswith("[[0]")
    assert shown[4].endswith("[1]]")


def test_a_batch_beyond_the_dtype() -> None:
    shown = text(DEMO, view="batch", batch=((1e9, 1), (float("inf"), 2)), dtype="float16")
    assert "nan" in shown


@pytest.mark.parametrize("change", ends(Knobs()))
def test_every_knob_at_its_ends(change: dict[str, object]) -> None:
    assert text(DEMO, **change)
    assert text(DEMO, view="batch", **{k: v for k, v in change.items() if k != "view"})
