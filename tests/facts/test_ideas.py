"""The 54 ideas of a beginner's notes: where each is taught, seen, and shown to be true."""

import ast
import re
from pathlib import Path

import pytest

from tui_tutor import demos
from tui_tutor.course import Course, read_course

# number, lesson, demo, what is true
TABLE = """
01 welcome      welcome       any operating system does
02 welcome      welcome       code that lost its indentation is no Python any more
03 welcome      welcome       NumPy comes by python -m pip, into an environment of its own
04 welcome      welcome       Matplotlib comes the same way; apt has no package of that name
05 welcome      welcome       a library that is not found is in another interpreter's folder
06 arrays       arrays        np.empty is not empty, and not zeros
07 arrays       arrays        zeros are floats unless you ask for something else
08 arrays       arrays        zeros_like takes the dtype too, and whole numbers swallow fractions
09 arrays       arrays        arange leaves out its stop
10 axes         axes          argmax over axis 1 says where the largest of each row stands
11 arrays       arrays        reshape keeps the size, and is a view where it can be
12 arrays       arrays        rand is even on [0, 1); a seeded generator repeats itself
13 arrays       arrays        choice puts back what it drew
14 arrays       arrays        ndim is the number of axes
15 arrays       arrays        flatten copies; ravel may not
16 dot          dot           dot is a matrix product or an inner product, not elementwise
17 axes         axes          the axis you name is the one that disappears
18 plotting     plotting      the module is matplotlib.pyplot
19 plotting     plotting      3-D axes come from projection="3d" of add_subplot
20 plotting     plotting      plot has four line styles by name; a label names one curve
21 plotting     plotting      ylabel is a function of the module
22 plotting     plotting      a legend needs labels that say something
23 plotting     plotting      show is for windows; a file needs savefig
24 neuron       neuron        between input and output stand any number of hidden layers
25 neuron       neuron        a weight has a sign besides its size
26 neuron       neuron        a bias moves the threshold
27 neuron       neuron        only the step passes nothing until a threshold
28 neuron       neuron        the output function belongs to the last layer
29 activations  activations   the sigmoid's range is open, and float64 rounds it shut
30 activations  activations   np.int is gone; the step's value at 0 is a convention
31 activations  activations   nothing can learn through a step
32 activations  activations   ReLU has a kink at 0
33 nonlinearity nonlinearity  linear layers collapse into one
34 relu         relu          ReLU's slope does not fade; what it costs depends on the machine
35 softmax      softmax       the identity answers any number, for regression
36 softmax      softmax       softmax sums to 1, keeps the winner, and is not calibrated
37 softmax      softmax       log C = -max goes inside the exponent; a batch needs its axis
38 digits       digits        MNIST comes from mirrors, and is known by its hash
39 digits       digits        IDX is plain; loading a pickle runs a program
40 digits       digits        to normalise is not to regularise
41 digits       digits        what prepares the pixels is measured on the training digits
42 batches      batches       a batch of 100 comes out as 100 vectors
43 loss         loss          what is sought is the smallest loss, not the smallest weights
44 loss         loss          a loss measures how bad it is
45 loss         loss          half the sum of squares grows with the batch
46 loss         loss          one-hot: a single 1, at the true class
47 loss         loss          cross-entropy picks the true class's probability
48 loss         loss          a mini-batch is a sample, and its mean an estimate
49 gradient     gradient      the gradient points uphill, by the weights
50 gradient     gradient      numerical gradients: central, in float64, two calls a number
51 descent      descent       where the gradient is 0 need not be a minimum
52 descent      descent       the learning rate scales the step
53 road         road          learning is a loop; what is left out comes next
54 road         road          the book, and its licence, are credited
"""
ROWS = [tuple(line.split(maxsplit=3)) for line in TABLE.strip().splitlines()]
NAMED = re.compile(r"test_idea_(\d\d)_\w+")


@pytest.fixture(scope="module")
def course() -> Course:
    return read_course(demos=demos.names())


def ideas_tested(lesson: str) -> list[str]:
    """The numbers of the ideas that the facts of that lesson test."""
    path = Path(__file__).with_name(f"test_{lesson}.py")
    if not path.is_file():
        return []
    names = [node.name for node in ast.parse(path.read_text(encoding="utf-8")).body
             if isinstance(node, ast.FunctionDef)]  # fmt: skip
    return [match[1] for name in names if (match := NAMED.fullmatch(name))]


@pytest.mark.parametrize(("number", "lesson", "demo", "idea"), ROWS, ids=lambda value: value)
def test_an_idea_has_its_lesson_its_demo_and_its_test(
    course: Course, number: str, lesson: str, demo: str, idea: str
) -> None:
    assert course.find(lesson).demo == demo
    assert demo in demos.names()
    assert number in ideas_tested(lesson), idea


def test_the_table_has_each_idea_once() -> None:
    assert [row[0] for row in ROWS] == [f"{number:02}" for number in range(1, 55)]
    assert len({row[3] for row in ROWS}) == 54


def test_no_test_names_an_idea_that_there_is_not() -> None:
    known = {row[0] for row in ROWS}
    for path in Path(__file__).parent.glob("test_*.py"):
        assert set(ideas_tested(path.stem.removeprefix("test_"))) <= known, path.name
