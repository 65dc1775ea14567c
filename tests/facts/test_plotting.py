"""What the lesson `plotting` says, run: with Matplotlib where it is installed, and without it."""

import io
import warnings
from importlib.util import find_spec
from typing import Any

import numpy as np
import pytest

from tui_tutor.demos.plotting import Knobs, figure
from tui_tutor.demos.plotting.lines import FUNCTIONS, pyplot
from tui_tutor.demos.plotting.surface import pyplot as surface_pyplot
from tui_tutor.landscapes import LANDSCAPES
from tui_tutor.show.curve import LINESTYLES

X = np.linspace(0, 1, 5)


@pytest.fixture
def plt() -> Any:
    """pyplot, drawing without a window; each test begins and ends with no figure."""
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    plt.close("all")
    yield plt
    plt.close("all")


def warned(call: Any) -> list[str]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        call()
    return [str(warning.message) for warning in caught]


# ------------------------------------------------------------------ the six ideas


def test_idea_18_the_package_is_matplotlib_and_the_module_pyplot() -> None:
    assert find_spec("matplotlin") is None
    with pytest.raises(ModuleNotFoundError, match="matplotlin"):
        exec("import matplotlin.pylot as plt")


def test_idea_18_with_matplotlib(plt: Any) -> None:
    assert plt.__name__ == "matplotlib.pyplot"


def test_idea_19_axes3d_is_a_class_and_add_subplot_makes_one(plt: Any) -> None:
    ax = plt.figure().add_subplot(projection="3d")
    from mpl_toolkits.mplot3d import Axes3D

    assert isinstance(Axes3D, type)
    assert isinstance(ax, Axes3D)
    assert (ax.elev, ax.azim) == (30, -60)  # as our own surface opens
    with pytest.raises(TypeError):
        plt.gca(projection="3d")


def test_idea_20_four_line_styles_have_a_sign() -> None:
    assert list(LINESTYLES) == ["-", "--", ":", "-."]


def test_idea_20_with_matplotlib(plt: Any) -> None:
    lines = pytest.importorskip("matplotlib.lines")
    drawn = {style for style, how in lines.Line2D.lineStyles.items() if "nothing" not in how}
    assert drawn == set(LINESTYLES)
    with pytest.raises(ValueError, match="is not a valid value"):
        plt.plot(X, X, linestyle="~")
    own = plt.plot(X, X, linestyle=(0, (5, 1, 1, 1)))[0]  # a pattern of lengths
    assert own.get_linestyle() not in ("None", "")


def test_a_label_names_one_curve_and_title_the_figure(plt: Any) -> None:
    curves = [plt.plot(X, k * X, label=f"{k} x")[0] for k in (1, 2)]
    assert [curve.get_label() for curve in curves] == ["1 x", "2 x"]
    assert plt.gca().get_title() == ""
    plt.title("lines")
    assert plt.gca().get_title() == "lines"


def test_idea_21_without_its_dot_it_is_a_name_that_nobody_defined() -> None:
    with pytest.raises(NameError, match="pltylabel"):
        eval('pltylabel("y")')


def test_idea_21_with_matplotlib(plt: Any) -> None:
    plt.ylabel("y")
    assert plt.gca().get_ylabel() == "y"


@pytest.mark.parametrize("label", ["", None])
def test_idea_22_a_legend_without_labels_is_empty_and_warned_of(plt: Any, label: Any) -> None:
    plt.plot(X, X, label=label)
    [message] = warned(plt.legend)
    assert "No artists with labels" in message
    assert plt.gca().get_legend().get_texts() == []


def test_idea_22_a_legend_lists_what_has_a_label(plt: Any) -> None:
    plt.plot(X, X, label="one")
    plt.plot(X, 2 * X)
    assert warned(plt.legend) == []
    assert [text.get_text() for text in plt.gca().get_legend().get_texts()] == ["one"]


def test_idea_23_a_file_needs_no_show(plt: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plt, "show", lambda *_: pytest.fail("show was called"))
    plt.plot(X, X)
    file = io.BytesIO()
    plt.savefig(file)
    assert file.getvalue().startswith(b"\x89PNG")


# ------------------------------------------------------------------ the programs of the demo


def test_a_program_of_curves_runs_and_draws_what_the_demo_draws(plt: Any) -> None:
    wanted = figure(Knobs())
    exec("\n".join(pyplot(wanted)), {})
    axes = plt.gca()
    assert [line.get_linestyle() for line in axes.get_lines()] == ["-", "--"]
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["sin", "cos"]
    for line, plot in zip(axes.get_lines(), wanted.plots, strict=True):
        x, y = line.get_data()
        np.testing.assert_allclose(y, FUNCTIONS[plot.name].f(x))


@pytest.mark.parametrize("name", LANDSCAPES)
def test_a_program_of_a_surface_runs_and_looks_from_there(plt: Any, name: str) -> None:
    exec("\n".join(surface_pyplot(name, 25, 40)), {})
    axes = plt.gca()
    assert axes.name == "3d"
    assert (axes.azim, axes.elev) == (25, 40)


# ------------------------------------------------------------------ points, joined


def test_linspace_keeps_both_ends() -> None:
    assert np.linspace(0, 1, 5).tolist() == [0, 0.25, 0.5, 0.75, 1]
    assert np.arange(0, 1, 0.25).tolist() == [0, 0.25, 0.5, 0.75]


def test_between_two_points_a_plot_is_straight() -> None:
    x = np.array([0, 1, 2])
    assert np.interp(0.5, x, x**2) == 0.5
    assert 0.5**2 == 0.25
    np.testing.assert_allclose(np.sin(2 * np.pi * np.arange(5)), 0, atol=1e-14)


def test_meshgrid_has_a_row_for_each_second_coordinate() -> None:
    x0, x1 = np.meshgrid(np.linspace(-3, 3, 50), np.linspace(-3, 3, 40))
    assert x0.shape == x1.shape == (40, 50)
    assert (np.diff(x0, axis=1) > 0).all()
    assert (np.diff(x1, axis=0) > 0).all()


def test_from_far_away_a_sigmoid_is_a_step_and_near_by_it_is_not() -> None:
    def apart(reach: float) -> float:
        x = np.linspace(-reach, reach, 200)
        return float(np.mean(abs(FUNCTIONS["sigmoid"].f(x) - FUNCTIONS["step"].f(x))))

    assert apart(20) < 0.04
    assert apart(2) > 0.25
