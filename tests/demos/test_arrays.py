"""The array explorer: what it says is shared is shared, and no expression does harm."""

import re
import sys
from typing import Any

import numpy as np
import pytest

from tests.demos.pictures import lines, text
from tests.some import some
from tui_tutor.demo import Size
from tui_tutor.demos._expression import MOST, Refused, evaluate
from tui_tutor.demos.arrays import DEMO, seen_through
from tui_tutor.demos.arrays.knobs import FROM_A, MADE
from tui_tutor.demos.arrays.memory import columns


def python(expression: str, **names: Any) -> Any:
    """What Python itself makes of it."""
    return eval(expression, {"np": np, **names})


@pytest.mark.parametrize("b", [*FROM_A, "a", "a[1:]", "a + 10", "a.T[::-1]", "a.copy()"])
@pytest.mark.parametrize("made", [m for m in MADE if "random" not in m and "empty" not in m])
def test_values_are_numpys_and_lit_cells_are_those_that_a_write_reaches(made: str, b: str) -> None:
    try:
        oracle = python(b, a=python(made))
    except ValueError as error:
        with pytest.raises(ValueError, match=re.escape(str(error))):
            evaluate(b, {"a": evaluate(made, {}, 0)}, 0)
        return
    a = evaluate(made, {}, 0)
    value = evaluate(b, {"a": a}, 0)
    np.testing.assert_array_equal(value, oracle)
    seen = seen_through(a, value)
    if not isinstance(value, np.ndarray):
        assert not seen.any()
        return
    assert value.dtype == oracle.dtype
    assert value.strides == oracle.strides
    before = a.copy()
    value += np.ones((), value.dtype)
    np.testing.assert_array_equal(a != before, seen)


def test_every_second_cell_is_lit() -> None:
    shown = lines(DEMO, b="a[::2]", size=Size(56, 14))
    assert shown[1] == "[‹0› 1 ‹2› 3 ‹4› 5 ]"
    assert "strides (16,)" in " ".join(shown)


def test_an_own_expression_goes_before_the_list_and_the_page_says_so() -> None:
    assert "Clear it" not in text(DEMO)
    shown = text(DEMO, size=Size(56, 16), typed=" a + 10 ")
    assert "b = a + 10 " in shown
    assert "[10 11 12 13 14 15]" in shown
    assert "This is your own b; clear it" in shown
    assert "This is your own b; clear it" in text(DEMO, typed="a +")


def test_random_numbers_follow_the_seed() -> None:
    drawn = evaluate("np.random.rand(2, 3)", {}, 5)
    np.testing.assert_array_equal(drawn, np.random.RandomState(5).rand(2, 3))
    assert text(DEMO, a="np.random.choice(1000, 100)", seed=1) != text(
        DEMO, a="np.random.choice(1000, 100)", seed=2
    )


def test_how_many_of_a_choice_differ_is_counted() -> None:
    drawn = np.random.RandomState(3).choice(1000, 100)
    said = f"100 numbers were drawn, {len(set(drawn.tolist()))} of them different"
    assert said in text(DEMO, a="np.random.choice(1000, 100)", seed=3)


@pytest.mark.parametrize(
    "expression",
    [
        "__import__('os')",
        "a.__class__",
        "np.load('x')",
        "np.sum.__globals__",
        "(lambda: 1)()",
        "[x for x in a]",
        "'{0}'.format(a)",
        "open('x')",
        "a.tofile('x')",
        "a.astype(object)",
        "np.array(['x'])",
    ],
)
def test_nothing_but_numbers_is_reached(expression: str) -> None:
    with pytest.raises((Refused, NameError)):
        evaluate(expression, {"a": np.arange(6)}, 0)


@pytest.mark.parametrize(
    "expression",
    [
        "np.zeros(10**9)",
        "np.ones((10**5, 10**5))",
        "np.arange(0, 1, 1e-10)",
        "np.linspace(0, 1, 10**9)",
        "np.eye(10**5)",
        "np.full_like(a, 7, float, 'C', True, 10**9)",
        "np.ones_like(a, float, 'C', True, (10**5, 10**5))",
        "np.ones_like(a, shape=10**9)",
        "np.broadcast_to(a, (10**9, 6))",
        "np.random.rand(10**5, 10**5)",
        "np.random.choice(10**10, 5, False)",
        "np.random.default_rng().normal(0, 1, 10**10)",
        "9**9**9**9",
        "[0] * 10**9",
        f"np.ones({MOST + 1})",
    ],
)
def test_no_expression_fills_the_memory(expression: str) -> None:
    resource = pytest.importorskip("resource")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises((Refused, OverflowError)):
        evaluate(expression, {"a": np.arange(6)}, 0)
    unit = 1 if sys.platform == "darwin" else 1024
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * unit < 64e6


@pytest.mark.parametrize("made", some(MADE))
@pytest.mark.parametrize("width", some([40, 56, 78, 120]))
def test_every_pair_is_shown_within_its_room(made: str, width: int) -> None:
    for b in (*FROM_A, "np.zeros((2, 3, 4))", "np.zeros((1, 1, 1, 1))", "a[", "1e999 + a", "b"):
        typed = "" if b in FROM_A else b
        shown = lines(DEMO, size=Size(width, 16), a=made, b=b if not typed else "a.T", typed=typed)
        assert shown[0].startswith("a = ")
        assert all(len(line) <= width for line in shown)


# ------------------------------------------------------------------ memory


@pytest.mark.parametrize(
    ("b", "places"),
    [
        ("a.reshape(3, 2)", [0, 1, 2, 3, 4, 5]),
        ("a[::2]", [0, None, 1, None, 2, None]),
        ("a[::-1]", [5, 4, 3, 2, 1, 0]),
        ("a.reshape(2, 3).T", [0, 2, 4, 1, 3, 5]),
    ],
)
def test_memory_shows_which_place_of_b_reads_each_number(b: str, places: list[int | None]) -> None:
    a = np.arange(10, 16, dtype=np.int64)
    made = eval(b, {"a": a})
    found = columns(a, made)
    assert [byte for byte, _, _ in found] == [str(8 * k) for k in range(6)]
    assert [shown for _, shown, _ in found] == [str(k) for k in range(10, 16)]
    assert [place for *_, place in found] == ["" if k is None else str(k) for k in places]
    for k, place in enumerate(places):
        assert place is None or made.ravel()[place] == a[k]


def test_the_strip_of_memory_is_shown_for_views_alone_and_cut_where_it_is_too_long() -> None:
    assert "byte in memory 0 8 16 24 32 40" in text(DEMO, b="a[::2]")
    assert "byte in memory" not in text(DEMO, b="a.flatten()")
    long = text(DEMO, a="np.arange(0, 100, 2)", b="a[::2]")
    assert "byte in memory 0 8 16" in long
    assert "…" in long


@pytest.mark.parametrize("size", [Size(40, 12), Size(56, 14)])
def test_where_there_is_no_room_for_memory_the_arrays_are_still_whole(size: Size) -> None:
    shown = text(DEMO, size=size, a="np.arange(12).reshape(3, 4)", b="a.T")
    assert "strides (32, 8)" in shown
    assert "strides (8, 32)" in shown


@pytest.mark.parametrize("high", range(20, 44, 4))
def test_what_is_told_stands_apart_from_arrays_and_memory_however_large_they_are(high: int) -> None:
    shown = lines(DEMO, size=Size(56, high), a="np.arange(6)", b="a.reshape(2, 3)")
    told = next(at for at, line in enumerate(shown) if line.startswith("b is a view"))
    memory = next(at for at, line in enumerate(shown) if line.startswith("byte in memory"))
    assert not shown[told - 1].strip()
    assert not shown[memory - 1].strip()
