"""Foreign text: nothing in it reaches the terminal as an order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_tutor.clean import clean


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain [/b] text", "plain [/b] text"),
        ("\x1b[2J\x1b]0;owned\x07", "�[2J�]0;owned�"),
        ("a\u202eb\u200bc", "a�b�c"),
        ("梯度\tx\r\ny\rz", "梯度\tx\ny�z"),
        ("\x9b31m", "�31m"),
    ],
)
def test_orders_become_signs(text: str, shown: str) -> None:
    assert clean(text) == shown


@given(st.text())
def test_nothing_but_newline_and_tab_controls(text: str) -> None:
    assert all(c.isprintable() or c in "\n\t" or c.isspace() for c in clean(text))
    assert not any(ord(c) < 32 and c not in "\n\t" for c in clean(text))


def test_it_is_cut_where_it_is_long() -> None:
    assert clean("x" * 20, most=5) == "xxxxx …"
