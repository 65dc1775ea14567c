"""Core's source as a learner sees it: its prose in their language, its code as it runs."""

import ast
from importlib.resources import files

import pytest

from tui_tutor import source, text
from tui_tutor.text import languages


def code(function: str) -> str:
    """All of it but its docstring and comments."""
    tree = ast.parse(function).body[0]
    assert isinstance(tree, ast.FunctionDef)
    assert ast.get_docstring(tree)
    return ast.dump(ast.FunctionDef(tree.name, tree.args, tree.body[1:], []))


@pytest.mark.parametrize("name", source.functions())
def test_only_prose_differs_from_what_runs(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    runs = source.functions()[name]
    for language in languages():
        monkeypatch.setattr(source, "language", lambda said=language: said)
        assert code(source.shown(name)) == code(runs)
        file = files("tui_tutor.text") / language / "core.toml"
        its_own = source.shown(name) != runs
        assert its_own == (language != "en"), f"{file}:1: it has no docstring of {name}"


def test_english_prose_is_left_in_no_comment_of_another_language() -> None:
    kept = {line for name in source.functions() for line in source.functions()[name].splitlines()}
    comments = {line.partition("  # ")[2] for line in kept} - {""}
    for language in set(languages()) - {"en"}:
        known = text.sentences("core", language)
        assert {comment for comment in comments if f"comment.{comment}" not in known} == set()
