"""Two hidden layers, in loops over them."""

import numpy as np

rng = np.random.default_rng(1)
SIZES = [784, 50, 30, 10]


def first_weights():
    pairs = zip(SIZES, SIZES[1:])
    return [(np.sqrt(2 / n) * rng.standard_normal((n, m)), np.zeros(m)) for n, m in pairs]


def all_layers(weights, x):
    given = [x]
    for W, b in weights[:-1]:
        given.append(core.relu(core.affine(given[-1], W, b)))
    W, b = weights[-1]
    return given, core.affine(given[-1], W, b)


def forward(weights, x):
    return core.softmax(all_layers(weights, x)[1])


def gradients(weights, x, t):
    given, scores = all_layers(weights, x)
    loss, dy = core.softmax_cross_entropy(scores, t)
    grads = []
    for (W, b), z in zip(reversed(weights), reversed(given)):
        dx, dW, db = core.affine_backward(z, W, dy)
        grads.append((dW, db))
        dy = core.relu_backward(z, dx)
    return loss, grads[::-1]


def update(weights, grads):
    for (W, b), (dW, db) in zip(weights, grads):
        core.sgd(W, dW, 0.1)
        core.sgd(b, db, 0.1)


def train(weights, images, labels):
    x = images / 255
    for step in range(1200):
        batch = rng.choice(len(x), 100)
        loss, grads = gradients(weights, x[batch], labels[batch])
        update(weights, grads)
