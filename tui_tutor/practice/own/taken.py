"""What a learner has written in the exercises on the way, to begin their own network with."""

import ast

from tui_tutor.progress import Progress

# In the order in which a network needs them.
ON_THE_WAY = (
    "sigmoid",
    "sigmoid_backward",
    "relu",
    "relu_backward",
    "softmax",
    "affine",
    "affine_backward",
    "softmax_cross_entropy",
)
IMPORTS = ("import numpy as np", "import numpy")


def taken(record: Progress, page: str) -> dict[str, str]:
    """The code of each exercise that was passed, and whose function the page does not have yet."""
    found = {}
    there = defined(page)
    for name in ON_THE_WAY:
        draft = record.get("drafts", name)
        passed = record.get("exercises", name) is True
        if passed and isinstance(draft, str) and name in defined(draft) and name not in there:
            lines = [line for line in draft.splitlines() if line.strip() not in IMPORTS]
            found[name] = "\n".join(lines).strip() + "\n"
    return found


def defined(source: str) -> set[str]:
    """The functions that the code defines; none where it is not Python."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    return {node.name for node in body if isinstance(node, ast.FunctionDef)}


def with_taken(page: str, code: dict[str, str]) -> str:
    """The page with that code above its first function."""
    lines = page.splitlines(keepends=True)
    first = next((i for i, line in enumerate(lines) if line.startswith(("def ", "class "))), 0)
    blocks = "\n\n".join(code.values())
    return "".join(lines[:first]) + blocks + "\n\n" + "".join(lines[first:])
