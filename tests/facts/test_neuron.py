"""What the lesson neuron says, run: weights, bias, activation, layers, and gates by hand."""

from itertools import pairwise, product

import numpy as np
import pytest

from tui_tutor import core

INPUTS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
AND, NAND, OR, XOR = (0, 0, 0, 1), (1, 1, 1, 0), (0, 1, 1, 1), (0, 1, 1, 0)


def gate(w1: float, w2: float, b: float, x: np.ndarray = INPUTS) -> tuple[int, ...]:
    sums = core.affine(x, np.array([[w1], [w2]]), np.array([b]))
    return tuple(core.step_function(sums)[:, 0].astype(int).tolist())


@pytest.mark.parametrize("hidden", [0, 1, 3])
def test_idea_24_any_number_of_hidden_layers(hidden: int) -> None:
    rng = np.random.default_rng(0)
    sizes = [784, *[50] * hidden, 10]
    x = rng.random((2, 784))
    for m, n in pairwise(sizes):
        x = core.sigmoid(core.affine(x, rng.normal(0, 0.1, (m, n)), np.zeros(n)))
    assert x.shape == (2, 10)


def test_idea_25_a_weight_has_a_size_and_a_sign() -> None:
    def answer(w: float, x: float = 1.0) -> float:
        return float(
            core.sigmoid(core.affine(np.array([[x]]), np.array([[w]]), np.zeros(1))).item()
        )

    assert answer(3.0) > answer(1.0) > 0.5 > answer(-1.0) > answer(-3.0)
    assert answer(3.0) + answer(-3.0) == pytest.approx(1)
    assert answer(0.0, 1.0) == answer(0.0, 9.0) == 0.5  # a weight of 0: the input does not count


@pytest.mark.parametrize("b", [-1.0, 0.0, 1.0])
def test_idea_26_the_bias_is_the_threshold_turned_round(b: float) -> None:
    x = np.linspace(-2, 2, 4001)[:, None]
    fires = core.step_function(core.affine(x, np.ones((1, 1)), np.array([b])))[:, 0] == 1
    assert x[fires].min() == pytest.approx(-b + 0.001)
    assert not fires[x[:, 0] < -b - 1e-9].any()


def test_idea_27_only_the_step_waits_for_a_threshold() -> None:
    sums = np.array([-2.0, -0.1, 0.1, 2.0])
    assert core.step_function(sums).tolist() == [0, 0, 1, 1]
    assert (core.sigmoid(sums) > 0).all()  # passes something on at every sum
    assert (np.diff(core.sigmoid(sums)) > 0).all()
    assert core.relu(sums).tolist() == [0, 0, 0.1, 2.0]  # and how much


def test_idea_28_the_output_function_is_the_last_layers_activation() -> None:
    scores = np.array([[2.0, 1.0, -1.0]])
    assert np.array_equal(core.identity_function(scores), scores)
    assert core.softmax(scores).sum() == pytest.approx(1)
    assert core.sigmoid(scores).sum() != pytest.approx(1)
    # It adds no parameters and takes the place of no layer: the shape stays.
    assert {core.softmax(scores).shape, core.sigmoid(scores).shape} == {scores.shape}


@pytest.mark.parametrize(
    ("w1", "w2", "b", "wanted"),
    [
        (0.5, 0.5, -0.7, AND),
        (1.0, 1.0, -1.5, AND),
        (-0.5, -0.5, 0.7, NAND),
        (-2.0, -2.0, 3.0, NAND),
        (0.5, 0.5, -0.2, OR),
        (2.0, 2.0, -1.0, OR),
    ],
)
def test_one_unit_is_a_gate(w1: float, w2: float, b: float, wanted: tuple[int, ...]) -> None:
    assert gate(w1, w2, b) == wanted


def test_the_opposite_signs_make_the_opposite_gate_off_the_line() -> None:
    assert gate(1.0, 0.5, -1.25) == AND
    assert gate(-1.0, -0.5, 1.25) == NAND
    assert gate(1.0, 0.5, -1.0) == AND  # (1, 0) exactly on the line, where the step says 0 …
    assert gate(-1.0, -0.5, 1.0) != NAND  # … on either side


def test_no_unit_is_xor() -> None:
    values = np.linspace(-3, 3, 25)
    most = max(
        sum(a == b for a, b in zip(gate(w1, w2, b), XOR, strict=True))
        for w1, w2, b in product(values[::3], repeat=3)
    )
    assert most == 3
    # And for any weights at all: both yes-rows above 0 and both no-rows at most 0 contradict
    # each other, since the sums of either pair come to the same number.
    rng = np.random.default_rng(0)
    W, b = rng.normal(0, 10, (2, 1000)), rng.normal(0, 10, 1000)
    sums = core.affine(INPUTS, W, b)
    assert np.allclose(sums[0] + sums[3], sums[1] + sums[2])


def test_a_layer_makes_xor() -> None:
    hidden = core.affine(INPUTS, np.array([[-2.0, 2.0], [-2.0, 2.0]]), np.array([3.0, -1.0]))
    answers = core.step_function(hidden)
    assert gate(1.0, 1.0, -1.5, answers) == XOR
    assert np.array_equal(answers[1], answers[2])  # two points moved onto each other
    assert hidden[2].tolist() == [1.0, 1.0]


def test_the_soft_network_needs_another_bias() -> None:
    hidden = core.affine(INPUTS, np.array([[-2.0, 2.0], [-2.0, 2.0]]), np.array([3.0, -1.0]))
    answers = core.sigmoid(hidden)
    assert answers[2, 0] == pytest.approx(0.73, abs=0.005)
    for b, right in ((-1.5, 2), (-1.25, 4)):
        y = core.sigmoid(core.affine(answers, np.ones((2, 1)), np.array([b])))[:, 0]
        assert ((y > 0.5) == np.array(XOR)).sum() == right


def units_on_a_grid() -> list[tuple[float, float, float]]:
    values = np.linspace(-3, 3, 25).tolist()
    return list(product(values[::2], values[::2], values))


def test_any_unit_that_is_an_and_says_the_same_between_and_beyond() -> None:
    elsewhere = np.array([[0.5, 0.5], [2.0, 2.0]])
    ands = [numbers for numbers in units_on_a_grid() if gate(*numbers) == AND]
    assert len(ands) > 50
    for w1, w2, b in ands:
        assert gate(w1, w2, b, elsewhere) == (0, 1)
        assert min(w1, w2) > 0 > b  # as the exercise's hints and ideas have it
    product_of_both = INPUTS.prod(axis=1)
    assert tuple(product_of_both) == AND  # right on the table, and no unit
    assert elsewhere.prod(axis=1).tolist() == [0.25, 4.0]


def test_three_gates_are_a_layer_a_column_each() -> None:
    W, b = np.array([[1, -1, 1], [1, -1, 1]]), np.array([-1.5, 1.5, -0.5])
    layer = core.step_function(core.affine(INPUTS, W, b))
    assert [tuple(column) for column in layer.T] == [AND, NAND, OR]
    assert np.array_equal(layer, core.gates(INPUTS))
    assert [gate(*numbers) for numbers in zip(*W, b, strict=True)] == [AND, NAND, OR]
