"""The demo of gradients: slopes against calculus, steps against the heights they lead to."""

import re
from dataclasses import replace

import numpy as np
import pytest

from tests.demos.pictures import ends, lines, text
from tui_tutor.demo import Size
from tui_tutor.demos.gradient import DEMO, Knobs
from tui_tutor.demos.gradient.field import slopes
from tui_tutor.demos.gradient.sweep import DECADES, best_h, estimate
from tui_tutor.landscapes import LANDSCAPES

ROOMY = Size(60, 40)  # the words stand below the map
BY_HAND = {  # the gradient of each landscape, as calculus has it
    "bowl": lambda a, b: (2 * a, 2 * b),
    "ravine": lambda a, b: (a / 10, 2 * b),
    "saddle": lambda a, b: (2 * a, -2 * b),
    "plateau": lambda a, b: (2 * a * np.exp(-a * a - b * b), 2 * b * np.exp(-a * a - b * b)),
    "valleys": lambda a, b: ((a * a - 4) * a / 2 + 0.5, 2 * b),
}


@pytest.mark.parametrize("name", LANDSCAPES)
def test_every_arrow_is_the_gradient_that_calculus_gives(name: str) -> None:
    arrows = slopes(LANDSCAPES[name])
    assert len(arrows) == 49
    for (a, b), vector in arrows:
        assert vector == pytest.approx(BY_HAND[name](a, b), abs=1e-6)


@pytest.mark.parametrize(("name", "a", "b"), [("ravine", -7, 2), ("valleys", 1.5, -1)])
def test_the_numbers_of_the_probe(name: str, a: float, b: float) -> None:
    shown = text(DEMO, 0, ROOMY, landscape=name, x0=a, x1=b, step=0.1)
    gradient = BY_HAND[name](a, b)
    (said,) = re.findall(r"∇f = \(([^)]*)\), length (\S+)", shown)
    assert [float(v) for v in said[0].split(",")] == pytest.approx(gradient, rel=1e-4)
    assert float(said[1]) == pytest.approx(np.hypot(*gradient), rel=1e-4)
    for key, sign in (("along", 1), ("against", -1)):
        end = [a + sign * 0.1 * gradient[0], b + sign * 0.1 * gradient[1]]
        (where, height) = re.findall(rf"{key} f\(([^)]*)\) = (\S+)", shown)[0]
        assert [float(v) for v in where.split(",")] == pytest.approx(end, rel=1e-4)
        assert float(height) == pytest.approx(LANDSCAPES[name].f(np.array(end)), rel=1e-4)


def test_it_opens_with_a_step_up_and_a_step_down() -> None:
    shown = text(DEMO, 0, ROOMY)
    assert "f(3, 4) = 25" in shown
    assert "f(3.06, 4.08) = 26.01" in shown
    assert "f(2.94, 3.92) = 24.01" in shown
    assert "Along the gradient f rose, against it f fell." in shown
    assert "straight at the lowest place" in shown


def test_the_arrows_turn_round() -> None:
    uphill, downhill = ("".join(lines(DEMO, x0=0, x1=0, arrows=a)) for a in ("∇f", "-∇f"))
    assert uphill.translate(str.maketrans("⇗⇘⇙⇖⇑⇓", "⇙⇖⇗⇘⇓⇑")).count("⇙") == downhill.count("⇙")
    assert "uphill" in uphill
    assert "downhill" in downhill
    assert uphill.index("⇖") < uphill.index("⇘")  # up at the top, outwards
    assert downhill.index("⇘") < downhill.index("⇖")


def test_the_words_follow_the_place() -> None:
    assert "points 64° off the way" in text(DEMO, 0, ROOMY, landscape="ravine", x0=-7, x1=2)
    assert "a minimum" in text(DEMO, 0, ROOMY, x0=0, x1=0)
    assert "A saddle." in text(DEMO, 0, ROOMY, landscape="saddle", x0=0, x1=0)
    assert "falls for ever" in text(DEMO, 0, ROOMY, landscape="saddle", x0=1, x1=1)
    assert "Flat all round" in text(DEMO, 0, ROOMY, landscape="plateau", x0=-3, x1=2)
    assert "Even against the gradient" in text(DEMO, 0, ROOMY, step=1.5)
    assert "off the map" in text(DEMO, 0, ROOMY, x0=10)


def test_the_probe_stands_where_the_knobs_say() -> None:
    size = Size(56, 40)
    for x0, x1 in ((-4, 4), (4, -4)):
        shown = lines(DEMO, 0, size, x0=x0, x1=x1)
        row = next(line for line in shown if line.startswith(f"{x1:>5}┤"))
        names = next(line for line in shown if line.endswith("x₀"))
        column = names.rindex(str(x0)) + len(str(x0)) - 1
        assert row[column] == "●"


def test_the_error_of_the_slope_for_every_h() -> None:
    for h in DECADES:
        for dtype in (np.float32, np.float64):
            here = estimate("sin x", h, dtype.__name__)
            x, step = dtype(1), dtype(h)
            slope = (np.sin(x + step) - np.sin(x - step)) / (2 * step)
            assert here.slope == float(slope)
            assert here.error == abs(float(slope) - np.cos(1.0))
            assert here.lost == (x + step == x - step)


def test_the_best_h() -> None:
    assert best_h("sin x", "float64") == 1e-5
    assert best_h("sin x", "float32") > 100 * best_h("sin x", "float64")


def test_the_words_say_which_error_reigns() -> None:
    def said(h: float, function: str = "sin x") -> list[str]:
        return lines(DEMO, 0, Size(78, 20), view="h", h=h, function=function)[-2:]

    assert "formula's error reigns" in said(1e-4)[0]
    assert "Rounding reigns" in said(1e-4)[1]
    assert "bottom of the V" in said(1e-5)[0]
    assert "Rounding reigns" in said(1e-15)[0]
    assert "x ± 1e-15 is x" in said(1e-15)[1]
    assert all("formula's error reigns" in line for line in said(0.1))
    assert all("For x² the formula is exact" in line for line in said(1e-3, "x²"))


def test_the_table_of_slopes() -> None:
    shown = text(DEMO, view="h")
    assert "exactly 0.5403023059" in shown
    assert "● float64 0.5403023050 9.0e-10 1e-5" in shown
    assert "1.5e-02" in text(DEMO, view="h", h=1e-15)


@pytest.mark.parametrize("change", ends(Knobs()))
@pytest.mark.parametrize("size", [Size(78, 16), Size(40, 30)])
def test_every_knob_at_its_ends(change: dict[str, object], size: Size) -> None:
    assert text(DEMO, 0, size, **change)
    assert text(DEMO, 0, size, **({"view": "h"} | change))
    assert text(replace(DEMO, knobs=replace(DEMO.knobs, landscape="plateau")), 0, size, **change)
