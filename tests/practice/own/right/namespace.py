"""Matrices and rows in lists of their own, ReLU, the loss image by image."""

import numpy as np
from types import SimpleNamespace

rate = 0.1
rnd = np.random.RandomState(5)


def first_weights():
    return SimpleNamespace(
        w=[rnd.randn(784, 48).astype("float32") * 0.05, rnd.randn(48, 10).astype("float32") * 0.2],
        b=[np.zeros(48, "float32"), np.zeros(10, "float32")],
    )


def scores_of(net, x):
    pre = x @ net.w[0] + net.b[0]
    h = pre * (pre > 0)
    return pre, h, h @ net.w[1] + net.b[1]


def forward(net, x):
    return scores_of(net, x)[-1]


def gradients(net, x, t):
    pre, h, s = scores_of(net, x)
    s = s - s.max(axis=1).reshape(-1, 1)
    p = np.exp(s)
    p = p / p.sum(axis=1).reshape(-1, 1)
    loss = 0.0
    for i in range(len(t)):
        loss -= np.log(p[i, t[i]])
        p[i, t[i]] -= 1
    loss /= len(t)
    p = p / len(t)
    back = p @ net.w[1].T
    back = back * (pre > 0)
    dw = [x.T @ back, h.T @ p]
    db = [back.sum(axis=0), p.sum(axis=0)]
    return loss, {"w": dw, "b": db}


def update(net, grads):
    for k in range(2):
        net.w[k] -= rate * grads["w"][k]
        net.b[k] -= rate * grads["b"][k]


def train(net, images, labels):
    n = len(images)
    for epoch in range(3):
        perm = rnd.permutation(n)
        for lo in range(0, n, 64):
            pick = perm[lo : lo + 64]
            xb = images[pick] / np.float32(255)
            loss, grads = gradients(net, xb, labels[pick])
            update(net, grads)
