"""The glass network learns: it opens as it came with the program, and begins anew when it plays."""

from dataclasses import dataclass, replace

from tui_tutor import digits
from tui_tutor.demos.network.knobs import Knobs
from tui_tutor.nets import QUICK, Network, Settings, Snapshot, Training
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
    training: Snapshot | None = None  # None: it has not begun

    @property
    def done(self) -> bool:
        return self.step >= STEPS


def weights_of(network: Network) -> Weights:
    (W1, W2), (b1, b2) = network.weights, network.biases
    return Weights(W1, b1, W2, b2)


class GlassRun:
    """Its first step makes first weights; those after it learn from drawn digits."""

    def __init__(self, knobs: Knobs, seed: int) -> None:
        self._seed = seed
        self._training: Training | None = None
        self._step = 0
        self._accuracy = shipped().accuracy

    def step(self, knobs: Knobs) -> bool:
        if self._training is None:
            self._training = self._training_from(None)
        else:
            self._training.learn()
        if self._step % MEASURED == 0:
            d = digits.load("drawn")
            unseen = d.test_images.reshape(len(d.test_labels), -1), d.test_labels
            self._accuracy = measure(self._training.network, *unseen, QUICK)[0]
        self._step += 1
        return self._step < STEPS

    def _training_from(self, start: Snapshot | None) -> Training:
        d = digits.load("drawn")
        sets = (d.train_images, d.train_labels, d.test_images, d.test_labels)
        return Training(*sets, replace(SETTINGS, seed=self._seed), start=start)

    def snapshot(self) -> Glass:
        if self._training is None:
            return Glass(shipped().weights, 0, self._accuracy)
        now = self._training.snapshot()
        return Glass(weights_of(now.network), self._step, self._accuracy, now)

    def go_to(self, then: Glass, newest: Glass) -> None:
        self._training = self._training_from(then.training) if then.training else None
        self._step, self._accuracy = then.step, then.accuracy
