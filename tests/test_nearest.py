"""The names that were probably meant."""

import pytest

from tui_tutor.nearest import NoSuchName, nearest, nearest_names

NAMES = ["softmax", "sigmoid", "NumPy"]


@pytest.mark.parametrize(
    ("typed", "meant"), [("sofmax", "softmax"), ("SIGMOD", "sigmoid"), ("numpi", "NumPy")]
)
def test_a_slip_finds_the_name_whatever_its_capitals(typed: str, meant: str) -> None:
    assert nearest(typed, NAMES) == meant


def test_what_is_like_nothing_finds_nothing() -> None:
    assert nearest("xyzzy", NAMES) == ""
    assert nearest_names("", NAMES) == []


def test_a_name_that_is_not_there_brings_the_nearest_or_all() -> None:
    assert NoSuchName("sofmax", NAMES).nearest[0] == "softmax"
    assert NoSuchName("xyzzy", NAMES).nearest == NAMES
