"""Numbers as learners read them."""

import pytest

from tui_tutor.show import number


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (2730.0, "2730"),
        (65536.0, "65540"),
        (123456.0, "123500"),
        (2.73e6, "2.73e6"),
        (0.00001234, "1.234e-5"),
        (-2730.0, "-2730"),
        (0.1 + 0.2, "0.3"),
        (float("inf"), "inf"),
        (float("nan"), "nan"),
    ],
)
def test_thousands_are_written_out_and_powers_are_short(value: float, shown: str) -> None:
    assert number(value) == shown
