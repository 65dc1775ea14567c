"""Forward and backward through a whole network, for batches of one size, making no array a step."""

import numpy as np

from tui_tutor.arrays import Floats, Labels
from tui_tutor.nets.layers import Layer, SoftmaxLoss
from tui_tutor.nets.network import Network, end_to_end


class Backprop:
    """A network's layers, each prepared for the batches that come in `x`."""

    def __init__(self, network: Network, x: Floats, rng: np.random.Generator | None = None) -> None:
        self.network = network
        self.x = x  # to be filled before `run`
        # By all parameters in one row, and the same by each, in the order of network.parameters.
        self.gradient, self.gradients = end_to_end(network.parameters)
        self.gradient[...] = 0  # before the first batch nothing pulls
        parts = iter(self.gradients)
        self.layers: list[Layer] = []
        for layer in network.layers:
            into = tuple(next(parts) for _ in layer.parameters)
            self.layers.append(layer.prepared(x, into, rng))
            x = self.layers[-1].y
        self.loss = SoftmaxLoss(x)

    @np.errstate(over="ignore", invalid="ignore")  # a network that runs away shows as inf and nan
    def run(self, labels: Labels) -> float:
        """Forward and backward for the batch in `x`: returns its loss, fills `gradient`."""
        loss = self.loss.forward(self.forward(), labels)
        self.backward(self.loss.backward())
        return loss

    def forward(self) -> Floats:
        """The scores of the batch in `x`."""
        y = self.x
        for layer in self.layers:
            y = layer.forward(y)
        return y

    def backward(self, dy: Floats) -> None:
        """The gradient by the scores → `gradient`, the one by all parameters."""
        first = self.layers[0]
        for layer in reversed(self.layers):
            layer.find_gradients(dy)
            if layer is not first:  # nobody asks for the gradient by the pixels
                dy = layer.backward(dy)
