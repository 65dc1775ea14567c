"""Exercise: some samples drawn at random, each with its own label."""

import numpy as np

from tui_tutor.practice.exercise import Exercise, Groups, Seed, Value

N, MANY = 100, 10
FEW = np.array([[1.0, 10.0], [2.0, 20.0], [3.0, 30.0], [4.0, 40.0]]), np.array([7, 2, 1, 0])


def inputs(rng: np.random.Generator) -> Groups:
    x, t = rng.normal(size=(N, 3)).round(2), rng.permutation(N)
    a, b, c = (Seed(int(seed)) for seed in rng.choice(1000, 3, replace=False))
    pixels = rng.integers(0, 256, (N, 12))
    return {
        "few": [(*FEW, 2, a), (*FEW, 3, b)],
        "many": [(x, t, MANY, a), (x, t, MANY, b), (x, t, MANY, c)],
        "pixels": [(pixels, rng.permutation(N), 20, c)],
    }


def _rows(xb: Value, x: Value) -> Value:
    """Which row of x each drawn one is; -1 for none."""
    same = (xb[:, None] == x).all(axis=-1)
    return np.where(same.any(axis=1), same.argmax(axis=1), -1)


def _scattered(batch: Value, x: Value, t: Value, size: int, rng: Seed) -> bool:
    """Not one behind the other as they lie; of a few that may come by chance."""
    return size < MANY or bool((np.diff(_rows(batch[0], x)) != 1).any())


def _from_all(batch: Value, x: Value, t: Value, size: int, rng: Seed) -> bool:
    """Not all from the first few; of a few that may come by chance."""
    return size < MANY or bool((_rows(batch[0], x) >= size).any())


def _drawn(give: Value) -> tuple[Value, ...]:
    """give(x, t, size, draw), for each common way to draw one row of indices."""
    ways = (
        lambda rng, n, size: rng.choice(n, size),
        lambda rng, n, size: rng.choice(n, size, replace=False),
        lambda rng, n, size: rng.integers(0, n, size),
        lambda rng, n, size: rng.permutation(n)[:size],
    )

    def with_way(draw: Value) -> Value:
        return lambda x, t, size, rng: give(x, t, size, lambda: draw(rng, len(x), size))

    return tuple(with_way(draw) for draw in ways)


def _both(x: Value, t: Value, chosen: Value) -> Value:
    return x[chosen], t[chosen]


def _own_seed(seed: int) -> tuple[Value, ...]:
    """Right, but for the generator: one of its own, begun anew each time."""

    def with_own(way: Value) -> Value:
        return lambda x, t, size, rng: way(x, t, size, np.random.default_rng(seed))

    return tuple(with_own(way) for way in _drawn(lambda x, t, size, draw: _both(x, t, draw())))


def _block(x: Value, t: Value, size: int, rng: Value) -> Value:
    return _both(x, t, slice(start := rng.integers(len(x) - size), start + size))


def _block_to_the_end(x: Value, t: Value, size: int, rng: Value) -> Value:
    return _both(x, t, slice(start := rng.integers(0, len(x) - size + 1), start + size))


EXERCISE = Exercise(
    "mini_batch",
    inputs,
    properties={
        "rows": lambda batch, x, t, size, rng: (_rows(batch[0], x) >= 0).all(),
        "pairs": lambda batch, x, t, size, rng: np.array_equal(batch[1], t[_rows(batch[0], x)]),
        "scattered": _scattered,
        "from-all": _from_all,
    },
    ideas={
        "first": lambda x, t, size, rng: (x[:size], t[:size]),
        "last": lambda x, t, size, rng: (x[-size:], t[-size:]),
        "apart": _drawn(lambda x, t, size, draw: (x[draw()], t[draw()])),
        "indices": _drawn(lambda x, t, size, draw: (x[i := draw()], i)),
        "bare-indices": _drawn(lambda x, t, size, draw: draw()),
        "scaled": _drawn(lambda x, t, size, draw: (x[i := draw()] / 255, t[i])),
        "images-alone": _drawn(lambda x, t, size, draw: x[draw()]),
        "labels-whole": (
            *_drawn(lambda x, t, size, draw: (x[draw()], t)),
            *_drawn(lambda x, t, size, draw: (x[draw()], t[:size])),
        ),
        "turned-round": _drawn(lambda x, t, size, draw: _both(t, x, draw())),
        "one-sample": (
            lambda x, t, size, rng: _both(x, t, rng.choice(len(x))),
            lambda x, t, size, rng: _both(x, t, rng.integers(len(x))),
        ),
        "all": lambda x, t, size, rng: _both(x, t, rng.permutation(len(x))),
        "block": (_block, _block_to_the_end),
        "own-seed": tuple(way for seed in (0, 1, 42) for way in _own_seed(seed)),
        "from-the-first": (
            lambda x, t, size, rng: _both(x, t, rng.choice(size, size)),
            lambda x, t, size, rng: _both(x, t, rng.permutation(size)),
            lambda x, t, size, rng: _both(x, t, rng.integers(0, size, size)),
        ),
    },
    returns=("x_batch", "t_batch"),
    drawn=True,
)
