"""Conditions over facts: what they may say, and that nothing else is ever evaluated."""

import pytest

from tui_tutor.condition import LONGEST, ConditionError, Facts, of, parsed

FACTS: Facts = {"steps": 300, "accuracy": 0.96, "axis": "1", "on": True}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("accuracy > 0.95 and steps <= 300", True),
        ("accuracy > 0.95 and steps < 300", False),
        ("axis == '1' or steps == 0", True),
        ("not on", False),
        ("200 < steps <= 300", True),
        ("200 < steps < 300", False),
        ("steps / 2 - 50 == 100", True),
        ("-steps < 0", True),
        ("on", True),
    ],
)
def test_a_condition_is_judged_by_the_facts(text: str, expected: bool) -> None:
    assert of(parsed(text), FACTS) is expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("step == 1", "Did you mean “steps”?"),
        ("on or step == 1", "“step” is nothing"),
        ("axis > 3", "can't be judged"),
        ("axis * 3 == '111'", "can't be computed with"),
        ("steps / 0 > 1", "can't be judged"),
        ("steps ** 9 > 1", "no place"),
        ("axis.upper() == '1'", "no place"),
        ("__import__('os')", "is nothing that this demo tells"),
        ("steps()", "no place"),
        ("[steps]", "no place"),
        ("(lambda: 1)()", "no place"),
        ("f'{steps}' == '1'", "no place"),
        ("steps is None", "no place"),
    ],
)
def test_what_has_no_place_in_a_condition_is_told(text: str, reason: str) -> None:
    with pytest.raises(ConditionError, match=reason.replace("?", r"\?")):
        of(parsed(text), FACTS)


@pytest.mark.parametrize("text", ["steps =", "", "import os", "1\0", "not " * LONGEST + "on"])
def test_what_is_no_condition_is_told(text: str) -> None:
    with pytest.raises(ConditionError):
        parsed(text)
