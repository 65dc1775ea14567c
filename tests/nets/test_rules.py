"""Rules in place against core's own, over many steps."""

import numpy as np
import pytest

from tui_tutor import core, nets
from tui_tutor.arrays import Floats
from tui_tutor.nets.rules import Rule


def by_core(name: str, w: Floats, gradients: Floats, rate: float) -> None:
    a, b = np.zeros_like(w), np.zeros_like(w)
    for step, dw in enumerate(gradients, start=1):
        match name:
            case "sgd":
                core.sgd(w, dw, rate)
            case "momentum":
                core.momentum(w, dw, a, rate)
            case "adagrad":
                core.adagrad(w, dw, a, rate)
            case "adam":
                core.adam(w, dw, a, b, step, rate)
            case _:
                raise AssertionError(f"core knows no {name}")


@pytest.mark.parametrize("name", nets.RULES)
@pytest.mark.parametrize("size", [1, 7, 1000])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_rule_moves_as_cores_does(name: str, size: int, dtype: type) -> None:
    rng = np.random.default_rng(0)
    w = rng.standard_normal(size).astype(dtype)
    gradients = rng.standard_normal((30, size)).astype(dtype)
    gradients[:, 0] = 0  # a weight that nothing pulls at
    mine, other = w.copy(), w.copy()
    rule: Rule = nets.RULES[name](mine)
    for dw in gradients:
        before = dw.copy()
        rule.move(dw, 0.1)
        assert np.array_equal(dw, before)
    by_core(name, other, gradients, 0.1)
    assert np.allclose(mine, other, rtol=1e-4, atol=1e-5)
    assert mine[0] == w[0]
    assert rule.memory.shape == (len(rule.remembers), size)
