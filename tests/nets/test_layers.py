"""Layers in place against core's pure functions, and that a new kind is one class."""

import warnings
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from numpy.lib.stride_tricks import sliding_window_view

from tui_tutor import core, nets
from tui_tutor.arrays import Floats
from tui_tutor.nets.layers import Affine, Layer, Nonlinear, SoftmaxLoss

SHAPES = [(1, 1, 1), (1, 5, 3), (7, 1, 4), (6, 4, 1), (100, 20, 10), (33, 17, 2)]
DTYPES = [np.float32, np.float64]


@pytest.mark.parametrize(("shape", "dtype"), product(SHAPES, DTYPES))
def test_affine_is_cores_there_and_back(shape: tuple[int, int, int], dtype: type) -> None:
    rng, (N, m, n) = np.random.default_rng(0), shape
    x, W, b, dy = (rng.standard_normal(s).astype(dtype) for s in ((N, m), (m, n), (n,), (N, n)))
    gradients = np.empty_like(W), np.empty_like(b)
    layer = Affine(W, b).prepared(x, gradients)
    for batch in (x, x + 1):  # the second finds the room as the first left it
        assert np.allclose(layer.forward(batch), core.affine(batch, W, b), rtol=1e-4, atol=1e-5)
        layer.find_gradients(dy)
        assert np.allclose(gradients[0], batch.T @ dy, rtol=1e-4, atol=1e-4)
        assert np.allclose(gradients[1], dy.sum(axis=0), rtol=1e-4, atol=1e-4)
        assert np.allclose(layer.backward(dy), dy @ W.T, rtol=1e-4, atol=1e-5)
    assert {layer.y.dtype, layer.dx.dtype} == {np.dtype(dtype)}


@pytest.mark.parametrize("name", nets.ACTIVATIONS)
@pytest.mark.parametrize("shape", [(1, 1), (9, 3), (100, 50), (4, 3, 2)])
@pytest.mark.parametrize("dtype", DTYPES)
def test_an_activation_is_cores_there_and_back(
    name: str, shape: tuple[int, ...], dtype: type
) -> None:
    rng, activation = np.random.default_rng(0), nets.ACTIVATIONS[name]
    x, dy = (4 * rng.standard_normal(shape).astype(dtype) for _ in range(2))
    layer = Nonlinear(name).prepared(x)
    y = activation.h(x)
    assert np.allclose(layer.forward(x), y, rtol=1e-5, atol=1e-6)
    assert np.allclose(layer.backward(dy), activation.backward(y, dy), rtol=1e-4, atol=1e-6)
    assert np.allclose(layer.backward(dy), activation.slope(x) * dy, rtol=1e-3, atol=1e-5)
    assert {layer.y.dtype, layer.dx.dtype} == {np.dtype(dtype)}


@pytest.mark.parametrize("name", nets.ACTIVATIONS)
def test_the_table_says_what_the_functions_do(name: str) -> None:
    activation = nets.ACTIVATIONS[name]
    x = np.linspace(-20, 20, 4001)
    y = activation.h(x)
    assert activation.low <= y.min()
    assert y.max() <= activation.high
    assert activation.slope(x).max() == pytest.approx(activation.steepest)
    if activation.saturates:
        assert (y.min(), y.max()) == pytest.approx((activation.low, activation.high), abs=1e-6)


@pytest.mark.parametrize("name", nets.TRAINABLE)
def test_what_is_shut_lets_next_to_nothing_through(name: str) -> None:
    activation = nets.ACTIVATIONS[name]
    x = np.linspace(-20, 20, 4001)
    y = activation.h(x)
    slopes = activation.slope(x)
    assert (slopes[activation.shut(y)] < 0.04 * activation.steepest).all()
    assert (slopes[~activation.shut(y)] > 0.03 * activation.steepest).all()
    if activation.saturates:
        span = activation.high - activation.low
        at_an_end = np.minimum(y - activation.low, activation.high - y) < 0.01 * span
        assert np.array_equal(activation.shut(y), at_an_end)
    else:
        assert np.array_equal(activation.shut(y), y == 0)


@pytest.mark.parametrize("shape", [(1, 2), (1, 10), (100, 10), (7, 3), (300, 1)])
@pytest.mark.parametrize("size", [1, 50, 1000])
def test_the_loss_is_cores_with_its_gradient(shape: tuple[int, int], size: float) -> None:
    rng = np.random.default_rng(0)
    scores = (size * rng.standard_normal(shape)).astype(np.float32)
    labels = rng.integers(0, shape[1], shape[0])
    loss, gradient = core.softmax_cross_entropy(scores, labels)
    mine = SoftmaxLoss(scores)
    assert mine.forward(scores, labels) == pytest.approx(float(loss), rel=1e-5, abs=1e-6)
    assert np.allclose(mine.backward(), gradient, atol=1e-6)


@pytest.mark.parametrize("hidden", [(50,), (30, 20)])
@pytest.mark.parametrize("activation", nets.TRAINABLE)
def test_a_pass_makes_no_large_array(activation: str, hidden: tuple[int, ...]) -> None:
    import tracemalloc

    network = nets.Network.begin((784, *hidden, 10), activation, "he", np.random.default_rng(0))
    row, network = network.in_one_row()
    room = nets.Backprop(network, np.ones((100, 784), np.float32))
    rule, labels = nets.RULES["adam"](row), np.arange(100) % 10
    room.run(labels)
    tracemalloc.start()
    room.run(labels)
    rule.move(room.gradient, 0.01)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 40_000  # NumPy's own buffers; the smallest matrix of a batch is larger by far


def test_a_layer_of_the_wrong_shape_is_told() -> None:
    with pytest.raises(ValueError, match=r"got W \(2, 3\) and b \(2,\)"):
        Affine(np.ones((2, 3)), np.ones(2))
    with pytest.raises(ValueError, match=r"W \(2, 3\) takes x of shape \(N, 2\); got \(5, 4\)"):
        Affine(np.ones((2, 3)), np.ones(3)).prepared(np.ones((5, 4)))
    with pytest.raises(ValueError, match=r"one of identity.*relu; got 'tansh'"):
        Nonlinear("tansh")


# ------------------------------------------------------------------ a new kind is one class


@dataclass(eq=False)
class Convolution(Layer):
    """One filter w (k, k) over square images that come as rows of numbers."""

    w: Floats

    def make_room(self, x: Floats) -> None:
        self.side = round(x.shape[1] ** 0.5)
        self.dx = np.empty_like(x)
        self.y = np.empty((len(x), (self.side - len(self.w) + 1) ** 2), x.dtype)

    def forward(self, x: Floats) -> Floats:
        images = x.reshape(-1, self.side, self.side)
        self.windows = sliding_window_view(images, self.w.shape, axis=(1, 2))
        self.y[...] = np.einsum("nijkl,kl->nij", self.windows, self.w).reshape(self.y.shape)
        return self.y

    def find_gradients(self, dy: Floats) -> None:
        squares = dy.reshape(self.windows.shape[:3])
        np.einsum("nijkl,nij->kl", self.windows, squares, out=self.gradients[0])

    def backward(self, dy: Floats) -> Floats:
        squares, images = dy.reshape(self.windows.shape[:3]), self.dx.reshape(-1, *[self.side] * 2)
        images.fill(0)
        high, wide = squares.shape[1:]
        for (k, m), weight in np.ndenumerate(self.w):
            images[:, k : k + high, m : m + wide] += weight * squares
        return self.dx


@dataclass(eq=False)
class Dropout(Layer):
    """While it trains, a share of its inputs is 0 and the others are the larger for it."""

    share: float

    def make_room(self, x: Floats) -> None:
        self.y, self.dx = np.empty_like(x), np.empty_like(x)

    def forward(self, x: Floats) -> Floats:
        if self.rng is None:
            return np.multiply(x, 1, out=self.y)
        self.kept = (self.rng.random(x.shape) >= self.share) / (1 - self.share)
        self.y[...] = x * self.kept
        return self.y

    def backward(self, dy: Floats) -> Floats:
        self.dx[...] = dy * self.kept
        return self.dx


def new_kinds(rng: np.random.Generator) -> nets.Network:
    def drawn(*shape: int) -> Floats:
        return (rng.standard_normal(shape) / 3).astype(np.float32)

    return nets.Network((
        Affine(drawn(20, 25), drawn(25)),
        Convolution(drawn(3, 3)),
        Nonlinear("relu"),
        Dropout(0.25),
        Affine(drawn(9, 10), drawn(10)),
    ))  # fmt: skip


def test_a_network_with_new_layers_has_the_slopes_that_nudging_finds() -> None:
    rng = np.random.default_rng(0)
    network = new_kinds(rng).astype(np.float64)
    x, labels = rng.standard_normal((6, 20)), rng.integers(0, 10, 6)

    def cost(_: Floats) -> float:
        return nets.Backprop(network, x, np.random.default_rng(1)).run(labels)

    room = nets.Backprop(network, x, np.random.default_rng(1))
    room.run(labels)
    for parameter, gradient in zip(network.parameters, room.gradients, strict=True):
        assert np.allclose(gradient, core.numerical_gradient(cost, parameter), atol=1e-7)


def test_a_network_with_new_layers_is_saved_as_it_is(tmp_path: Path) -> None:
    network = new_kinds(np.random.default_rng(0))
    nets.save_network(tmp_path / "net.npz", network)
    loaded = nets.load_network(tmp_path / "net.npz")
    assert [type(layer) for layer in loaded.layers] == [type(layer) for layer in network.layers]
    x = np.random.default_rng(1).random((4, 20), np.float32)
    assert np.array_equal(loaded.scores(x), network.scores(x))


def test_no_value_that_a_run_may_reach_warns() -> None:
    network = nets.Network.begin((3, 4, 2), "sigmoid", "he", np.random.default_rng(0))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for size in (0, 1e3, 1e38):
            nets.Backprop(network, np.full((2, 3), size, np.float32)).run(np.array([0, 1]))
