"""How fast training is, as ratios within one run.

TUTOR_MNIST=DIR python -m tests.benchmarks.training

784-50-10 at batch 100, on real MNIST where TUTOR_MNIST names it: a step of ours against its five
matrix products alone, against the textbook's two ways of writing it (float64, a fresh array for
everything, one-hot labels), and against eager PyTorch where that is installed. The contestants
take turns, and medians of the rounds are compared.

Fresh arrays cost what the allocator makes of them: on some runs the heap is given back and mapped
anew at every step, and the textbook's takes almost twice as long. Ours makes none that large.
"""

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


def sigmoid(x: Any) -> Any:
    return 1 / (1 + np.exp(-x))


def softmax(a: Any) -> Any:
    a = a - np.max(a, axis=-1, keepdims=True)
    return np.exp(a) / np.sum(np.exp(a), axis=-1, keepdims=True)


def cross_entropy_error(y: Any, t: Any) -> Any:
    t = t.argmax(axis=1)
    return -np.sum(np.log(y[np.arange(len(y)), t] + 1e-7)) / len(y)


def textbook_loop(
    data: digits.Digits,
    params: dict[str, Any],
    gradient: Callable[[Any, Any], dict[str, Any]],
    loss: Callable[[Any, Any], Any],
) -> Step:
    """The textbook's training loop: a batch, the gradient, the update, then the loss once more."""
    x_train = data.train_images.reshape(-1, 784) / 255
    t_train = np.eye(10)[data.train_labels]
    rng = np.random.default_rng(0)

    def step() -> Any:
        chosen = rng.choice(len(x_train), BATCH)
        x, t = x_train[chosen], t_train[chosen]
        grads = gradient(x, t)
        for key in params:
            params[key] -= RATE * grads[key]
        return loss(x, t)

    return step


def textbook_params() -> dict[str, Any]:
    rng = np.random.default_rng(0)
    return {
        "W1": 0.01 * rng.standard_normal((784, 50)), "b1": np.zeros(50),
        "W2": 0.01 * rng.standard_normal((50, 10)), "b2": np.zeros(10),
    }  # fmt: skip


def textbook_function(data: digits.Digits) -> Step:
    """As its chapter 4 writes backpropagation: one function for a network of two layers."""
    params = textbook_params()

    def forward(x: Any) -> tuple[Any, Any, Any]:
        a1 = np.dot(x, params["W1"]) + params["b1"]
        z1 = sigmoid(a1)
        return a1, z1, softmax(np.dot(z1, params["W2"]) + params["b2"])

    def gradient(x: Any, t: Any) -> dict[str, Any]:
        a1, z1, y = forward(x)
        dy = (y - t) / len(x)
        da1 = (1.0 - sigmoid(a1)) * sigmoid(a1) * np.dot(dy, params["W2"].T)
        return {
            "W2": np.dot(z1.T, dy), "b2": np.sum(dy, axis=0),
            "W1": np.dot(x.T, da1), "b1": np.sum(da1, axis=0),
        }  # fmt: skip

    return textbook_loop(data, params, gradient, lambda x, t: cross_entropy_error(forward(x)[2], t))


class Affine:
    def __init__(self, W: Any, b: Any) -> None:
        self.W, self.b = W, b

    def forward(self, x: Any) -> Any:
        self.x = x
        return np.dot(x, self.W) + self.b

    def backward(self, dout: Any) -> Any:
        self.dW, self.db = np.dot(self.x.T, dout), np.sum(dout, axis=0)
        return np.dot(dout, self.W.T)


class Sigmoid:
    def forward(self, x: Any) -> Any:
        self.out = sigmoid(x)
        return self.out

    def backward(self, dout: Any) -> Any:
        return dout * (1.0 - self.out) * self.out


def textbook_layers(data: digits.Digits) -> Step:
    """As its chapter 5 writes it, and all chapters after: a layer knows its way there and back.

    Every layer gives back the gradient by its input, the first one too, where nobody asks.
    """
    params = textbook_params()
    first, second = (Affine(params[f"W{i}"], params[f"b{i}"]) for i in (1, 2))
    layers = (first, Sigmoid(), second)

    def predict(x: Any) -> Any:
        for layer in layers:
            x = layer.forward(x)
        return softmax(x)

    def gradient(x: Any, t: Any) -> dict[str, Any]:
        y = predict(x)
        cross_entropy_error(y, t)
        dout = (y - t) / len(x)
        for layer in reversed(layers):
            dout = layer.backward(dout)
        return {"W1": first.dW, "b1": first.db, "W2": second.dW, "b2": second.db}

    return textbook_loop(data, params, gradient, lambda x, t: cross_entropy_error(predict(x), t))


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
    contestants = {
        "ours": ours(data),
        "products": products(data),
        "textbook, ch. 4": textbook_function(data),
        "textbook, ch. 5": textbook_layers(data),
    }
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
        print(f"{name:15} {statistics.median(times):7.1f} µs a step   {told}")


if __name__ == "__main__":
    main()
