"""Which way imports run: held in a fresh interpreter, by what is loaded afterwards."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

HEAVY = ["numpy", "textual", "rich", "platformdirs", "markdown_it"]


def loaded_after(code: str) -> set[str]:
    program = f"import sys\n{code}\nprint('\\n' + ' '.join(sys.modules))"
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    return set(result.stdout.rsplit("\n", 2)[-2].split())


def ours(modules: set[str]) -> set[str]:
    return {m for m in modules if m.startswith("tui_tutor.")}


def test_core_knows_its_wall_and_numpy_and_nothing_else() -> None:
    modules = loaded_after("import tui_tutor.core")
    assert ours(modules) == {"tui_tutor.core", "tui_tutor.wall", "tui_tutor.arguments"}
    assert modules.isdisjoint(["textual", "rich"])


LIGHT = ["course", "page", "progress", "review", "session", "source", "clean", "knobs", "text"]


@pytest.mark.parametrize("module", LIGHT)
def test_the_light_modules_load_nothing_heavy(module: str) -> None:
    modules = loaded_after(f"import tui_tutor.{module}")
    assert modules.isdisjoint(HEAVY)
    assert not any(m.startswith(("tui_tutor.demos", "tui_tutor.tui")) for m in modules)


@pytest.mark.parametrize("module", ["nets", "digits", "digits.drawn"])
def test_nets_and_digits_know_no_demo_and_no_screen(module: str) -> None:
    modules = loaded_after(f"import tui_tutor.{module}")
    assert modules.isdisjoint(["textual", "rich"])
    assert not any(m.startswith(("tui_tutor.demos", "tui_tutor.show")) for m in modules)


def test_no_demo_imports_textual_or_the_app() -> None:
    load_all = "from tests.demos.pictures import NOBODY\n"
    load_all += "from tui_tutor import demos, player\nfor n in demos.names(): demos.load(n, NOBODY)"
    modules = loaded_after(load_all)
    assert "tui_tutor.demos.softmax" in modules
    assert "textual" not in modules
    assert not any(m.startswith(("tui_tutor.tui", "tui_tutor.cli")) for m in modules)


def test_the_check_of_a_course_knows_no_screen() -> None:
    modules = loaded_after("import tui_tutor.course_check")
    assert "textual" not in modules
    assert not any(m.startswith(("tui_tutor.tui", "tui_tutor.cli")) for m in modules)


def test_the_site_knows_no_screen_and_no_command() -> None:
    modules = loaded_after("import tui_tutor.site")
    assert "textual" not in modules
    assert not any(m.startswith(("tui_tutor.tui", "tui_tutor.cli")) for m in modules)


@pytest.mark.parametrize("arguments", [["--version"], ["list"], ["list", "--json"]])
def test_version_and_list_load_neither_numpy_nor_textual(arguments: list[str]) -> None:
    modules = loaded_after(
        "from tui_tutor.cli import main\n"
        f"try: main({arguments!r})\nexcept SystemExit as e: assert not e.code"
    )
    assert modules.isdisjoint(["numpy", "textual", "rich"])
    assert "importlib.metadata" not in modules, "installed packages are read where one is asked for"


def test_the_app_is_made_without_numpy() -> None:
    modules = loaded_after(
        "from tui_tutor.cli import read_session\n"
        "from tui_tutor.tui.app import TutorApp\nTutorApp(read_session(None))"
    )
    assert "textual" in modules
    assert modules.isdisjoint(["numpy", "importlib.metadata"])


PACKAGE = Path(__file__).parents[1] / "tui_tutor"


def modules() -> dict[str, Path]:
    """Every module of the package by its full name."""
    found = {}
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imported(path: Path, known: dict[str, Path]) -> Iterator[str]:
    """The modules of ours that a file imports anywhere: at its top, in a function, for types."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module in known:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in known else node.module


def test_no_module_imports_itself_by_way_of_others() -> None:
    known = modules()
    graph = {name: set(imported(path, known)) - {name} for name, path in known.items()}
    assert graph["tui_tutor.tui.app"] & set(known), "the walk finds imports"
    TopologicalSorter(graph).prepare()  # CycleError names the circle


def test_no_module_has_the_name_of_what_its_package_defines() -> None:
    """Whoever imports the module would put it in the place of the other."""
    for package in PACKAGE.rglob("__init__.py"):
        body = ast.parse(package.read_text(encoding="utf-8")).body
        defined = {n.name for n in body if isinstance(n, ast.FunctionDef | ast.ClassDef)}
        inside = {path.stem for path in package.parent.iterdir()}
        assert not defined & inside, package
