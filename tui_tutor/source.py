"""The source of core's functions as text, read without importing it (or NumPy)."""

import ast
from functools import cache
from pathlib import Path

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
