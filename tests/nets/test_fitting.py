"""Fits of small networks: losses, penalties and dropout against core and against nudges."""

from dataclasses import replace

import numpy as np
import pytest

from tui_tutor import core, nets
from tui_tutor.arrays import Floats
from tui_tutor.nets.layers import Affine, Dropout, Nonlinear
from tui_tutor.nets.losses import LOSSES

RNG = np.random.default_rng(0)
SCORES = 3 * RNG.standard_normal((12, 1))
SIDES = np.sign(RNG.standard_normal((12, 1)))


def slope(name: str, scores: Floats, t: Floats) -> Floats:
    ds = np.empty_like(scores)
    LOSSES[name].slope_into(scores, t, ds)
    return ds


@pytest.mark.parametrize("name", LOSSES)
@pytest.mark.parametrize("t", [SIDES, 0.7 * np.tanh(SCORES[::-1])], ids=["sides", "numbers"])
def test_the_slope_of_a_loss_is_what_nudging_the_scores_finds(name: str, t: Floats) -> None:
    nudged = core.numerical_gradient(lambda s: LOSSES[name].cost(s, t), SCORES)
    np.testing.assert_allclose(slope(name, SCORES, t), nudged, atol=1e-6)


@pytest.mark.parametrize("name", LOSSES)
def test_a_loss_as_it_is_written_is_the_loss(name: str) -> None:
    loss, known = LOSSES[name], {"np": np, "s": SCORES, "t": SIDES}
    assert np.mean(eval(loss.written, known)) == pytest.approx(loss.cost(SCORES, SIDES))
    written = eval(loss.slope_written, known) / len(SCORES)
    np.testing.assert_allclose(slope(name, SCORES, SIDES), written, atol=1e-12)


@pytest.mark.parametrize("t", [SIDES, np.tanh(SCORES[::-1])], ids=["sides", "numbers"])
def test_cross_entropy_of_one_score_is_softmax_with_a_second_score_of_0(t: Floats) -> None:
    two = np.concatenate([np.zeros_like(SCORES), SCORES], axis=1)
    p = (1 + t) / 2
    cost, by_scores = core.softmax_cross_entropy(two, np.concatenate([1 - p, p], axis=1))
    ours = LOSSES["cross-entropy"]
    assert ours.cost(SCORES, t) == pytest.approx(cost)
    np.testing.assert_allclose(slope("cross-entropy", SCORES, t), by_scores[:, 1:], atol=1e-12)
    np.testing.assert_allclose(ours.answer(SCORES), 2 * core.sigmoid(SCORES) - 1)


def test_the_other_losses_cost_what_their_formulas_say() -> None:
    costs = {name: loss.cost(SCORES, SIDES) for name, loss in LOSSES.items()}
    pairs = list(zip(SCORES.ravel().tolist(), SIDES.ravel().tolist(), strict=True))
    assert costs["squared"] == pytest.approx(sum((s - t) ** 2 for s, t in pairs) / 12)
    assert costs["absolute"] == pytest.approx(sum(abs(s - t) for s, t in pairs) / 12)
    assert costs["hinge"] == pytest.approx(sum(max(0, 1 - s * t) for s, t in pairs) / 12)


def test_a_large_score_costs_no_overflow() -> None:
    far, t = np.array([[1000.0], [-1000.0]]), np.array([[1.0], [1.0]])
    assert LOSSES["cross-entropy"].cost(far, t) == pytest.approx(500)
    assert slope("cross-entropy", far, t) == pytest.approx(np.array([[0.0], [-0.5]]))


@pytest.mark.parametrize("name", nets.PENALTIES)
def test_the_slope_of_a_penalty_is_what_nudging_the_weights_finds(name: str) -> None:
    w = RNG.standard_normal(9)
    found = np.empty_like(w)
    nets.PENALTIES[name].slope_into(w, found)
    np.testing.assert_allclose(found, core.numerical_gradient(nets.PENALTIES[name].cost, w))


def test_dropout_silences_its_share_keeps_the_mean_and_is_away_where_nobody_trains() -> None:
    x = np.ones((200, 100))
    trained = Dropout(0.3).prepared(x, rng=np.random.default_rng(0))
    y = trained.forward(x)
    assert set(np.unique(y)) == {0, 1 / 0.7}
    assert (y == 0).mean() == pytest.approx(0.3, abs=0.02)
    assert y.mean() == pytest.approx(1, abs=0.03)
    assert (trained.backward(x) == y).all()
    assert Dropout(0.3).prepared(x).forward(x) is x
    with pytest.raises(ValueError, match="share"):
        Dropout(1.0)


# ------------------------------------------------------------------ the whole step

POINTS = RNG.standard_normal((40, 2))
TARGETS = np.sign(POINTS[:, :1] * POINTS[:, 1:])


def network(*activations: str) -> nets.Network:
    sizes = (2, *(3 + k for k in range(len(activations))), 1)
    return nets.Network.begin(sizes, activations, "xavier", np.random.default_rng(1), float)


def fit(settings: nets.FitSettings, start: nets.FitState | None = None) -> nets.Fit:
    return nets.Fit(POINTS, TARGETS, network("tanh", "relu"), settings, start)


def test_before_the_first_batch_nothing_pulls() -> None:
    begun = fit(nets.FitSettings())
    assert not any(gradient.any() for gradient in begun.state().gradients)
    assert begun.step()
    assert all(gradient.any() for gradient in begun.state().gradients)


def test_every_layer_may_have_an_activation_of_its_own() -> None:
    layers = network("tanh", "relu", "sigmoid").layers
    assert [one.activation for one in layers if isinstance(one, Nonlinear)] == [
        "tanh", "relu", "sigmoid"
    ]  # fmt: skip
    assert isinstance(layers[-1], Affine)
    assert network().sizes == (2, 1)


@pytest.mark.parametrize("penalty", ["", *nets.PENALTIES])
@pytest.mark.parametrize("loss", LOSSES)
def test_a_step_of_sgd_goes_down_the_slope_of_loss_and_penalty(loss: str, penalty: str) -> None:
    """The slope of the whole network and all of its points, found by nudges."""
    settings = nets.FitSettings(loss, learning_rate=0.1, batch_size=40, penalty=penalty,
                                strength=0.05)  # fmt: skip
    ours = fit(settings)
    before = ours.row.copy()
    begun = ours.network

    def cost(row: Floats) -> float:
        parts, at = [], 0
        for p in begun.parameters:
            parts.append(row[at : at + p.size].reshape(p.shape))
            at += p.size
        other = begun.with_parameters(parts)
        scores = other.scores(POINTS)
        paid = sum(nets.PENALTIES[penalty].cost(W) for W in other.weights) if penalty else 0
        return LOSSES[loss].cost(scores, TARGETS) + 0.05 * paid

    downhill = -core.numerical_gradient(cost, before)
    assert ours.step()
    np.testing.assert_allclose(ours.row, before + 0.1 * downhill, atol=1e-6)


@pytest.mark.parametrize("optimizer", nets.RULES)
@pytest.mark.parametrize("steps", [0, 3, 17])
def test_going_on_from_a_state_gives_the_same_numbers(optimizer: str, steps: int) -> None:
    settings = nets.FitSettings(optimizer=optimizer, batch_size=7, dropout=0.2)
    one = fit(settings)
    for _ in range(steps):
        one.step()
    other = fit(settings, one.state())
    for _ in range(20):
        one.step()
        other.step()
    assert (one.row == other.row).all()
    assert one.step_count == other.step_count == steps + 20


def test_a_changed_setting_counts_from_the_next_step_and_the_rule_keeps_its_memory() -> None:
    settings = nets.FitSettings(optimizer="momentum", batch_size=7)
    one = fit(settings)
    for _ in range(3):
        one.step()
    memory = one.state().memory.copy()
    one.change(replace(settings, learning_rate=1e-9, batch_size=5))
    assert (one.state().memory == memory).all()
    assert one.state().row == 21
    one.step()
    assert one.state().row == 26


def test_a_weight_that_is_held_stays_and_the_others_learn() -> None:
    one = fit(nets.FitSettings())
    place = nets.place_of(one.network, 0, 1, 2)
    bias = nets.place_of(one.network, 1, -1, 3)
    for _ in range(5):
        one.step([(place, 0.5), (bias, -2.0)])
    assert one.network.weights[0][1, 2] == 0.5
    assert one.network.biases[1][3] == -2
    assert (one.network.weights[0] != network("tanh", "relu").weights[0]).sum() >= 5


def test_a_gradient_that_is_no_number_stops_the_fit_before_it_moves_a_weight() -> None:
    one = fit(nets.FitSettings("squared", learning_rate=1e200))
    assert one.step()
    kept = one.row.copy()
    assert not one.step()
    assert (one.row == kept).all()
    assert one.step_count == 1
