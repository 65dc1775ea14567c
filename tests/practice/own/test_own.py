"""A learner's own network: right ones pass however they are written, mistakes are named."""

from pathlib import Path

import pytest
from rich.console import Console

from tests.practice.own.otherwise import OTHERWISE, planted_otherwise
from tests.practice.own.planted import LEARN, MISTAKES, OTHER_WAYS, PAGE, RIGHT, changed, planted
from tests.some import some, thorough
from tui_tutor import digits
from tui_tutor.cli.page import as_text
from tui_tutor.practice.ladder import model
from tui_tutor.practice.own import ENOUGH, PARTS, judge, picture, stub
from tui_tutor.practice.own import mistakes as known
from tui_tutor.practice.own.taken import ON_THE_WAY, taken, with_taken
from tui_tutor.practice.talk import Limits
from tui_tutor.progress import Progress
from tui_tutor.text import Words

OUT_OF_PARTS = Path(__file__).with_name("out_of_parts.py").read_text(encoding="utf-8")
WAYS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(RIGHT.glob("*.py"))}
WAYS |= {name: changed(changes) for name, changes in OTHER_WAYS.items()}
PLANTED = [(name, way) for name, ways in MISTAKES.items() for way in ways]
SHORT = Limits(seconds=3.0, cpu_seconds=3, memory=2 << 30)
words = Words("own")


@thorough
@pytest.mark.parametrize("name", some(WAYS))
def test_a_right_network_passes_and_its_loss_is_told_on_the_way(name: str) -> None:
    told = []
    verdict = judge(WAYS[name], digits.load("drawn"), on_progress=told.append)
    assert verdict.passed, verdict.checks
    assert verdict.accuracy is not None
    assert verdict.accuracy >= ENOUGH
    assert verdict.idea == ""
    assert verdict.losses == [one.loss for one in told]
    assert verdict.losses[-1] < verdict.losses[0]


@thorough
def test_what_was_written_on_the_way_makes_a_network_that_passes(tmp_path: Path) -> None:
    record = Progress(tmp_path / "progress.json")
    for name in ON_THE_WAY:
        found = model(name)
        assert found, name
        record.put("drafts", name, value=found.answer)
        record.put("exercises", name, value=True)
    parts = taken(record, OUT_OF_PARTS)
    assert set(parts) == set(ON_THE_WAY)
    verdict = judge(with_taken(OUT_OF_PARTS, parts), digits.load("drawn"))
    assert verdict.passed, verdict.checks


def test_what_an_exercise_lends_comes_along_where_it_was_not_written(tmp_path: Path) -> None:
    record = Progress(tmp_path / "progress.json")
    found = model("three_layers")
    assert found
    record.put("drafts", "three_layers", value=found.answer)
    record.put("exercises", "three_layers", value=True)
    code = taken(record, "")["three_layers"]
    assert code.startswith("affine = core.affine\nsigmoid = core.sigmoid\ndef three_layers(")
    page = "def affine(x, W, b):\n    return x @ W + b\n"
    assert taken(record, page)["three_layers"].startswith("sigmoid = core.sigmoid\ndef three")


def is_named(name: str, idea: str) -> bool:
    """As far as the first gap of its sentence."""
    return idea.startswith(words.raw(f"mistake.{name}").partition("{")[0])


@pytest.mark.parametrize(("name", "way"), some(PLANTED), ids=[name for name, _ in PLANTED])
def test_a_mistake_is_named(name: str, way: dict[str, str]) -> None:
    verdict = judge(planted(way), digits.load("drawn"))
    assert is_named(name, verdict.idea), (verdict.accuracy, verdict.checks)


@pytest.mark.parametrize(("name", "page", "way"), some(OTHERWISE))
def test_a_mistake_is_named_however_the_page_is_written(
    name: str, page: str, way: dict[str, str]
) -> None:
    verdict = judge(planted_otherwise(page, way), digits.load("drawn"))
    assert is_named(name, verdict.idea), (verdict.accuracy, verdict.checks)


def test_what_passes_with_a_mistake_in_it_is_told_so() -> None:
    (way,) = MISTAKES["no-shuffle"]
    verdict = judge(planted(way), digits.load("drawn"))
    assert verdict.passed
    console = Console(width=200, color_system=None)
    with console.capture() as capture:
        console.print(picture.told(verdict))
    assert words("still") in capture.get()
    assert "one thing is not right" in as_text(verdict)


def test_every_mistake_that_is_known_is_planted() -> None:
    planted_ones = {*MISTAKES, *(name for name, _, _ in OTHERWISE)}
    assert {mistake.name for mistake in known.MISTAKES} == planted_ones


def test_the_stub_says_what_is_missing_first() -> None:
    verdict = judge(stub(), digits.load("drawn"))
    assert not verdict.passed
    assert [check.passed for check in verdict.checks] == [False]
    assert verdict.idea == ""


def test_a_file_without_the_functions_is_told_their_names() -> None:
    verdict = judge("x = 1\n", digits.load("drawn"))
    assert "first_weights, forward, gradients, update, train" in verdict.checks[0].detail


def test_a_loop_without_end_is_ended_with_its_sentence() -> None:
    source = PAGE
    source += "\n\ndef train(weights, images, labels):\n    while True:\n        time.sleep(1)\n"
    verdict = judge("import time\n" + source, digits.load("drawn"), limits=SHORT)
    assert not verdict.passed
    assert "stopped after 3 seconds" in verdict.checks[-1].detail


def test_a_fault_in_a_part_is_told_with_its_line() -> None:
    source = PAGE + "\n\ndef update(weights, grads):\n    nothing\n"
    verdict = judge(source, digits.load("drawn"))
    line = len(source.splitlines())
    assert f"(line {line})" in verdict.checks[-1].detail
    assert verdict.line == line
    assert verdict.checks[-1].name == words("check.update")


@pytest.mark.parametrize(
    ("function", "body", "said"),
    some(
        [
            ("train(weights, images, labels)", "import os; os._exit(0)", words("ended.well")),
            ("train(weights, images, labels)", "np.ones((10**6, 10**5))", words("ended.memory")),
            (
                "train(weights, images, labels)",
                "return [np.full((784, 9), np.nan), 'b', None]",
                "784",
            ),
            ("train(weights, images, labels)", "weights[0] = 0; return 5", "784"),
            ("first_weights()", "import sys; sys.stdout.close()", words("no-arrays")),
            ("first_weights()", "return [np.zeros((784, 2600))]", "(784, 2600)"),
            ("train(weights, images, labels)", "return [np.zeros((784, 2600))]", "(784, 2600)"),
            ("train(weights, images, labels)", "yield 0.1", words("never-run", said="train")),
            ("train(weights, images, labels)", "import os; os.kill(os.getppid(), 9)", "outside"),
            ("update(weights, grads)", "import sys; sys.exit(0)", "calls exit"),
            ("gradients(weights, x, t)", "return 0.5", "float"),
        ],
        4,
    ),
)
def test_what_gives_no_network_is_told_why(function: str, body: str, said: str) -> None:
    verdict = judge(PAGE + f"\n\ndef {function}:\n    {body}\n", digits.load("drawn"))
    assert not verdict.passed
    assert said in verdict.checks[-1].detail
    assert verdict.stdout == ""


@pytest.mark.parametrize(
    ("old", "new"),
    some(
        [
            ("return loss, [", "return None, ["),
            ("return loss, [", "return np.log(y), ["),
            ("(weights, x[batch], labels[batch])", "(weights, t=labels[batch], x=x[batch])"),
            ("range(4)", "range(0)"),
            (LEARN, LEARN + "    return [loss]\n"),
            (LEARN, LEARN + "    return loss\n"),
        ]
    ),
)
def test_what_cannot_be_watched_is_no_fault_of_the_page(old: str, new: str) -> None:
    verdict = judge(changed({old: new}), digits.load("drawn"))
    assert verdict.accuracy is not None
    assert verdict.passed == ("range" not in old)


@pytest.mark.parametrize("part", some(PARTS))
def test_an_async_def_is_told_that_calling_it_does_not_run_it(part: str) -> None:
    source = PAGE.replace(f"def {part}(", f"async def {part}(")
    verdict = judge(source, digits.load("drawn"))
    assert verdict.checks[-1].name == words.of("check", part)
    assert verdict.checks[-1].detail == words("never-run", said=part)
    assert verdict.line == 1 + source[: source.index("async")].count("\n")
    assert verdict.stdout == ""


def test_what_breaks_down_before_the_first_part_is_told_of_the_file() -> None:
    for source in ("import scipy\n", "def forward(weights, x):\n    pass\n"):
        verdict = judge(source, digits.load("drawn"))
        assert [check.name for check in verdict.checks] == [words("check.file")]


def test_it_is_never_given_the_digits_that_judge_it() -> None:
    """Weights that know each given test digit by heart tell nothing of the others."""
    source = PAGE
    source += (
        "\n\ndef train(weights, images, labels):\n    print(len(np.load('test_images.npy')))\n"
    )
    data = digits.load("drawn")
    verdict = judge(source, data)
    assert int(verdict.stdout) == len(data.test_images[::2])
    assert verdict.accuracy is not None
    assert verdict.accuracy < 0.5
