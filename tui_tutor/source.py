"""The source of core's functions as text, read without importing it (or NumPy)."""

import ast
from functools import cache
from pathlib import Path
from textwrap import indent

from tui_tutor.text import language, sentences

CORE = Path(__file__).with_name("core.py")


@cache
def functions() -> dict[str, str]:
    """Each function of core by name: its source, docstring included, from `def` on.

    What stands above it (`@wall.…`) checks what comes in; without it the function can be pasted
    anywhere that knows NumPy.
    """
    text = CORE.read_text(encoding="utf-8")
    return {
        node.name: "\n".join(text.splitlines()[node.lineno - 1 : node.end_lineno])
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef)
    }


def shown(name: str) -> str:
    """The same for a learner: what is prose in it is in the language, where that has it."""
    return _translated(name, language())


@cache
def _translated(name: str, language: str) -> str:
    code, said = functions()[name], sentences("core", language)
    for key, comment in said.items():
        if key.startswith("comment."):
            code = code.replace(f"  # {key.removeprefix('comment.')}\n", f"  # {comment}\n")
    if name not in said:
        return code
    lines = code.splitlines()
    docstring = ast.parse(code).body[0].body[0]  # type: ignore[attr-defined]
    told = f'"""{said[name].strip()}' + ('\n"""' if "\n" in said[name].strip() else '"""')
    lines[docstring.lineno - 1 : docstring.end_lineno] = indent(told, "    ").splitlines()
    return "\n".join(lines)
