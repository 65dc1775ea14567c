"""The one table of losses for a network of one output that answers from -1 to 1, in place.

Targets t are -1 or 1, or any number between. Each takes scores (N, 1) and targets (N, 1).
"""

import numpy as np

from tui_tutor.arrays import Floats


class Loss:
    """The mean cost of a batch and its slope, with room for batches like `scores`."""

    def __init__(self, scores: Floats) -> None:
        self.d_scores = np.empty_like(scores)
        self._room, self._costs = np.empty_like(scores), np.empty_like(scores)

    def forward(self, scores: Floats, t: Floats) -> float:
        """The mean cost; what `backward` needs is left behind."""
        raise NotImplementedError

    def backward(self) -> Floats:
        """The gradient by the scores → `d_scores`."""
        raise NotImplementedError

    @staticmethod
    def answer(scores: Floats) -> Floats:
        """What the network says when it has these scores, about -1 to 1."""
        return scores

    def _mean_cost(self) -> float:
        return float(np.add.reduce(self._costs, axis=None)) / len(self._costs)


class CrossEntropy(Loss):
    """-log of the probability of the true side, where sigmoid(s) is that of 1 and t may be soft.

    With p = (1 + t) / 2 it is log(1 + e^s) - p s. Its slope is sigmoid(s) - p, which is half of
    tanh(s / 2) - t.
    """

    def forward(self, scores: Floats, t: Floats) -> float:
        costs, room, slope = self._costs, self._room, self.d_scores
        np.multiply(scores, 0.5, out=room)
        np.tanh(room, out=slope)
        slope -= t
        np.logaddexp(0, scores, out=costs)
        room *= t
        costs -= room
        np.multiply(scores, 0.5, out=room)
        costs -= room
        return self._mean_cost()

    def backward(self) -> Floats:
        self.d_scores *= 0.5 / len(self.d_scores)
        return self.d_scores

    @staticmethod
    def answer(scores: Floats) -> Floats:
        said: Floats = np.tanh(scores / 2)
        return said


class Squared(Loss):
    """core.mean_squared_error: (s - t)²."""

    def forward(self, scores: Floats, t: Floats) -> float:
        np.subtract(scores, t, out=self.d_scores)
        np.multiply(self.d_scores, self.d_scores, out=self._costs)
        return self._mean_cost()

    def backward(self) -> Floats:
        self.d_scores *= 2 / len(self.d_scores)
        return self.d_scores


class Absolute(Loss):
    """|s - t|: one point that lies far out pulls no harder than any other."""

    def forward(self, scores: Floats, t: Floats) -> float:
        np.subtract(scores, t, out=self.d_scores)
        np.abs(self.d_scores, out=self._costs)
        return self._mean_cost()

    def backward(self) -> Floats:
        np.sign(self.d_scores, out=self.d_scores)
        self.d_scores *= 1 / len(self.d_scores)
        return self.d_scores


class Hinge(Loss):
    """max(0, 1 - t s): no cost for a point that is on its side by 1 or more."""

    def forward(self, scores: Floats, t: Floats) -> float:
        np.multiply(scores, t, out=self._costs)
        np.subtract(1, self._costs, out=self._costs)
        np.maximum(self._costs, 0, out=self._costs)
        np.copyto(self._room, t)
        return self._mean_cost()

    def backward(self) -> Floats:
        np.greater(self._costs, 0, out=self.d_scores)
        self.d_scores *= self._room
        self.d_scores *= -1 / len(self.d_scores)
        return self.d_scores


LOSSES: dict[str, type[Loss]] = {
    "cross-entropy": CrossEntropy,
    "squared": Squared,
    "absolute": Absolute,
    "hinge": Hinge,
}
