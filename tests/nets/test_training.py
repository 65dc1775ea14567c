"""Networks and training: right gradients, the same run for the same seed, faults in words."""

import pickle
from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tui_tutor import core, nets
from tui_tutor.nets.layers import Affine


@pytest.fixture(scope="module")
def data() -> Any:
    """Four classes of noisy 5 × 4 images, easy to learn."""
    rng = np.random.default_rng(0)
    classes = rng.integers(0, 256, (4, 5, 4))
    labels = rng.integers(0, 4, 900).astype(np.uint8)
    images = np.clip(classes[labels] + rng.normal(0, 40, (900, 5, 4)), 0, 255).astype(np.uint8)
    return images[:800], labels[:800], images[800:], labels[800:]


@pytest.mark.parametrize(
    ("activation", "hidden"), product(nets.TRAINABLE, [(5,), (4, 3), (3, 3, 3)])
)
def test_backprop_is_the_slope_for_every_kind_of_layer(activation: str, hidden: Any) -> None:
    rng = np.random.default_rng(1)
    sizes = (6, *hidden, 4)
    small = nets.Network.begin(sizes, activation, "xavier", rng)
    for b in small.biases:
        b += rng.standard_normal(b.shape).astype(np.float32) / 2
    x = rng.standard_normal((7, 6)).astype(np.float32)
    backprop = nets.Backprop(small, x)
    labels = rng.integers(0, 4, 7)
    loss = backprop.run(labels)

    # The oracle works in float64, where a slope has digits enough.
    exact = small.astype(np.float64)

    def cost(_: Any) -> Any:
        return core.softmax_cross_entropy(exact.scores(x.astype(float)), labels)[0]

    assert loss == pytest.approx(float(cost(None)), rel=1e-5)
    for parameter, gradient in zip(exact.parameters, backprop.gradients, strict=True):
        slope = core.numerical_gradient(cost, parameter)
        assert np.allclose(gradient, slope, atol=2e-6), (parameter.shape, gradient - slope)


@pytest.mark.parametrize("optimizer", nets.RULES)
def test_every_rule_learns(data: Any, optimizer: str) -> None:
    rate = {"sgd": 0.5, "momentum": 0.1, "adagrad": 0.1, "adam": 0.01}[optimizer]
    settings = nets.Settings((8,), optimizer=optimizer, learning_rate=rate, batch_size=40)
    training = nets.Training(*data, settings)
    for _ in range(300):
        assert training.step()
    assert training.evaluate().unseen_accuracy > 0.95


@pytest.mark.parametrize(("activation", "init"), product(nets.TRAINABLE, nets.INITS))
def test_every_beginning_has_the_spread_it_says(activation: str, init: str) -> None:
    network = nets.Network.begin((400, 300, 10), activation, init, np.random.default_rng(0))
    for W in network.weights:
        assert W.dtype == np.float32
        assert W.std() == pytest.approx(core.initial_scale(init, len(W)), rel=0.05)


def test_the_same_seed_gives_the_same_run_and_another_does_not(data: Any) -> None:
    def run(seed: int) -> nets.Snapshot:
        training = nets.Training(*data, nets.Settings((6,), batch_size=50, seed=seed))
        for _ in range(50):
            training.step()
        return training.snapshot()

    first, again, other = run(0), run(0), run(1)
    assert first.losses == again.losses
    assert np.array_equal(first.network.weights[0], again.network.weights[0])
    assert first.losses != other.losses


def test_a_snapshot_is_frozen(data: Any) -> None:
    training = nets.Training(*data, nets.Settings((6,), batch_size=50))
    before = training.snapshot()
    kept = before.network.weights[0].copy()
    for _ in range(60):
        training.step()
    assert np.array_equal(before.network.weights[0], kept)
    assert before.step == 0
    assert before.losses == ()


def test_a_run_goes_on_from_a_snapshot(data: Any) -> None:
    settings = nets.Settings((6,), batch_size=50)
    training = nets.Training(*data, settings)
    for _ in range(60):
        training.step()
    kept = training.snapshot()
    forked = nets.Training(*data, replace(settings, learning_rate=0.01), start=kept)
    assert (forked.step_count, forked.epoch) == (60, kept.epoch)
    assert np.array_equal(forked.network.weights[0], kept.network.weights[0])
    forked.step()
    assert not np.array_equal(forked.network.weights[0], kept.network.weights[0])


def steps(training: nets.Training, count: int) -> nets.Snapshot:
    for _ in range(count):
        assert training.step()
    return training.snapshot()


@pytest.mark.parametrize("optimizer", nets.RULES)
@pytest.mark.parametrize("before", [1, 16, 50])  # 16 steps are an epoch
def test_a_fork_goes_on_as_the_run_itself_bit_for_bit(
    data: Any, optimizer: str, before: int
) -> None:
    settings = nets.Settings((6,), optimizer=optimizer, learning_rate=0.01, batch_size=50)
    training = nets.Training(*data, settings)
    kept = steps(training, before)
    straight = steps(training, 50)
    forked = steps(nets.Training(*data, settings, start=kept), 50)
    for mine, other in zip(straight.network.parameters, forked.network.parameters, strict=True):
        assert np.array_equal(mine, other)
    assert np.array_equal(straight.memory.arrays, forked.memory.arrays)
    assert straight.memory.age == forked.memory.age
    assert (straight.losses, straight.loss, straight.recent) == (
        forked.losses, forked.loss, forked.recent,
    )  # fmt: skip
    assert straight.evaluations == forked.evaluations
    assert straight.place == forked.place


def test_a_fork_before_the_first_step_is_the_run_itself(data: Any) -> None:
    training = nets.Training(*data, nets.Settings((6,), batch_size=50))
    forked = nets.Training(*data, training.settings, start=training.snapshot())
    mine, other = steps(training, 20), steps(forked, 20)
    assert np.array_equal(mine.network.weights[0], other.network.weights[0])


def test_another_rule_begins_without_memory(data: Any) -> None:
    settings = nets.Settings((6,), optimizer="momentum", batch_size=50)
    kept = steps(nets.Training(*data, settings), 20)
    assert kept.memory.arrays.any()
    adam = nets.Training(*data, replace(settings, optimizer="adam"), start=kept).snapshot()
    assert adam.memory.age == 0
    assert not adam.memory.arrays.any()


def test_a_snapshot_is_hardly_larger_than_its_network_and_memory(data: Any) -> None:
    """A demo keeps dozens: the order of an epoch's images is not among what is kept."""
    kept = steps(nets.Training(*data, nets.Settings((6,), batch_size=50)), 20)
    assert kept.memory.arrays.size == 0, "plain descent remembers nothing"
    assert len(pickle.dumps(replace(kept, network=nets.Network(())))) < 2500


def test_every_image_is_seen_once_an_epoch(data: Any) -> None:
    training = nets.Training(*data, nets.Settings((3,), batch_size=80))
    seen = np.concatenate([training._batches.draw() for _ in range(10)])
    assert sorted(seen) == list(range(800))
    again = np.concatenate([training._batches.draw() for _ in range(10)])
    assert sorted(again) == list(range(800))
    assert not np.array_equal(seen, again)


def test_pixels_reach_the_network_as_0_to_1(data: Any) -> None:
    training = nets.Training(*data, nets.Settings((3,), batch_size=10))
    batch = training._batches.draw()
    wanted = data[0][batch].reshape(10, -1) / 255
    assert np.allclose(training._batches.x, wanted, atol=1e-6)
    assert np.allclose(nets.scaled(data[0][:3]), data[0][:3] / 255, atol=1e-6)
    assert nets.scaled(data[0][:3]).dtype == np.float32


def test_knobs_change_in_the_middle_of_a_run(data: Any) -> None:
    training = nets.Training(*data, nets.Settings((6,), batch_size=50))
    training.step()
    training.change(replace(training.settings, batch_size=7, learning_rate=0.1, optimizer="adam"))
    training.step()
    assert training.settings.batch_size == 7
    assert training.snapshot().images == 57


def test_divergence_stops_the_run_without_a_warning(data: Any) -> None:
    training = nets.Training(*data, nets.Settings((6,), activation="relu", learning_rate=1e30))
    for _ in range(20):
        training.step()
    assert training.stopped == "diverged"
    assert not training.step()


def test_a_run_that_only_guesses_is_stuck() -> None:
    rng = np.random.default_rng(0)
    images = rng.integers(0, 256, (500, 5, 4)).astype(np.uint8)
    labels = rng.integers(0, 10, 500).astype(np.uint8)
    settings = nets.Settings((3,), learning_rate=1e-7, batch_size=50)
    training = nets.Training(images, labels, images[:50], labels[:50], settings)
    for _ in range(700):
        if not training.step():
            break
    assert training.stopped == "stuck"


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"hidden": (0,)}, "at least one unit; got \\(0,\\)"),
        ({"hidden": ()}, "at least one unit"),
        ({"batch_size": 0}, "a batch holds 1 to 800 images"),
        ({"batch_size": 801}, "a batch holds 1 to 800 images.*got 801"),
        ({"learning_rate": 0.0}, "above 0; got 0.0"),
        ({"learning_rate": float("nan")}, "above 0; got nan"),
        ({"learning_rate": float("inf")}, "above 0; got inf"),
        ({"activation": "step"}, "sigmoid, tanh, relu; got “step”"),
        ({"init": "small"}, "0.01, xavier, he; got “small”"),
        ({"optimizer": "magic"}, "adam; got “magic”"),
    ],
)
def test_settings_that_cannot_be_are_told(data: Any, settings: Any, message: str) -> None:
    with pytest.raises(nets.TrainingError, match=message):
        nets.Training(*data, nets.Settings(**settings))


def test_data_that_cannot_be_learnt_is_told(data: Any) -> None:
    images, labels, *test = data
    with pytest.raises(nets.TrainingError, match="all labels are 3"):
        nets.Training(images, np.full_like(labels, 3), *test, nets.Settings())
    with pytest.raises(nets.TrainingError, match="800 images but 799 labels"):
        nets.Training(images, labels[1:], *test, nets.Settings())


def test_a_network_is_saved_and_loaded(data: Any, tmp_path: Path) -> None:
    network = nets.Network.begin((20, 6, 10), "relu", "he", np.random.default_rng(0))
    nets.save_network(tmp_path / "net.npz", network)
    loaded = nets.load_network(tmp_path / "net.npz")
    assert loaded.sizes == (20, 6, 10)
    assert loaded.activation == "relu"
    for a, b in zip(network.parameters, loaded.parameters, strict=True):
        assert np.array_equal(a, b)


def test_a_network_that_was_kept_before_layers_were_objects_is_read(tmp_path: Path) -> None:
    network = nets.Network.begin((20, 6, 5, 10), "sigmoid", "he", np.random.default_rng(0))
    arrays: dict[str, Any] = {f"W{i}": W for i, W in enumerate(network.weights)}
    arrays |= {f"b{i}": b + np.float32(0.5) for i, b in enumerate(network.biases)}
    np.savez(tmp_path / "net.npz", activation=np.array("sigmoid"), **arrays)
    loaded = nets.load_network(tmp_path / "net.npz")
    assert (loaded.sizes, loaded.activation) == ((20, 6, 5, 10), "sigmoid")
    x = y = np.random.default_rng(1).random((4, 20), np.float32)
    for i in range(3):
        y = core.affine(y, arrays[f"W{i}"], arrays[f"b{i}"])
        y = y if i == 2 else core.sigmoid(y)
    assert np.allclose(loaded.scores(x), y, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize(
    "fault",
    [
        "missing",
        "empty",
        "text",
        "cut",
        "pickle",
        "shapes",
        "chain",
        "name",
        "kind",
        "nan",
        "dtype",
    ],
)
def test_a_file_that_is_no_network_is_told(tmp_path: Path, fault: str) -> None:
    path = tmp_path / "net.npz"
    W, b = np.zeros((2, 3), np.float32), np.zeros(3, np.float32)

    def save(arrays: dict[str, Any], layers: Sequence[str] = ("Affine",)) -> None:
        np.savez(path, layers=np.array(layers), **arrays)

    if fault == "empty":
        path.touch()
    elif fault == "text":
        path.write_text("hello")
    elif fault == "cut":
        nets.save_network(path, nets.Network((Affine(W, b),)))
        path.write_bytes(path.read_bytes()[:-40])
    elif fault == "pickle":
        save({"0.W": np.array([{}], dtype=object), "0.b": b})
    elif fault == "shapes":
        save({"0.W": W, "0.b": np.zeros(4, np.float32)})
    elif fault == "chain":
        save({"0.W": W, "0.b": b, "1.W": W, "1.b": b}, ["Affine", "Affine"])
    elif fault == "name":
        save({"0.W": W, "0.b": b, "1.activation": np.array("tansh")}, ["Affine", "Nonlinear"])
    elif fault == "kind":
        save({"0.W": W, "0.b": b}, ["Eval"])
    elif fault == "nan":
        save({"0.W": W + np.nan, "0.b": b})
    elif fault == "dtype":
        save({"0.W": W.astype(float), "0.b": b.astype(float)})
    with pytest.raises(ValueError, match=r"net\.npz: not a saved network"):
        nets.load_network(path)
