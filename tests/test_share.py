"""A share string brings back the knobs that it was made of, whatever they hold."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_tutor.demos.training import Knobs as StudioKnobs
from tui_tutor.knobs import Choice, KnobError, Line, Numbers, Slider, Switch, knob
from tui_tutor.share import from_share_string, share_string


@dataclass(frozen=True)
class Knobs:
    score: float = knob(Slider(-5, 5, step=0.5), 1.0)
    rule: str = knob(Choice("sgd", "100+50"), "sgd")
    on: bool = knob(Switch(), False)
    table: tuple[object, ...] = knob(Numbers((2,)), ((1, 2), (3, 4)))
    line: str = knob(Line(), "x, y = 1")


printable = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=40)


@given(
    st.builds(
        Knobs,
        score=st.integers(-10, 10).map(lambda n: n / 2),
        rule=st.sampled_from(["sgd", "100+50"]),
        on=st.booleans(),
        table=st.sampled_from([((1, 2), (3, 4)), ((5.5, -6),)]),
        line=printable,
    )
)
def test_knobs_come_back(knobs: Knobs) -> None:
    assert from_share_string(Knobs(), share_string(knobs)) == knobs


def test_only_what_was_turned_is_said() -> None:
    assert share_string(StudioKnobs()) == ""
    turned = StudioKnobs(hidden="100+50", seed=3, learning_rate=0.1)
    assert share_string(turned) == "learning_rate=0.1,hidden=100+50,seed=3"
    assert from_share_string(StudioKnobs(), "learning_rate=0.1,hidden=100+50,seed=3") == turned


def test_an_older_string_is_read_without_the_knobs_that_are_gone() -> None:
    assert from_share_string(StudioKnobs(), "moment=50,seed=3,fork=2") == StudioKnobs(seed=3)


@pytest.mark.parametrize(
    ("string", "said"),
    [
        ("hidden", "“hidden” is no part of a share string"),
        ("hiden=50", "Did you mean “hidden”"),
        ("learning_rate=1e9", "out of reach"),
        ("seed=3,,hidden=7", "“7”"),
    ],
)
def test_a_wrong_string_says_what_is_wrong(string: str, said: str) -> None:
    with pytest.raises(KnobError, match=said.replace("|", r"\|")):
        from_share_string(StudioKnobs(), string)
