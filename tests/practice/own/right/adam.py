"""Adam, in a dataclass that keeps more than weights."""

import numpy as np
from dataclasses import dataclass, field


@dataclass
class Net:
    W1: np.ndarray
    b1: np.ndarray
    W2: np.ndarray
    b2: np.ndarray
    m: dict = field(default_factory=dict)
    v: dict = field(default_factory=dict)
    step: int = 0


NAMES = "W1 b1 W2 b2".split()


def first_weights():
    g = np.random.default_rng(0)
    return Net(g.normal(0, 0.05, (784, 50)), np.zeros(50), g.normal(0, 0.1, (50, 10)), np.zeros(10))


def forward(net, x):
    net.x = x
    net.h = np.maximum(x @ net.W1 + net.b1, 0)
    return net.h @ net.W2 + net.b2


def gradients(net, x, t):
    s = forward(net, x)
    s = s - s.max(1, keepdims=True)
    logp = s - np.log(np.exp(s).sum(1, keepdims=True))
    loss = -logp[np.arange(len(x)), t].mean()
    d = (np.exp(logp) - np.eye(10)[t]) / len(x)
    dh = (d @ net.W2.T) * (net.h > 0)
    return loss, dict(W1=x.T @ dh, b1=dh.sum(0), W2=net.h.T @ d, b2=d.sum(0))


def update(net, grads):
    net.step += 1
    for k in NAMES:
        m = net.m[k] = 0.9 * net.m.get(k, 0) + 0.1 * grads[k]
        v = net.v[k] = 0.999 * net.v.get(k, 0) + 0.001 * grads[k] ** 2
        w = getattr(net, k)
        w -= 0.001 * (m / (1 - 0.9**net.step)) / (np.sqrt(v / (1 - 0.999**net.step)) + 1e-8)


def train(net, images, labels):
    X = images.astype(np.float32) / 255
    for e in range(4):
        p = np.random.permutation(len(X))
        for k in range(0, len(X), 50):
            b = p[k : k + 50]
            loss, grads = gradients(net, X[b], labels[b])
            update(net, grads)
