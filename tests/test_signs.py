"""Signs of other keyboards: in a knob's field, and in an explorer's expression."""

import numpy as np
import pytest

from tui_tutor.demos._expression import Refused, evaluate
from tui_tutor.knobs import Numbers, Slider
from tui_tutor.signs import plain


def test_signs_keep_their_places_and_their_meaning() -> None:
    typed = "（１００，７８４）。 −3×2 10² ½ 75％"
    assert plain(typed) == "(100,784). -3*2 10² ½ 75%"
    assert len(plain(typed)) == len(typed)


def test_a_knob_takes_the_signs_of_a_chinese_keyboard_and_the_minus_of_the_page() -> None:
    assert Slider(-5, 5, 0.5).parse("−2.5") == -2.5
    assert Numbers().parse("1，2；3，−4") == ((1, 2), (3, -4))
    assert Numbers((1,)).parse("【1，2】") == (1, 2)


def test_an_explorer_takes_them_too_and_prints_what_it_is_asked_to_print() -> None:
    a = np.arange(3)
    assert np.array_equal(evaluate("print(a)", {"a": a}, 0), a)  # type: ignore[arg-type]
    assert np.array_equal(evaluate("a −1", {"a": a}, 0), a - 1)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "said"), [("a[0] = 5", "writes into an array"), ("a; a", "one expression")]
)
def test_what_is_no_expression_is_answered_in_a_sentence(text: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        evaluate(text, {"a": np.arange(3)}, 0)
