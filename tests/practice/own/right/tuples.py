"""A tuple that each step makes anew, tanh, the images themselves put in another order."""

import numpy as np

np.random.seed(3)
H = 60
ALPHA = 0.8


def first_weights():
    W1 = np.random.randn(784, H) / np.sqrt(784)
    b1 = np.zeros((1, H))
    W2 = np.random.randn(H, 10) / np.sqrt(H)
    b2 = np.zeros((1, 10))
    return W1, b1, W2, b2


def act(s):
    return np.tanh(s)


def forward(weights, x):
    W1, b1, W2, b2 = weights
    hidden = act(x.dot(W1) + b1)
    out = hidden.dot(W2) + b2
    ex = np.exp(out - np.max(out, 1)[:, None])
    return ex / np.sum(ex, 1)[:, None]


def gradients(weights, x, t):
    W1, b1, W2, b2 = weights
    m = x.shape[0]
    Y = np.zeros((m, 10))
    Y[range(m), t] = 1
    hidden = act(x.dot(W1) + b1)
    P = forward(weights, x)
    loss = np.mean(-np.log(np.sum(P * Y, axis=1)))
    d2 = (P - Y) / m
    gW2 = hidden.T.dot(d2)
    gb2 = np.sum(d2, axis=0, keepdims=True)
    d1 = d2.dot(W2.T) * (1 - hidden**2)
    gW1 = x.T.dot(d1)
    gb1 = np.sum(d1, axis=0, keepdims=True)
    return loss, (gW1, gb1, gW2, gb2)


def update(weights, grads):
    return tuple(w - ALPHA * g for w, g in zip(weights, grads))


def train(weights, images, labels):
    X = images / 255
    idx = np.arange(len(X))
    for epoch in range(3):
        np.random.shuffle(idx)
        X, labels = X[idx], labels[idx]
        for start in range(0, len(X), 100):
            xb = X[start : start + 100]
            tb = labels[start : start + 100]
            loss, g = gradients(weights, xb, tb)
            weights = update(weights, g)
    return weights
