"""The glass network learns: it opens as it came with the program, and begins anew when it plays."""

from dataclasses import dataclass, replace

from tui_tutor import digits
from tui_tutor.demos.network.knobs import Knobs
from tui_tutor.nets import QUICK, Network, Settings, Training
from tui_tutor.nets.measuring import measure
from tui_tutor.shipped import Weights, shipped

SETTINGS = Settings(hidden=(50,), activation="relu", init="0.01", learning_rate=0.2)
STEPS = 1500
MEASURED = 20  # steps between two times that unseen digits are read


@dataclass(frozen=True)
class Glass:
    """What is drawn: the weights now, how many steps from first weights, and how good they are."""

    weights: Weights
    step: int  # 0: those that came with the program
    accuracy: float  # on digits that they never saw, 0 to 1

    @property
    def done(self) -> bool:
        return self.step >= STEPS


def weights_of(network: Network) -> Weights:
    (W1, W2), (b1, b2) = network.weights, network.biases
    return Weights(W1.copy(), b1.copy(), W2.copy(), b2.copy())


class GlassRun:
    """Its first step makes first weights; those after it learn from drawn digits."""

    def __init__(self, knobs: Knobs, seed: int) -> None:
        self._seed = seed
        self._training: Training | None = None
        self._step = 0
        self._accuracy = shipped().accuracy

    def step(self, knobs: Knobs) -> bool:
        if self._training is None:
            d = digits.load("drawn")
            sets = (d.train_images, d.train_labels, d.test_images, d.test_labels)
            self._training = Training(*sets, replace(SETTINGS, seed=self._seed))
            self._unseen = d.test_images.reshape(len(d.test_labels), -1), d.test_labels
        else:
            self._training.learn()
        if self._step % MEASURED == 0:
            self._accuracy = measure(self._training.network, *self._unseen, QUICK)[0]
        self._step += 1
        return self._step < STEPS

    def snapshot(self) -> Glass:
        if self._training is None:
            return Glass(shipped().weights, 0, self._accuracy)
        return Glass(weights_of(self._training.network), self._step, self._accuracy)
