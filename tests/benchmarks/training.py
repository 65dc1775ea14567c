"""How fast training is, as ratios within one run.

TUTOR_MNIST=DIR python -m tests.benchmarks.training

784-50-10 at batch 100, on real MNIST where TUTOR_MNIST names it: a step of ours against its five
matrix products alone, against the textbook's way of writing it, and against eager PyTorch where
that is installed. The contestants take turns, and medians of the rounds are compared.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command line sets it

import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from tui_tutor import digits, nets

ROUNDS, STEPS, BATCH, RATE = 15, 200, 100, 0.1
Step = Callable[[], object]


def ours(data: digits.Digits) -> Step:
    sets = (data.train_images, data.train_labels, data.test_images, data.test_labels)
    settings = nets.Settings(learning_rate=RATE, batch_size=BATCH)
    return nets.Training(*sets, settings).learn


def products(data: digits.Digits) -> Step:
    """The five matrix products of a step, in room made before."""
    rng = np.random.default_rng(0)

    def numbers(*shape: int) -> Any:
        return rng.standard_normal(shape).astype(np.float32)

    x, W1, W2, dy = numbers(BATCH, 784), numbers(784, 50), numbers(50, 10), numbers(BATCH, 10)
    z, y, dz = numbers(BATCH, 50), numbers(BATCH, 10), numbers(BATCH, 50)
    dW1, dW2 = np.empty_like(W1), np.empty_like(W2)

    def step() -> None:
        np.matmul(x, W1, out=z)
        np.matmul(z, W2, out=y)
        np.matmul(z.T, dy, out=dW2)
        np.matmul(dy, W2.T, out=dz)
        np.matmul(x.T, dz, out=dW1)

    return step


def textbook(data: digits.Digits) -> Step:
    """As the textbook writes it: float64, a fresh array for everything, one-hot labels.

    A step is its training loop's: the gradient, the update, then the loss, for which the batch
    goes through the network once more.
    """
    x_train = data.train_images.reshape(-1, 784) / 255
    t_train = np.eye(10)[data.train_labels]
    rng = np.random.default_rng(0)
    params = {
        "W1": 0.01 * rng.standard_normal((784, 50)), "b1": np.zeros(50),
        "W2": 0.01 * rng.standard_normal((50, 10)), "b2": np.zeros(10),
    }  # fmt: skip

    def sigmoid(x: Any) -> Any:
        return 1 / (1 + np.exp(-x))

    def sigmoid_grad(x: Any) -> Any:
        return (1.0 - sigmoid(x)) * sigmoid(x)

    def softmax(a: Any) -> Any:
        a = a - np.max(a, axis=-1, keepdims=True)
        return np.exp(a) / np.sum(np.exp(a), axis=-1, keepdims=True)

    def cross_entropy_error(y: Any, t: Any) -> Any:
        t = t.argmax(axis=1)
        return -np.sum(np.log(y[np.arange(len(y)), t] + 1e-7)) / len(y)

    def forward(x: Any) -> tuple[Any, Any, Any]:
        a1 = np.dot(x, params["W1"]) + params["b1"]
        z1 = sigmoid(a1)
        return a1, z1, softmax(np.dot(z1, params["W2"]) + params["b2"])

    def gradient(x: Any, t: Any) -> dict[str, Any]:
        a1, z1, y = forward(x)
        dy = (y - t) / len(x)
        da1 = sigmoid_grad(a1) * np.dot(dy, params["W2"].T)
        return {
            "W2": np.dot(z1.T, dy), "b2": np.sum(dy, axis=0),
            "W1": np.dot(x.T, da1), "b1": np.sum(da1, axis=0),
        }  # fmt: skip

    def step() -> Any:
        chosen = rng.choice(len(x_train), BATCH)
        x, t = x_train[chosen], t_train[chosen]
        grads = gradient(x, t)
        for key in params:
            params[key] -= RATE * grads[key]
        return cross_entropy_error(forward(x)[-1], t)

    return step


def pytorch(data: digits.Digits) -> Step | None:
    try:
        import torch
    except ImportError:
        return None
    torch.manual_seed(0)
    torch.set_num_threads(1)
    images = torch.from_numpy(data.train_images.reshape(-1, 784).astype(np.float32) / 255)
    labels = torch.from_numpy(data.train_labels.astype(np.int64))
    model = torch.nn.Sequential(
        torch.nn.Linear(784, 50), torch.nn.Sigmoid(), torch.nn.Linear(50, 10)
    )
    loss_of = torch.nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=RATE)

    def step() -> None:
        chosen = torch.randint(len(images), (BATCH,))
        optimizer.zero_grad()
        loss_of(model(images[chosen]), labels[chosen]).backward()
        optimizer.step()

    return step


def microseconds(step: Step) -> float:
    began = time.perf_counter()
    for _ in range(STEPS):
        step()
    return (time.perf_counter() - began) / STEPS * 1e6


def main() -> None:
    data = digits.load("auto")
    contestants = {"ours": ours(data), "products": products(data), "textbook": textbook(data)}
    if torch_step := pytorch(data):
        contestants["pytorch"] = torch_step
    spent: dict[str, list[float]] = {name: [] for name in contestants}
    for turn in range(ROUNDS + 1):
        for name, step in contestants.items():
            took = microseconds(step)
            if turn:  # the first one warms caches up
                spent[name].append(took)
    print(f"{data.name}, 784-50-10, batch {BATCH}, {ROUNDS} rounds of {STEPS} steps")
    for name, times in spent.items():
        ratio = statistics.median(t / o for t, o in zip(times, spent["ours"], strict=True))
        told = f"{1 / ratio:.2f} × these" if name == "products" else f"{ratio:.2f} × ours"
        print(f"{name:9} {statistics.median(times):7.1f} µs a step   {told}")


if __name__ == "__main__":
    main()
