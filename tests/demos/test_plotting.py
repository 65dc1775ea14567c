"""The plot lab: its pictures, its legend and its words, and that its program draws the same."""

import ast
import re
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from tests.demos.pictures import ends, lines, text
from tui_tutor.demo import Size
from tui_tutor.demos.plotting import DEMO, Knobs, figure
from tui_tutor.demos.plotting.code import WIDTH
from tui_tutor.demos.plotting.lines import FUNCTIONS, NOTHING, pyplot
from tui_tutor.demos.plotting.surface import pyplot as surface_pyplot
from tui_tutor.landscapes import LANDSCAPES

TALL = Size(78, 60)


class Pyplot:
    """Stands in for matplotlib.pyplot: keeps every call."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = []

    def __getattr__(self, name: str) -> Any:
        def call(*args: Any, **kwargs: Any) -> "Pyplot":
            self.calls.append((name, args, kwargs))
            return self

        return call

    def named(self, name: str) -> list[tuple[tuple[Any, ...], dict[str, Any]]]:
        return [(args, kwargs) for called, args, kwargs in self.calls if called == name]


def run(program: str) -> Pyplot:
    """Run the program that a picture shows, with a pyplot that only listens."""
    plt = Pyplot()
    matplotlib = SimpleNamespace(pyplot=plt)

    def give(name: str, *rest: Any) -> Any:
        return {"numpy": np, "matplotlib": matplotlib, "matplotlib.pyplot": matplotlib}[name]

    room = {"__builtins__": {"__import__": give}}
    # `import a.b as c` looks b up in a: given by the stand-in's attribute.
    exec(program, room)
    return plt


def program_of(**changes: Any) -> str:
    """The program as the picture shows it: all that stands below."""
    shown = lines(DEMO, size=Size(56, 60), **changes)
    return "\n".join(shown[shown.index("import numpy as np") :])


# ------------------------------------------------------------------ the program


@pytest.mark.parametrize("f", FUNCTIONS)
@pytest.mark.parametrize("style", ["-", "--", ":", "-."])
def test_the_program_draws_what_is_drawn(f: str, style: str) -> None:
    plt = run(program_of(f=f, f_style=style, reach=7.5, labels="both"))
    (x, y), how = plt.named("plot")[0]
    assert (x[0], x[-1]) == (-7.5, 7.5)
    np.testing.assert_allclose(y, FUNCTIONS[f].f(x), atol=1e-12)
    assert how == {"linestyle": style, "label": f}
    assert [name for name, *_ in plt.calls][-1] == "show"


def test_the_program_follows_every_knob() -> None:
    plt = run(program_of(labels="one", legend=False, x_name="", y_name="loss", g="sigmoid"))
    assert [how.get("label") for _, how in plt.named("plot")] == ["sin", None]
    assert not plt.named("legend")
    assert not plt.named("xlabel")
    assert plt.named("ylabel") == [(("loss",), {})]
    assert len(run(program_of(g=NOTHING)).named("plot")) == 1


@pytest.mark.parametrize("name", ["it's", 'say "y"', "\\", "深度", "[bold]", "{x}", "a" * 20])
def test_any_name_of_an_axis_is_written_as_python_has_it(name: str) -> None:
    program = "\n".join(pyplot(figure(replace(Knobs(), x_name=name))))
    assert run(program).named("xlabel") == [((name,), {})]
    shown = lines(DEMO, x_name=name, y_name=name, size=TALL)
    assert name in " ".join(shown)


@pytest.mark.parametrize("name", LANDSCAPES)
def test_the_program_of_a_surface_has_its_heights(name: str) -> None:
    plt = run(program_of(view="surface", landscape=name, azimuth=25.0, elevation=40.0))
    [((x0, x1, y), _)] = plt.named("plot_surface")
    land = LANDSCAPES[name]
    np.testing.assert_allclose(y, land.f(np.stack([x0, x1])), atol=1e-12)
    assert (x0.min(), x0.max()) == land.x0_range
    assert (x1.min(), x1.max()) == land.x1_range
    assert plt.named("add_subplot") == [((), {"projection": "3d"})]
    assert plt.named("view_init") == [((), {"elev": 40, "azim": 25})]


def test_the_programs_fit_beside_a_picture() -> None:
    longest = replace(Knobs(), f="sigmoid", f_style="-.", g="step", reach=19.5)
    for line in [*pyplot(figure(longest)), *surface_pyplot("valleys", -180, 90)]:
        assert len(line) <= WIDTH
    ast.parse("\n".join(pyplot(figure(longest))))


# ------------------------------------------------------------------ words and pictures


def test_it_opens_with_two_curves_that_can_be_told_apart() -> None:
    shown = text(DEMO)
    assert 'sin is solid: "-". cos is dashed: "--".' in shown
    assert "legend ──────── sin ─── ─── cos" in shown


def test_a_legend_without_labels_is_empty_and_says_so() -> None:
    shown = text(DEMO, labels="none")
    assert "legend (empty)" in shown
    assert "Matplotlib warns, and the box stays empty" in shown
    assert "label=" not in shown


def test_a_curve_without_a_label_is_not_in_the_legend() -> None:
    shown = lines(DEMO, labels="one")
    assert next(line for line in shown if line.startswith("legend")) == "legend  ──────── sin"
    assert "cos has no label" in " ".join(shown)


def test_labels_without_a_legend_are_not_seen() -> None:
    shown = text(DEMO, legend=False)
    assert "no legend" in shown
    assert "it takes legend() to show them" in shown


def test_curves_that_cannot_be_told_apart_are_told() -> None:
    assert "sin is drawn twice" in text(DEMO, g="sin")
    assert "Both lines are dotted" in text(DEMO, f_style=":", g_style=":")


def test_an_axis_without_a_name_is_told() -> None:
    assert "An axis without a name" in text(DEMO, y_name=" ")
    assert "An axis without a name" not in text(DEMO)


def test_the_axes_have_their_names() -> None:
    shown = lines(DEMO, size=Size(56, 30), x_name="epoch", y_name="loss")
    assert shown[0] == "loss"
    assert "epoch" in [line.strip() for line in shown]


def test_the_surface_says_where_the_eye_stands() -> None:
    for azimuth, side in [(0, "x₀ is large"), (90, "x₁ is large"), (180, "x₀ is small")]:
        assert f"The eye stands where {side}" in text(DEMO, view="surface", azimuth=azimuth)
    assert "where x₁ is small" in text(DEMO, view="surface", azimuth=-90)
    assert "where x₀ is small" in text(DEMO, view="surface", azimuth=-180)
    assert "From straight above" in text(DEMO, view="surface", elevation=90)
    assert "it is an outline" in text(DEMO, view="surface", elevation=0)


def test_each_turn_is_another_picture() -> None:
    seen = {text(DEMO, view="surface", azimuth=a) for a in range(-180, 180, 5)}
    assert len(seen) == 72


def test_the_map_stands_beside_where_there_is_room() -> None:
    both = re.compile("[⠁-⣿].*[┤│][ ·:░▒▓]")  # a line of the surface, and of the map after it
    for size, beside in [(Size(100, 24), True), (Size(78, 16), True), (Size(56, 26), False)]:
        for name in LANDSCAPES:
            shown = lines(DEMO, view="surface", landscape=name, size=size)
            assert any(map(both.search, shown)) is beside


@pytest.mark.parametrize("change", ends(Knobs()))
@pytest.mark.parametrize("view", ["lines", "surface"])
@pytest.mark.parametrize("size", [Size(40, 12), Size(96, 16)])
def test_every_knob_at_its_ends(change: dict[str, object], view: str, size: Size) -> None:
    shown = lines(DEMO, size=size, **({"view": view} | change))
    assert max(map(len, shown)) <= size.width


@pytest.mark.parametrize("size", [Size(56, 26), Size(56, 31), Size(78, 18), Size(118, 50)])
@pytest.mark.parametrize("change", [{}, {"labels": "none"}, {"x_name": ""}, {"g": "nothing"}])
def test_picture_and_program_take_the_room_and_no_more(size: Size, change: dict[str, str]) -> None:
    shown = lines(DEMO, size=size, **change)
    assert size.height - 4 <= len(shown) <= size.height
