"""What a learner begins with is the same code in every language, and as narrow as an editor."""

import ast

import pytest
from rich.cells import cell_len

from tui_tutor.practice import exercises
from tui_tutor.text import FALLBACK, languages, sentences

STUBS = [("exercises", f"{name}.stub") for name in exercises.names()]
WIDEST = {"exercises": 60, "own": 100}  # cells


def code(text: str) -> str:
    """The code as Python reads it, its docstrings and comments left out."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.FunctionDef) and ast.get_docstring(node):
            node.body = node.body[1:] or [ast.Pass()]
    return ast.dump(tree)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(("room", "key"), [*STUBS, ("own", "stub"), ("own", "model")])
def test_code_to_begin_with_is_the_same_in_every_language(
    room: str, key: str, language: str
) -> None:
    text = sentences(room, language)[key].strip()
    assert code(text) == code(sentences(room, FALLBACK)[key].strip())
    assert max(map(cell_len, text.splitlines())) <= WIDEST[room]
