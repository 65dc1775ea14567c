"""Predictions: what counts as the same, what does not, and what is lit up."""

import pytest

from tui_tutor.practice.predict import compare
from tui_tutor.practice.sandbox import Outcome, run_code
from tui_tutor.practice.talk import Answer
from tui_tutor.practice.truth import result_of


def came(got: str) -> Outcome:
    """What the code gives where it prints this, or ends in this error."""
    if got.endswith("Error"):
        return Outcome("well", (Answer("error", got, (got, "Exception", "object")),), "", 0.0)
    return Outcome("well", (Answer("other", "NoneType"),), got, 0.0)


@pytest.mark.parametrize(
    ("said", "got"),
    [
        ("1 / 2", "0.5"), ("−1", "-1"), ("【1，2】", "[1 2]"),
        (".50", "0.5"), ("1/2", "0.5"), ("5e-1", "0.5"), ("0.50", "0.5"), ("+3", "3"), ("3.0", "3"),
        ("nan", "nan"), ("NaN", "nan"), ("-inf", "-inf"), ("np.nan", "nan"),
        ("[1,2,3]", "[1 2 3]"), ("array([1, 2])", "[1 2]"), ("[1. 2.]", "[1 2]"),
        ("[[1,2],[3,4]]", "[[1 2]\n [3 4]]"),
        ("1 2 3", "[1 2 3]"), ("1, 2", "[1 2]"), ("1,2", "[1 2]"),
        ("1 2; 3 4", "[[1 2]\n [3 4]]"), ("[1 2; 3 4]", "[[1 2]\n [3 4]]"),
        ("(2,)", "(2,)"), ("(2)", "(2,)"), ("2, 3", "(2, 3)"), ("（2，3）", "(2, 3)"),
        ("true", "True"), ("False", "False"), ("none", "None"),
        ("float64", "float64"), ("np.float64", "float64"), ("dtype('float32')", "float32"),
        ("ZeroDivisionError", "ZeroDivisionError"), ("valueerror", "ValueError"),
        ("ValueError: axis 2 is too many", "ValueError"), ("error", "ValueError"),
        ("'abc'", "abc"), ("0.3333333", "0.3333333333333333"),
    ],
)  # fmt: skip
def test_the_same_said_in_another_way(said: str, got: str) -> None:
    assert compare(said, came(got)).right


@pytest.mark.parametrize(
    ("said", "got"),
    [
        ("0.51", "0.5"), ("", "0.5"), ("1/0", "0.5"), ("nan", "0.5"), ("inf", "-inf"),
        ("[1 2]", "[[1 2]]"), ("1 2", "[[1 2]]"), ("5", "[5]"),
        ("[1 2 3]", "[1 2]"), ("[2 1]", "[1 2]"), ("(3, 2)", "(2, 3)"),
        ("float32", "float64"), ("ValueError", "TypeError"), ("TypeError: x", "ValueError"),
        ("error", "0"), ("1; 2", "[1 2]"), ("1 2; 3", "[[1 2]\n [4 3]]"), (";", "[1]"),
        ("True", "False"), ("-1", "1"),
        ("[[1 2 3] [4 5 6]]", "[[1 2]\n [3 4]\n [5 6]]"), ("[[1 2 3 4]]", "[[1 2]\n [3 4]]"),
        ("[[[1 2] [3 4]]]", "[[[1 2]]\n\n [[3 4]]]"), ("[]", "[[]]"),
        ("__import__('os')", "0"), ("[" * 5000, "0"), ("9" * 3000 + "/3", "3"),
    ],
)  # fmt: skip
def test_another_answer(said: str, got: str) -> None:
    verdict = compare(said, came(got))
    assert not verdict.right


def test_what_differs_is_lit() -> None:
    verdict = compare("[1, 5, 3]", came("[1 2 3]"))
    assert [text for text, lit in verdict.expected if lit] == ["5"]
    assert [text for text, lit in verdict.got if lit] == ["2"]
    assert "".join(text for text, _ in verdict.got) == "[1 2 3]"


def test_brackets_that_differ_are_lit_and_numbers_that_do_not_stay_dark() -> None:
    verdict = compare("[[1 2 3 4]]", came("[[1 2]\n [3 4]]"))
    assert not [text for text, lit in verdict.expected if lit]
    assert [text for text, lit in verdict.got if lit] == ["]\n ["]
    assert "".join(text for text, _ in verdict.got) == "[[1 2]\n [3 4]]"
    verdict = compare("[5]", came("5"))
    assert [text for text, lit in verdict.expected if lit] == ["["]


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("core.softmax(np.array([1.0, 1.0]))", "[0.5 0.5]"),
        ("np.zeros((2, 3)).shape", "(2, 3)"),
        ("np.zeros(2).dtype", "float64"),
        ("print('hello')", "hello"),
        ("x = 3", ""),
        ("1 / 0", "ZeroDivisionError"),
        ("np.float64(0.5)", "0.5"),
        ("(", "SyntaxError"),
    ],
)
def test_code_is_run_for_real(code: str, shown: str) -> None:
    result = result_of(run_code(code))
    assert shown == result


def test_a_seed_makes_other_numbers() -> None:
    code = "np.random.default_rng(seed).integers(0, 10**9)"
    results = {result_of(run_code(code, seed=seed)) for seed in (1, 2, 1)}
    assert len(results) == 2


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("np.array([1], dtype=np.int)", "AttributeError: module 'numpy' has no attribute 'int'."),
        ("raise ValueError('first\\nsecond')", "ValueError: first"),
        ("x = (", "SyntaxError: '(' was never closed"),
    ],
)
def test_an_error_says_what_is_wrong_in_one_line(code: str, message: str) -> None:
    assert run_code(code).answers[-1].message == message
