"""What a learner has written in the exercises on the way, to begin their own network with."""

import ast

from tui_tutor.practice import exercises
from tui_tutor.progress import Progress

# In the order in which a network needs them.
ON_THE_WAY = (
    "sigmoid",
    "sigmoid_backward",
    "relu",
    "relu_backward",
    "softmax",
    "affine",
    "three_layers",
    "affine_backward",
    "softmax_cross_entropy",
    "initial_weights",
    "mini_batch",
    "sgd",
)
IMPORTS = ("import numpy as np", "import numpy")


def taken(record: Progress, page: str) -> dict[str, str]:
    """The code of each exercise that was passed, and whose function the page does not have yet."""
    found: dict[str, str] = {}
    there = defined(page)
    for name in ON_THE_WAY:
        draft = record.get("drafts", name)
        passed = record.get("exercises", name) is True
        if passed and isinstance(draft, str) and name in defined(draft) and name not in there:
            lines = [line for line in draft.splitlines() if line.strip() not in IMPORTS]
            given = given_by_core(name, draft) - there - found.keys()
            lines = [*(f"{one} = core.{one}" for one in sorted(given)), *lines]
            found[name] = "\n".join(lines).strip() + "\n"
    return found


def given_by_core(name: str, draft: str) -> set[str]:
    """The functions of core that the exercise lends, as far as the code calls them."""
    called = {node.id for node in ast.walk(ast.parse(draft)) if isinstance(node, ast.Name)}
    return called & set(exercises.load(name).given)


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
