"""How long a file and a function of the package may be, so that each is read in one sitting."""

import ast
from pathlib import Path

import tui_tutor

PACKAGE = Path(tui_tutor.__file__).parent
LINES_OF_A_FILE = 300
LINES_OF_A_FUNCTION = 45


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = min([function.lineno, *(decorator.lineno for decorator in function.decorator_list)])
    return (function.end_lineno or first) - first + 1


def test_only_the_page_of_all_formulas_is_long() -> None:
    lines = {
        path.relative_to(PACKAGE).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in PACKAGE.rglob("*.py")
    }
    assert {name for name, n in lines.items() if n > LINES_OF_A_FILE} == {"core.py"}


def test_no_function_is_long() -> None:
    lengths = {
        f"{path.relative_to(PACKAGE).as_posix()}:{node.lineno} {node.name}": lines_of(node)
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert lengths, "functions are found"
    assert not {name for name, n in lengths.items() if n > LINES_OF_A_FUNCTION}
