"""Exercises: right ways pass however they are written, wrong ideas are known by name."""

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from tests.practice.in_process import answered, calls_of, first_fault, groups_of
from tests.practice.of_each_kind import NAMES, kind
from tests.practice.solutions import RIGHT
from tests.some import one_of_each
from tui_tutor import core
from tui_tutor.practice import exercises, ideas
from tui_tutor.practice.check import Report, check
from tui_tutor.practice.ideas import answer_of, recognised
from tui_tutor.practice.judging import value_of
from tui_tutor.practice.talk import Answer, Limits
from tui_tutor.text import Words


@pytest.mark.parametrize("name", NAMES)
def test_an_exercise_is_complete(name: str) -> None:
    exercise = exercises.load(name)
    assert exercise.stub.strip().startswith(f"def {name}(")
    assert len(exercise.hints) == 3
    assert len(exercise.ideas) >= 3
    assert all(exercise.idea(key) for key in exercise.ideas)
    assert exercise.properties
    assert any(words in exercise.stub for words in ("as it was.", "as they were."))


@pytest.mark.parametrize(
    ("name", "source"),
    one_of_each([(n, s) for n in RIGHT for s in RIGHT[n]], lambda case: kind(case[0])),
)
def test_right_ways_of_writing_it_pass(name: str, source: str) -> None:
    report = check(exercises.load(name), source, seed=3)
    assert report.passed, [c for c in report.checks if not c.passed]
    assert report.idea == ""


@pytest.mark.parametrize("name", NAMES)
def test_every_idea_fails_and_is_recognised_by_name_and_by_no_other(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ideas, "answer_of", computed_once())
    exercise = exercises.load(name)
    for seed in (0, 5):
        groups = groups_of(exercise, seed)
        calls = calls_of(groups)
        for key, way in exercise.wrong_ways():
            answers = answered(way, calls)
            assert recognised(exercise, calls, answers) == exercise.idea(key), (key, seed)
            assert first_fault(exercise, groups, answers), (key, seed)


def computed_once() -> Callable[..., Answer]:
    """`answer_of`, which keeps what each way answers: it is asked again for every other way."""
    kept: dict[tuple[int, int], tuple[Any, Answer]] = {}

    def kept_answer_of(way: Any, arguments: Any) -> Answer:
        key = id(way), id(arguments)
        if key not in kept:  # with what it is of, so that no other object gets that id
            kept[key] = (way, arguments), answer_of(way, arguments)
        return kept[key][1]

    return kept_answer_of


@pytest.mark.parametrize("name", NAMES)
def test_right_answers_and_no_answers_say_nothing_of_ideas(name: str) -> None:
    exercise = exercises.load(name)
    calls = calls_of(groups_of(exercise, 5))
    right = list(answered(exercise.right, calls))
    failed = Answer("error", "ValueError")
    for answers in (
        right,
        right[:1],
        [failed] * len(calls),
        [failed] * (len(calls) - 1) + right[-1:],
    ):
        assert recognised(exercise, calls, tuple(answers)) == ""


def test_where_two_ideas_would_do_none_is_named() -> None:
    exercise = exercises.load("softmax")
    calls = [(np.array([1000.0, 999.0]),)]  # too large for both
    answers = answered(core.naive_softmax, calls)
    assert recognised(exercise, calls, answers) == ""


@pytest.mark.parametrize("name", NAMES)
def test_every_property_holds_for_core_and_is_broken_by_a_wrong_idea(name: str) -> None:
    exercise = exercises.load(name)
    calls = calls_of(groups_of(exercise, 5))
    for key, holds in exercise.properties.items():
        assert exercise.property_name(key)
        right = [exercise.right(*arguments) for arguments in calls]
        assert all(holds(y, *arguments) for y, arguments in zip(right, calls, strict=True)), key
        wrong = [
            (value_of(answer_of(way, arguments), y), arguments)
            for _, way in exercise.wrong_ways()
            for arguments, y in zip(calls, right, strict=True)
        ]
        with np.errstate(all="ignore"):
            assert not all(holds(y, *args) for y, args in wrong if y is not None), key


def test_the_smallest_failing_input_is_shown_row_by_row_and_only_once() -> None:
    report = check(exercises.load("axis_sum"), "def axis_sum(x, axis):\n    return x.sum(axis=1)")
    fault = report.first_fault
    assert fault is not None
    assert fault.detail.splitlines() == [
        "axis_sum(x, axis) with",
        "x = [[1 2]",
        "     [3 4]]",
        "axis = 0",
        "expected [4 6]",
        "got      [3 7]",
    ]


def test_two_numbers_that_differ_are_shown_with_the_digits_that_tell_them_apart() -> None:
    almost = "def mean_squared_error(y, t):\n    return np.mean((y - t) ** 2) * (1 + 5e-6)"
    fault = check(exercises.load("mean_squared_error"), almost).first_fault
    assert fault is not None
    assert fault.detail.splitlines()[-2:] == ["expected 4", "got      4.00002"]


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("relu", "def relu(x):\n    return max(0, x)"),
        ("step_function", "def step_function(x):\n    if x > 0:\n        return 1\n    return 0"),
    ],
)
def test_an_if_about_a_whole_array_is_explained(name: str, source: str) -> None:
    fault = check(exercises.load(name), source).first_fault
    assert fault is not None
    assert fault.detail.splitlines()[-1].startswith("An if asks one question")
    other = check(exercises.load(name), f"def {name}(x):\n    raise ValueError('x')").first_fault
    assert other is not None
    assert "An if" not in other.detail


@pytest.mark.parametrize("name", NAMES)
def test_the_stub_itself_is_no_answer(name: str) -> None:
    exercise = exercises.load(name)
    report = check(exercise, exercise.stub)
    assert not report.passed
    if exercise.moves:  # it gives None when it is right, too
        assert report.idea == exercise.idea("not-moved")
    else:
        assert any("None" in c.detail for c in report.checks)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("", "no code yet"),
        ("   \n", "no code yet"),
        ("x" * 1_000_000, "more than 100000 characters"),
        ("def relu(x:\n    return x", "Line 1"),
        ("def relu(x):\n    return max(0, x", "not closed"),
        ("def relu(x):\n\tif 1:\n        return x", "Line 3: the indentation"),
        ("def relu(x):\nreturn x", "Line 2: the indentation"),
        ("def relu（x）：\n    return x", "Line 1: （ is a full-width"),
        ("def relu(x):\n    return np.maximum(0， x)", "Line 2: ， is a full-width"),
        ("def relu(x):\n    return “a”", "Line 2: “ is a full-width"),
        ("def relu(x):\n    s = '，'\n    return （x", "Line 3: （ is a full-width"),
        ("def relu(x):\n    return １", "Line 2: １ is a full-width character. Type the plain 1"),
        (
            "def relu(x):\n    return np.maximum(0, …)",
            "The dots in a hint stand for what you are to find",
        ),
        ("def relu(x):\n    return x × 2", "Line 2: Python does not know ×. Type * instead"),
        ("def relu(x):\n    return x ∂", "Line 2: Python does not know ∂ (U+2202)"),
        ("def relu(x):\n\u00a0   return x", "Line 2: an invisible character (U+00A0)"),
        ("def relu(x):\n    return 'a", "Line 2: a bracket or quote is not closed"),
        ("def relu(x)\n    return x", "Line 1 is not Python (expected ':')"),
        ("def relu(x):\n    return x x", "Line 2 is not Python (it makes no sense from “x” on)"),
        ("def relu(x):\n    return x +", "Line 2 is not Python (something is missing at its end)"),
        ("-" * 90_000 + "1", "nested too deeply"),
        ("\0", "null bytes"),
        (
            "import math\ndef relu(x):\n    return math.exp(x)",
            "math.exp and its like take a single",
        ),
        ("import numpy as np\ndef relu(x):\n    return np.max([0, x])", "np.maximum and its like"),
        ("return 1", "'return' outside function (line 1)"),
        ("def rleu(x):\n    return x", "no function named relu"),
        ("def relu(x):\n    return 1 / 0", "division by zero (line 2)"),
        ("def relu(x):\n    return [0.0]", "returned a list"),
        ("def relu(x):\n    yield x", "returned a generator"),
        ("def relu(x):\n    return np.array([None])", "dtype object"),
        ("def relu(x):\n    return relu", "returned a function"),
        ("def relu(x):\n    return np.zeros(7)", "the shape should be"),
        ("def relu(x):\n    x[...] = np.maximum(x, 0)\n    return x", "changed its input"),
        ("raise SystemExit(0)", "calls exit"),
    ],
)
def test_faults_are_told_in_words(source: str, said: str) -> None:
    report = check(exercises.load("relu"), source)
    assert not report.passed
    details = " ".join(c.detail for c in report.checks if not c.passed)
    assert said in details
    assert "Traceback" not in details
    for line in re.findall(r"^Line (\d+):|\(line (\d+)\)$", details):
        assert report.line == int("".join(line))


@pytest.mark.parametrize("name", ["x", "W", "b"])
def test_every_argument_must_stay_as_it_was(name: str) -> None:
    source = f"def affine(x, W, b):\n    y = x @ W + b\n    {name} += 1\n    return y"
    failed = [c for c in check(exercises.load("affine"), source).checks if not c.passed]
    assert [c.name for c in failed] == ["the input stays as it was"]
    assert f"changed its input {name}." in failed[0].detail


def test_what_the_docstring_does_not_ask_for_is_not_judged() -> None:
    integers = "import numpy as np\ndef step_function(x):\n    return np.where(x > 0, 1, 0)"
    truths = "def one_hot(labels, classes):\n    return labels[:, None] == np.arange(classes)"
    single = "def sigmoid(x):\n    return (1 / (1 + np.exp(-x))).astype(np.float32)"
    for name, source in (("step_function", integers), ("one_hot", truths), ("sigmoid", single)):
        assert check(exercises.load(name), source).passed


def test_a_dtype_that_is_asked_for_is_said() -> None:
    source = "def relu_backward(y, dy):\n    return np.where(y > 0, dy, 0).astype(float)"
    failed = [c for c in check(exercises.load("relu_backward"), source).checks if not c.passed]
    assert [c.name[:26] for c in failed] == ["float32 in, float32 out (n"]
    assert "the input is float32, the answer float64." in failed[0].detail


def test_of_much_output_some_is_shown() -> None:
    def printed(stdout: str) -> str:
        return Report("relu", False, (), "", stdout, 0.0).printed

    assert printed("") == ""
    assert printed("a\nb\n") == "a\nb"
    assert printed("a\n" * 100) == "a\n" * 30 + "…"
    assert printed("a" * 60_000) == "a" * 2000 + "\n…"


def test_what_it_prints_is_kept_and_is_no_answer() -> None:
    source = "import os\nprint('passed')\nos._exit(0)\ndef relu(x): pass"
    report = check(exercises.load("relu"), source)
    assert not report.passed
    assert report.stdout == "passed\n"


@pytest.mark.parametrize(
    "trick",
    [
        "class Yes:\n    def __eq__(self, o): return True\ndef relu(x): return Yes()",
        "np.maximum = lambda *a: 0\nnp.isclose = np.allclose = lambda *a, **k: True\n"
        "def relu(x): return x",
        "import builtins\nbuiltins.all = lambda *a: True\nbuiltins.len = lambda x: 0\n"
        "def relu(x): return x * 0 + 7",
        "class Always(np.ndarray):\n"
        "    def __eq__(self, other): return np.ones(self.shape, bool)\n"
        "    def __array_ufunc__(self, *a, **k): return True\n"
        "def relu(x): return (x * 0 + 7).view(Always)",
    ],
)
def test_tricks_do_not_pass(trick: str) -> None:
    assert not check(exercises.load("relu"), trick, limits=Limits(seconds=5)).passed


def test_inputs_are_other_ones_with_another_seed() -> None:
    exercise = exercises.load("softmax")
    one, two = (exercise.inputs(np.random.default_rng(s))["batch"][2][0] for s in (1, 2))
    assert not np.array_equal(one, two)


def test_what_a_file_does_when_it_is_run_by_itself_is_not_done() -> None:
    code = "def relu(x):\n    return np.maximum(x, 0)\n\nif __name__ == '__main__':\n    input()\n"
    assert check(exercises.load("relu"), code).passed


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("import matplotlib.pyplot as plt", "NumPy alone"),
        ("open('sample_weight.pkl', 'rb')", "folder of its own"),
        ("open('mine.txt', 'w').write('a' * 2**21)", "1 MB"),
        ("raise OSError('Temporary failure in name resolution')", "without a network"),
        ("exit()", "The code calls exit"),
        ("input('? ')", "without a keyboard"),
    ],
)
def test_code_that_wants_more_than_numpy_is_told_what_there_is(line: str, said: str) -> None:
    report = check(exercises.load("relu"), f"{line}\ndef relu(x):\n    return np.maximum(x, 0)\n")
    assert report.first_fault
    assert said in report.first_fault.detail


def test_a_float16_answer_is_not_near_enough_and_is_told_why() -> None:
    source = "def sigmoid(x):\n    return (1 / (1 + np.exp(-x))).astype(np.float16)"
    fault = check(exercises.load("sigmoid"), source).first_fault
    assert fault is not None
    assert fault.detail.endswith("This answer is float16, which holds three digits.")


def test_a_warning_that_it_printed_is_explained() -> None:
    report = check(exercises.load("sigmoid"), "def sigmoid(x):\n    return 1 / (1 + np.exp(-x))")
    assert report.passed
    assert "RuntimeWarning: overflow encountered in exp" in report.stdout
    assert [sentence[:27] for sentence in report.warnings] == ["A warning is no error. A nu"]
    assert check(exercises.load("relu"), RIGHT["relu"][0]).warnings == []


def test_dtypes_are_told_apart_only_where_one_is_asked_for() -> None:
    source = "def one_hot(labels, classes):\n    return np.full((len(labels), classes), 0.5)"
    details = [one.detail for one in check(exercises.load("one_hot"), source).checks]
    assert not any("float64" in detail for detail in details)


def test_lists_and_tuples_are_told_to_be_wrapped_only_where_that_helps() -> None:
    def fault(source: str) -> str:
        first = check(exercises.load("mean_squared_error"), source).first_fault
        assert first is not None
        return first.detail.splitlines()[-1]

    head = "def mean_squared_error(y, t):\n    return "
    assert "Return the one array" in fault(head + "np.mean((y - t) ** 2),")
    assert "its numbers are not these yet" in fault(head + "[1]")
    affine = "def affine(x, W, b):\n    return [row @ W + b for row in x]"
    first = check(exercises.load("affine"), affine).first_fault
    assert first is not None
    assert first.detail.endswith("it returned a list; wrap it in np.array(…).")


@pytest.mark.parametrize("make", ["np.empty(x.shape)", "np.empty_like(x, dtype=float)"])
def test_what_np_empty_left_unset_never_passes_by_luck(make: str) -> None:
    code = f"""
def relu(x):
    y = {make}
    for i in np.ndindex(y.shape):
        if x[i] > 0:
            y[i] = x[i]
    return y.astype(x.dtype)
"""
    report = check(exercises.load("relu"), code)
    assert not report.passed


def test_of_several_values_the_wrong_one_is_named_and_too_few_are_told() -> None:
    exercise = exercises.load("affine_backward")
    wrong = "def affine_backward(x, W, dy):\n    return dy @ W.T, x.T @ dy, dy.sum(axis=0) + 1"
    fault = check(exercise, wrong).first_fault
    assert fault is not None
    assert "Look at db:\nexpected" in fault.detail
    fault = check(exercise, "def affine_backward(x, W, dy):\n    return dy @ W.T").first_fault
    assert fault is not None
    assert "return dx, dW, db" in fault.detail
    text = 'def affine_backward(x, W, dy):\n    return dy @ W.T, x.T @ dy, "db"'
    fault = check(exercise, text).first_fault
    assert fault is not None
    assert "db is no array" in fault.detail


def test_a_generator_of_its_own_is_told_from_the_one_that_is_handed_in() -> None:
    own = (
        "def initial_weights(inputs, units, activation, rng):\n"
        "    rng = np.random.default_rng(5)\n"
        "    n = 2 if activation == 'relu' else 1\n"
        "    return rng.normal(0, np.sqrt(n / inputs), (inputs, units)), np.zeros(units)\n"
    )
    fault = check(exercises.load("initial_weights"), own).first_fault
    assert fault
    assert fault.name == Words("check")("by-rng")
    assert "rng = np.random.default_rng(" in fault.detail
    assert fault.detail.endswith("Draw with the rng that is handed in.")


def test_what_is_changed_in_place_is_judged_and_not_what_is_returned() -> None:
    sgd = exercises.load("sgd")
    moved = "def sgd(w, dw, learning_rate):\n    w -= learning_rate * dw\n    return 'anything'"
    assert check(sgd, moved).passed
    returned = "def sgd(w, dw, learning_rate):\n    return w - learning_rate * dw"
    report = check(sgd, returned)
    assert not report.passed
    assert report.idea == sgd.idea("not-moved")
