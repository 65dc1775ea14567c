"""A run as a short program of NumPy alone, which comes to the same numbers."""

import inspect
from collections.abc import Iterator
from itertools import pairwise

from tui_tutor.demos.playground.data import COUNT, MAKERS
from tui_tutor.demos.playground.hand import places
from tui_tutor.demos.playground.inputs import INPUTS
from tui_tutor.demos.playground.knobs import Knobs
from tui_tutor.demos.playground.run import first_network
from tui_tutor.nets import LOSSES
from tui_tutor.share import Shared, share_string
from tui_tutor.text import Words

words = Words("playground")
SCALES = {"0.01": "0.01", "xavier": "(1 / {n}) ** 0.5", "he": "(2 / {n}) ** 0.5"}
SLOPES = {"sigmoid": "{h} * (1 - {h})", "tanh": "(1 - {h} ** 2)", "relu": "({h} > 0)"}
RULES = {
    "sgd": ["w -= rate * dw"],
    "momentum": ["m *= 0.9", "m -= rate * dw", "w += m"],
    "adagrad": ["v += dw * dw", "w -= rate * dw / (np.sqrt(v) + 1e-7)"],
    "adam": [
        "m += (1 - 0.9) * (dw - m)",
        "v += (1 - 0.999) * (dw * dw - v)",
        "corrected = rate * (1 - 0.999**step) ** 0.5 / (1 - 0.9**step)",
        "w -= corrected * m / (np.sqrt(v) + 1e-7)",
    ],
}
PENALTIES = {"l1": "np.sign(w)", "l2": "w"}


def as_code(knobs: Knobs, steps: int, seed: int) -> str:
    """The program that takes these steps; it ends by printing both losses."""
    string = share_string("playground", Shared(knobs))
    return "\n".join([
        f'"""{words("program", string=string, steps=steps)}"""\n',
        "import numpy as np\n",
        *_points(knobs, seed + knobs.seed),
        *_first_weights(knobs, seed),
        *_forward(knobs),
        *_training(knobs, steps, seed + knobs.seed),
        *_result(knobs, steps),
    ]) + "\n"  # fmt: skip


def _points(knobs: Knobs, seed: int) -> Iterator[str]:
    names = [INPUTS[name].written for name in knobs.inputs]
    if knobs.data == "own":
        x = [list(point[:2]) for point in knobs.own]
        yield f"X = np.array({x})\nT = np.array({[point[2] for point in knobs.own]})"
        yield f"rng = np.random.default_rng({seed})"
    else:
        yield "\n" + _source(knobs.data) + "\n"
        yield f"rng = np.random.default_rng({seed})"
        yield f"X, T = {knobs.data}(rng, {COUNT}, {knobs.noise / 100})"
    yield "order = rng.permutation(len(X))"
    yield "x1, x2 = X[order].T"
    yield f"X = np.stack([{', '.join(names)}], axis=1)  # {words('code.inputs')}"
    yield "T = T[order][:, None]"
    yield f"n = max(len(X) * {knobs.share} // 100, 1)  # {words('code.training')}\n"


def _source(name: str) -> str:
    """The function that makes the points, without its types."""
    source = inspect.getsource(MAKERS[name])
    return source.replace(": np.random.Generator", "").replace(": int", "").replace(
        ": float) -> Points", ")").rstrip()  # fmt: skip


def _first_weights(knobs: Knobs, seed: int) -> Iterator[str]:
    network = first_network(knobs, seed)
    yield f"rng = np.random.default_rng({seed + knobs.seed})"
    for k, (n, m) in enumerate(pairwise(network.sizes), start=1):
        scale = SCALES[knobs.init].format(n=n)
        yield f"W{k}, b{k} = {scale} * rng.standard_normal(({n}, {m})), np.zeros({m})"
    named = ", ".join(f"W{k}, b{k}" for k in range(1, len(network.sizes)))
    yield f"parameters = [{named}]"
    yield from _held(knobs, seed, "")
    yield ""


def _held(knobs: Knobs, seed: int, indent: str) -> Iterator[str]:
    """What is held by hand, put into place."""
    network = first_network(knobs, seed)
    for place, value in places(network, knobs.held):
        for k, p in enumerate(network.parameters):
            if 0 <= place < p.size:
                name, width = f"{'Wb'[k % 2]}{k // 2 + 1}", p.shape[-1]
                at = f"{place // width}, {place % width}" if p.ndim == 2 else str(place)
                yield f"{indent}{name}[{at}] = {value:g}"
            place -= p.size


def _forward(knobs: Knobs) -> Iterator[str]:
    yield "\ndef scores(h):"
    for k, (_, activation) in enumerate(knobs.layers, start=1):
        yield f"    h = {_activated(activation, f'h @ W{k} + b{k}')}"
    last = len(knobs.layers) + 1
    yield f"    return h @ W{last} + b{last}\n"
    yield f"\ndef loss(s, t):\n    return np.mean({LOSSES[knobs.loss].written})\n"


def _activated(activation: str, total: str) -> str:
    return {"tanh": f"np.tanh({total})", "relu": f"np.maximum({total}, 0)"}.get(
        activation, f"1 / (1 + np.exp(-({total})))"
    )


def _training(knobs: Knobs, steps: int, seed: int) -> Iterator[str]:
    size, last = knobs.batch_size, len(knobs.layers) + 1
    yield f"\nrng, left = np.random.default_rng({seed}), []"
    yield f"size, rate = min({size}, n), {knobs.learning_rate!r}"
    yield "memory = [(np.zeros_like(w), np.zeros_like(w)) for w in parameters]"
    yield f"for step in range(1, {steps} + 1):"
    yield "    if not left:"
    yield "        order = rng.permutation(n)"
    yield "        left = [order[i : i + size] for i in range(0, n - size + 1, size)]"
    yield "    batch = left.pop(0)"
    yield "    h0, t = X[batch], T[batch]"
    for k, (_, activation) in enumerate(knobs.layers, start=1):
        yield f"    h{k} = {_activated(activation, f'h{k - 1} @ W{k} + b{k}')}"
        if knobs.dropout:
            kept = 1 - knobs.dropout / 100
            yield f"    kept{k} = (rng.random(h{k}.shape) >= {knobs.dropout / 100}) * {1 / kept!r}"
            yield f"    y{k}, h{k} = h{k}, h{k} * kept{k}"
    yield f"    s = h{last - 1} @ W{last} + b{last}"
    yield f"    d{last} = ({LOSSES[knobs.loss].slope_written}) / len(t)"
    yield from _backward(knobs)
    gradients = ", ".join(f"h{k - 1}.T @ d{k}, d{k}.sum(axis=0)" for k in range(1, last + 1))
    yield f"    gradients = [{gradients}]"
    yield "    for w, dw, (m, v) in zip(parameters, gradients, memory):"
    if knobs.penalty != "none":
        yield f"        dw = dw + (w.ndim == 2) * {knobs.strength!r} * {PENALTIES[knobs.penalty]}"
    yield from (f"        {line}" for line in RULES[knobs.optimizer])
    yield from _held(knobs, seed - knobs.seed, "    ")


def _backward(knobs: Knobs) -> Iterator[str]:
    for k in range(len(knobs.layers), 0, -1):
        activation = knobs.layers[k - 1][1]
        slope = SLOPES[activation].format(h=f"y{k}" if knobs.dropout else f"h{k}")
        kept = f" * kept{k}" if knobs.dropout else ""
        yield f"    d{k} = d{k + 1} @ W{k + 1}.T{kept} * {slope}"


def _result(knobs: Knobs, steps: int) -> Iterator[str]:
    yield f'\nprint("step", {steps})'
    yield f'print("{words("code.loss")}", loss(scores(X[:n]), T[:n]))'
    yield f'print("{words("code.test")}", loss(scores(X[n:]), T[n:]))'
