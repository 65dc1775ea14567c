"""Layers with a forward and a backward, their arrays in a dict, too: as in the book."""

import numpy as np
from collections import OrderedDict


class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return np.dot(x, self.W) + self.b

    def backward(self, dout):
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return np.dot(dout, self.W.T)


class Sigmoid:
    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, dout):
        return dout * self.out * (1.0 - self.out)


def softmax(x):
    x = x - np.max(x, axis=-1, keepdims=True)
    return np.exp(x) / np.sum(np.exp(x), axis=-1, keepdims=True)


class SoftmaxWithLoss:
    def forward(self, x, t):
        self.t = t
        self.y = softmax(x)
        n = self.y.shape[0]
        return -np.sum(np.log(self.y[np.arange(n), t] + 1e-7)) / n

    def backward(self):
        n = self.t.shape[0]
        dx = self.y.copy()
        dx[np.arange(n), self.t] -= 1
        return dx / n


class TwoLayerNet:
    def __init__(self):
        self.params = {}
        self.params["W1"] = 0.1 * np.random.randn(784, 50)
        self.params["b1"] = np.zeros(50)
        self.params["W2"] = 0.1 * np.random.randn(50, 10)
        self.params["b2"] = np.zeros(10)
        self.layers = OrderedDict()
        self.layers["Affine1"] = Affine(self.params["W1"], self.params["b1"])
        self.layers["Sigmoid"] = Sigmoid()
        self.layers["Affine2"] = Affine(self.params["W2"], self.params["b2"])
        self.last = SoftmaxWithLoss()

    def predict(self, x):
        for layer in self.layers.values():
            x = layer.forward(x)
        return x

    def gradient(self, x, t):
        loss = self.last.forward(self.predict(x), t)
        dout = self.last.backward()
        for layer in reversed(list(self.layers.values())):
            dout = layer.backward(dout)
        a1, a2 = self.layers["Affine1"], self.layers["Affine2"]
        return loss, {"W1": a1.dW, "b1": a1.db, "W2": a2.dW, "b2": a2.db}


def first_weights():
    return TwoLayerNet()


def forward(net, x):
    return net.predict(x)


def gradients(net, x, t):
    return net.gradient(x, t)


def update(net, grads):
    lr = 0.5
    for key in ("W1", "b1", "W2", "b2"):
        net.params[key] -= lr * grads[key]


def train(net, x_train, t_train):
    x_train = x_train.astype(float) / 255.0
    train_size = x_train.shape[0]
    batch_size = 50
    for i in range(1600):
        mask = np.random.choice(train_size, batch_size)
        loss, grads = gradients(net, x_train[mask], t_train[mask])
        update(net, grads)
