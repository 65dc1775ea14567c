"""What comes into core's functions, checked for the wall: floats, shapes, axes, labels.

Each raises ValueError, with what came and what was wanted.
"""

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[Any]


def floats(x: ArrayLike) -> Array:
    """`x` as an array of floats: a float dtype is kept, integers and booleans become float64."""
    x = np.asarray(x)
    if x.dtype.kind == "f":
        return x
    if x.dtype.kind in "biu":
        return x.astype(np.float64)
    raise ValueError(f"expected numbers, got an array of dtype {x.dtype}")


def alike(function: Callable[..., object], one: ArrayLike, other: ArrayLike) -> tuple[Array, Array]:
    """Both as floats; (N, 1) with (N,) would broadcast to (N, N) without a word: refused."""
    one, other = floats(one), floats(other)
    if one.shape != other.shape:
        a, b = list(inspect.signature(function).parameters)[:2]
        got = f"{a} {one.shape} and {b} {other.shape}"
        raise ValueError(f"{a} and {b} must have the same shape, got {got}")
    return one, other


def check_axis(x: Array, axis: int, what: str) -> None:
    if not isinstance(axis, int | np.integer) or not -x.ndim <= axis < x.ndim:
        raise ValueError(f"axis {axis!r} does not exist in {what} of shape {x.shape}")


def checked_targets(y: Array, t: ArrayLike) -> Array:
    """`t` as labels, or as floats in the shape and dtype of `y`; anything else is refused."""
    t = np.asarray(t)
    if y.ndim not in (1, 2) or y.size == 0:
        raise ValueError(f"expected scores of shape (n,) or (N, n), not empty, got {y.shape}")
    if t.shape == y.shape:
        return floats(t).astype(y.dtype)
    if t.shape != y.shape[:-1] or t.dtype.kind not in "iu":
        wanted = f"t has that shape too (one-hot) or is {y.shape[:-1]} whole numbers (labels)"
        raise ValueError(f"for y of shape {y.shape}, {wanted}; got shape {t.shape} of {t.dtype}")
    return checked_labels(t, y.shape[-1])


def checked_labels(labels: ArrayLike, classes: int) -> Array:
    """`labels` as an array of whole numbers 0..n-1; a negative one would count from the end."""
    labels = np.asarray(labels)
    if labels.dtype.kind not in "iu" or labels.size == 0:
        got = f"got shape {labels.shape} of {labels.dtype}"
        raise ValueError(f"labels are whole numbers, at least one; {got}")
    low, high = labels.min(), labels.max()
    if low < 0 or high >= classes:
        wanted = f"labels of {classes} classes run from 0 to {classes - 1}"
        raise ValueError(f"{wanted}, got {low}..{high}")
    return labels


def one_number(value: ArrayLike) -> float:
    """What f returned, as a float; a gradient is defined only for a single number."""
    value = floats(value)
    if value.size != 1:
        raise ValueError(f"f must return one number, got an array of shape {value.shape}")
    return float(value.item())
