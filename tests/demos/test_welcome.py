"""The demo of the welcome: a network reads, and what is found is what an import would find."""

import subprocess
import sys
from dataclasses import replace
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rich.console import Console

from tests.demos.pictures import ends, lines, text
from tui_tutor.demo import Size
from tui_tutor.demos.welcome import DEMO, DIGITS, Knobs, imports
from tui_tutor.demos.welcome.finding import (
    NEW,
    Environment,
    look,
    module_name,
    new_environment,
    pip_command,
    this_environment,
)
from tui_tutor.demos.welcome.imports import picture, tail
from tui_tutor.shipped import read, shipped
from tui_tutor.show import in_words


@pytest.fixture
def made_up(tmp_path: Path) -> Environment:
    """A Python of three folders: a library, installed packages, and one that does not exist."""
    for folder in ("start", "lib", "lib/site-packages", "lib/site-packages/pip"):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    (tmp_path / "lib/calendar_of_mine.py").write_text("raise SystemExit('imported')")
    package = tmp_path / "lib/site-packages/torch"
    package.mkdir()
    (package / "__init__.py").write_text("raise SystemExit('imported')")
    (tmp_path / "lib/site-packages/pip/__init__.py").touch()
    (tmp_path / "start/pandas").mkdir()  # a folder without code
    info = tmp_path / "lib/site-packages/torch-9.8.7.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: torch\nVersion: 9.8.7\n")
    path = ("start", "gone", "lib", "lib/site-packages")
    return Environment(
        executable=str(tmp_path / "bin" / "python"),
        prefix=str(tmp_path),
        base_prefix="elsewhere",
        path=tuple(str(tmp_path / folder) for folder in path),
        stdlib=str(tmp_path / "lib"),
    )


def shown(module: str, environment: Environment, width: int = 120) -> str:
    console = Console(width=width, color_system=None, highlight=False)
    with console.capture() as capture:
        console.print(picture(module, environment, width).draw(Size(width, 30)))
    return " ".join(capture.get().split())


def python(**knobs: Any) -> str:
    """What the view of the learner's Python says."""
    return text(DEMO, view="python", **knobs)


# ------------------------------------------------------------------ reading


def test_it_opens_with_a_network_that_reads_a_digit_and_is_right() -> None:
    told = text(DEMO)
    guess = read(shipped().weights, shipped().images[Knobs().digit - 1]).guess
    assert guess == shipped().labels[Knobs().digit - 1]
    assert f"It says {guess}" in told
    assert f"✓ It is a {guess}." in told


def test_every_digit_that_came_is_within_reach_and_judged_by_its_label() -> None:
    labels = shipped().labels.tolist()
    assert len(labels) == DIGITS
    for place, label in enumerate(labels):
        right = read(shipped().weights, shipped().images[place]).guess == label
        assert f"{'✓' if right else '✗'} It is a {label}." in text(DEMO, digit=place + 1)


def test_the_learners_own_digit_is_read_and_an_empty_pad_asks_for_one() -> None:
    assert "Draw a digit" in text(DEMO, view="draw")
    one = tuple((14.0, float(y)) for y in range(5, 24))
    assert "It says 1" in text(DEMO, view="draw", drawing=(one,))


@pytest.mark.parametrize("size", [Size(48, 12), Size(58, 31), Size(78, 17), Size(198, 54)])
def test_digit_and_ten_probabilities_are_in_sight_at_every_size(size: Size) -> None:
    drawn = lines(DEMO, size=size)
    assert len(drawn) <= size.height
    assert sum("%" in line and line.rstrip().endswith("%") for line in drawn) >= 10


def test_in_words_it_says_what_it_reads_and_which_units_answered() -> None:
    with in_words():
        told = text(DEMO)
    strongest = int(read(shipped().weights, shipped().images[Knobs().digit - 1]).z1.argmax())
    assert "It says 3" in told
    assert f"{strongest}: " in told


def test_in_words_a_handful_of_digits_follows_whatever_the_width() -> None:
    with in_words():
        assert text(DEMO, size=Size(400, 40)).count("image, 28 × 28") == 3


# ------------------------------------------------------------------ finding


def test_it_looks_from_top_to_bottom_and_stops(made_up: Environment) -> None:
    assert [(p.kind, p.found) for p in look("calendar_of_mine", made_up)] == [
        ("start", False),
        ("standard", True),
        ("installed", None),
    ]
    assert [p.found for p in look("torch", made_up)] == [False, False, True]
    assert [p.found for p in look("nothing_of_the_kind", made_up)] == [False, False, False]


def test_a_folder_without_code_is_no_hit(made_up: Environment) -> None:
    assert [p.found for p in look("pandas", made_up)] == [False, False, False]


def test_what_is_inside_the_interpreter_is_found_before_any_folder(made_up: Environment) -> None:
    assert [(p.kind, p.found) for p in look("sys", made_up)] == [("inside", True)]


@pytest.mark.parametrize("module", ["numpy", "random", "pytest", "nunpy", "sys", "rich"])
def test_it_finds_what_an_import_finds(module: str) -> None:
    found = any(place.found for place in look(module, this_environment()))
    code = f"import {module}"
    imported = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60)
    assert found is (imported.returncode == 0)


def test_nothing_is_imported_by_looking(made_up: Environment) -> None:
    before = set(sys.modules)
    for module in ("torch", "calendar_of_mine", "matplotlib", "this", "antigravity"):
        shown(module, made_up)
        python(typed=module)
    assert {"torch", "calendar_of_mine", "this", "antigravity"}.isdisjoint(
        set(sys.modules) - before
    )


@pytest.mark.parametrize(
    ("typed", "module"),
    [
        ("import numpy as np", "numpy"),
        ("from numpy.linalg import norm", "numpy"),
        ("matplotlib.pyplot", "matplotlib"),
        ("  torch ", "torch"),
        ("importlib", "importlib"),
        ("", ""),
    ],
)
def test_what_a_learner_types_is_understood(typed: str, module: str) -> None:
    assert module_name(typed) == module


# ------------------------------------------------------------------ environments


def test_a_new_environment_has_python_and_nothing_else() -> None:
    here = this_environment()
    new = new_environment(here)
    assert new.kind == "new"
    assert all(Path(folder).is_dir() for folder in new.path[:-1])
    assert Path(new.path[-1]).is_relative_to(NEW)
    assert not any(p.found for p in look("numpy", new))
    assert any(p.found for p in look("random", new))
    assert PathFinder.find_spec("numpy", list(new.path)) is None


def test_the_command_is_that_of_the_interpreter_asked(made_up: Environment) -> None:
    assert pip_command("torch", made_up) == (made_up.executable, "-m", "pip", "install", "torch")
    without = replace(made_up, path=made_up.path[:1])
    assert pip_command("torch", without)[:4] == ("uv", "pip", "install", "--python")
    assert f"{made_up.executable} -m pip install matplotlib" in shown("matplotlib", made_up, 400)
    assert "This environment has no pip" in shown("torch", without)


def test_the_systems_own_python_is_told_to_make_an_environment(made_up: Environment) -> None:
    told = shown("matplotlib", replace(made_up, managed=True))
    assert "python3 -m venv .venv" in told
    assert "pip install" not in told


@pytest.mark.parametrize(
    ("base", "folder", "kind"),
    [("elsewhere", "", "venv"), ("", "", "none"), ("", "conda-meta", "conda")],
)
def test_the_kind_of_environment_is_told(
    made_up: Environment, base: str, folder: str, kind: str
) -> None:
    Path(made_up.prefix, folder).mkdir(exist_ok=True)
    assert replace(made_up, base_prefix=base or made_up.prefix).kind == kind


# ------------------------------------------------------------------ what it says


def test_it_opens_with_numpy_found_and_this_interpreter() -> None:
    told = python(size=Size(400, 30))
    assert "import numpy" in told
    assert "✓ installed packages" in told
    assert np.__version__ in told
    assert Path(sys.executable).name in told


def test_a_new_project_does_not_find_it() -> None:
    told = python(project="new", size=Size(200, 30))
    assert "ModuleNotFoundError: No module named 'numpy'" in told
    assert "And yet numpy is installed: in the other environment" in told
    assert " -m pip install numpy" in told


def test_the_version_is_that_of_the_folder(made_up: Environment) -> None:
    assert "Version 9.8.7." in shown("torch", made_up)


def test_a_slip_gets_a_name_and_no_command(made_up: Environment) -> None:
    for slip, meant in [("nunpy", "numpy"), ("Matplotlb", "matplotlib"), ("ramdom", "random")]:
        told = shown(slip, made_up)
        assert f"Did you mean {meant}?" in told
        assert "pip install" not in told


def test_an_unknown_name_gets_a_warning_and_no_command(made_up: Environment) -> None:
    told = shown("xyzzyplugh", made_up)
    assert "Before you install a name" in told
    assert "pip install" not in told


def test_a_file_of_ones_own_that_hides_a_library_is_told(made_up: Environment) -> None:
    Path(made_up.path[0], "torch.py").touch()
    assert "a file of yours called torch.py hides" in shown("torch", made_up)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("python-numpy", "can't be the name of a module"),
        ("scikit-learn", "What you import is called sklearn"),
        ("Pillow", "What you import is called PIL"),
        ("class", "can't be the name of a module"),
        ("3d", "can't be the name of a module"),
        ("深度学习", "No module named '深度学习'"),
        ("x" * 200, "No module named"),
        ("[bold]", "can't be the name of a module"),
    ],
)
def test_odd_names(typed: str, told: str) -> None:
    assert told in python(typed=typed)


def test_a_path_that_would_reach_the_terminal_is_cleaned(made_up: Environment) -> None:
    odd = Path(made_up.prefix, "a\x1b[2Jb\nc")
    odd.mkdir()
    console = Console(width=200, color_system=None)
    with console.capture() as capture:
        odd_path = replace(made_up, path=(str(odd),))
        console.print(picture("torch", odd_path, 200).draw(Size(200, 30)))
    assert "\x1b" not in capture.get()
    assert "a�[2Jb�c" in capture.get()


def test_a_long_path_keeps_its_end() -> None:
    assert tail("/usr/lib/python3.11/site-packages", 22) == "…/site-packages"
    assert tail("/usr/lib", 8) == "/usr/lib"
    assert tail("深" * 30, 11) == "…" + "深" * 5


def test_threads_are_told_only_where_they_are_set(monkeypatch: pytest.MonkeyPatch) -> None:
    def config(mode: str) -> dict[str, object]:
        return {"Build Dependencies": {"blas": {"name": "scipy-openblas", "version": "0.3.99.1.0"}}}

    monkeypatch.setattr(np, "show_config", config)
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "3")
    assert imports.numpy_build() == f"{np.__version__}, openblas 0.3.99, threads: 3"
    monkeypatch.delenv("OPENBLAS_NUM_THREADS")
    assert imports.numpy_build() == f"{np.__version__}, openblas 0.3.99"


@pytest.mark.parametrize("change", ends(Knobs()))
@pytest.mark.parametrize("width", [26, 56, 78, 120])
def test_every_knob_at_its_ends(change: dict[str, object], width: int) -> None:
    drawn = lines(DEMO, size=Size(width, 20), **change)
    assert max(map(len, drawn)) <= width
