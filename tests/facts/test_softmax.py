"""What the lesson softmax says, run: from scores to probabilities."""

import numpy as np
import pytest

from tui_tutor import core
from tui_tutor.digits.drawn import draw_digits
from tui_tutor.nets import Network

LARGE = np.array([1010.0, 1000.0, 990.0])


def test_idea_35_identity_passes_any_number_on_and_softmax_shares_out_one() -> None:
    scores = np.array([0.3, 2.9, 250_000.0])
    assert np.array_equal(core.identity_function(scores), scores)
    assert core.softmax(scores).sum() == pytest.approx(1)
    assert core.softmax(scores).max() <= 1  # it can't answer 250,000


def test_idea_36_softmax_keeps_the_winner_and_is_not_calibrated() -> None:
    rng = np.random.default_rng(0)
    a = rng.normal(size=(1000, 10))
    for factor in (0.1, 1, 3, 10):
        y = core.softmax(factor * a)
        assert np.allclose(y.sum(axis=1), 1)
        assert np.array_equal(y.argmax(axis=1), a.argmax(axis=1))  # right as often as before,
    surest = [core.softmax(factor * a).max(axis=1).mean() for factor in (0.1, 1, 3, 10)]
    assert surest == sorted(surest)  # and surer each time
    assert surest[-1] - surest[0] > 0.7


def test_idea_37_the_constant_belongs_inside_and_a_batch_needs_its_axis() -> None:
    with np.errstate(all="ignore"):
        C = np.exp(-LARGE.max())
        assert C == 0  # and 0 · inf is nan
        assert np.isnan(core.naive_softmax(LARGE)).any()
        assert np.isnan(C * np.exp(LARGE) / (C * np.exp(LARGE)).sum()).all()
    inside = np.exp(LARGE - LARGE.max()) / np.exp(LARGE - LARGE.max()).sum()
    assert np.allclose(inside, core.softmax(LARGE))
    assert np.allclose(core.softmax(LARGE), core.softmax(LARGE - 990))
    batch = np.array([[3.0, 1.0, 0.2], LARGE])
    one_for_all = np.exp(batch - batch.max())
    assert (one_for_all / one_for_all.sum()).sum(axis=1).tolist() == [0, 1]
    assert core.softmax(batch).sum(axis=1).tolist() == pytest.approx([1, 1])


def test_without_keepdims_a_square_batch_is_divided_by_the_wrong_sums() -> None:
    e = np.exp(np.array([[0.0] * 3, [1.0] * 3, [2.0] * 3]))
    assert not np.allclose((e / e.sum(axis=1)).sum(axis=1), 1)
    assert np.allclose((e / e.sum(axis=1, keepdims=True)).sum(axis=1), 1)
    with pytest.raises(ValueError, match="could not be broadcast"):
        e[:2] / e[:2].sum(axis=1)


@pytest.mark.parametrize(
    ("dtype", "wall"), [(np.float16, 11.085), (np.float32, 88.72), (np.float64, 709.78)]
)
def test_where_exp_runs_out(dtype: type[np.floating], wall: float) -> None:
    with np.errstate(over="ignore"):
        assert np.isfinite(np.exp(dtype(wall)))
        assert np.isinf(np.exp(dtype(wall * 1.001)))


def test_exp_1010_has_439_digits_and_too_negative_breaks_as_well() -> None:
    assert int(1010 / np.log(10)) + 1 == 439
    with np.errstate(all="ignore"):
        assert np.isnan(core.naive_softmax([-1000.0, -1000.0, -1000.0])).all()
        # each exp still fits, but their sum does not
        assert core.naive_softmax([700.0, 709.7, 709.7]).sum() == 0
        assert np.isfinite(np.exp(709.7))
    assert core.naive_softmax([700.0] * 3) == pytest.approx(core.softmax([700.0] * 3))


def test_raw_bytes_give_hundreds_to_relus_and_little_to_sigmoids() -> None:
    """Past the wall of float32, and short of the demo's 1010."""
    images, _ = draw_digits(500)
    raw = images.reshape(-1, 784).astype(np.float32)

    def largest(activation: str, init: str) -> float:
        network = Network.begin((784, 50, 10), activation, init, np.random.default_rng(0))
        with np.errstate(over="ignore"):
            return float(np.abs(network.scores(raw)).max())

    assert 88.73 < largest("relu", "he") < 1000
    assert largest("sigmoid", "he") < 20


def test_what_is_added_to_all_scores_is_not_seen() -> None:
    a = np.array([2.9, 0.3, 4.0])
    for shift in (-1000.0, 500.0):
        assert core.softmax(a + shift) == pytest.approx(core.softmax(a), rel=1e-9)
        assert core.softmax(a + shift).argmax() == 2
