"""A class, ReLU, float32."""

import numpy as np


class Network:
    def __init__(self):
        rng = np.random.default_rng(1)
        self.W1 = (np.sqrt(2 / 784) * rng.standard_normal((784, 64))).astype(np.float32)
        self.b1 = np.zeros(64, np.float32)
        self.W2 = (np.sqrt(2 / 64) * rng.standard_normal((64, 10))).astype(np.float32)
        self.b2 = np.zeros(10, np.float32)

    def forward(self, x):
        self.x = x
        self.z = np.maximum(0, x @ self.W1 + self.b1)
        return self.z @ self.W2 + self.b2

    def gradients(self, x, t):
        loss, dy = core.softmax_cross_entropy(self.forward(x), t)
        dz = dy @ self.W2.T
        dz[self.z <= 0] = 0
        return loss, (x.T @ dz, dz.sum(0), self.z.T @ dy, dy.sum(0))

    def update(self, grads):
        for w, dw in zip((self.W1, self.b1, self.W2, self.b2), grads):
            w -= 0.2 * dw


first_weights = Network
forward = Network.forward
gradients = Network.gradients
update = Network.update


def train(network, images, labels):
    x = images.astype(np.float32) / 255
    for epoch in range(4):
        order = np.random.permutation(len(x))
        for batch in np.split(order, len(x) // 100):
            loss, grads = network.gradients(x[batch], labels[batch])
            network.update(grads)
