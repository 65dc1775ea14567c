"""Indexing: what is lit is what NumPy picks, and what is said of memory is what a write does."""

import numpy as np
import pytest

from tests.demos.pictures import text
from tests.some import some
from tui_tutor.demos.indexing import DEMO, INDICES, SHAPES


def shown(**knobs: str) -> str:
    return " ".join(text(DEMO, **knobs).split())


@pytest.mark.parametrize("index", [*INDICES, "a[1:, -1]", "a[(a > 2) & (a < 7)]", "a[1, ...]"])
@pytest.mark.parametrize("shape", some(SHAPES))
def test_lit_cells_shape_and_memory_are_numpys(shape: str, index: str) -> None:
    a = np.arange(np.prod(SHAPES[shape])).reshape(SHAPES[shape])
    try:
        b = eval(index, {"a": a})
    except IndexError as error:
        b = error
    if isinstance(b, IndexError):
        assert f"IndexError: {b}" in shown(shape=shape, typed=index)
        return
    told = shown(shape=shape, typed=index)
    assert f"shape {a.shape} → {np.shape(b)}" in told
    for value in a.flat:
        assert (f"‹{value}›" in told.replace("‹ ", "‹")) == (value in np.ravel(b))
    if not isinstance(b, np.ndarray):
        assert f"b is a single number, {b}" in told
        return
    assert ("b is a copy" in told) == (not np.shares_memory(a, b))
    b[...] = -1
    through_b = shown(shape=shape, typed=index, write="through b")
    assert ("a has changed in" in through_b) == bool((a == -1).any())


def test_what_is_written_into_a_is_seen_through_a_view_alone() -> None:
    assert "and b shows it" in shown(index="a[:, 1]", write="into a")
    assert "What b took before, it keeps." in shown(index="a[[2, 0]]", write="into a")
    assert "no places to write into" in shown(index="a[1, 2]", write="through b")


def test_brackets_may_be_typed_or_left_out() -> None:
    assert shown(typed="1:, 2") == shown(typed="a[1:, 2]")


@pytest.mark.parametrize("typed", ["1](", "a[0] + a[1]", "__import__('os')", "0] = a[1", "1:3)"])
def test_what_is_no_index_is_told_in_a_sentence(typed: str) -> None:
    told = shown(typed=typed)
    assert "Traceback" not in told
    assert "shape (3, 4) →" not in told


def test_each_part_of_an_index_is_explained() -> None:
    told = shown(shape="3-D", typed="None, ..., [0, 1], [1, 1]")
    assert "None puts in a new axis" in told
    assert "[0, 1] are places along axis 1; the lists are read in pairs." in told
    assert "[1, 1] are places along axis 2;" in told
