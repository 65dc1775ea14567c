"""Of a long row of cases a run takes some; every one with --all, as before a change lands."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

thorough = pytest.mark.thorough  # on a test, or a case of it, that only --all runs


def some(cases: Iterable[Any], most: int = 1) -> list[Any]:
    """The cases as they are; those behind the first `most` are thorough."""
    return [case if place < most else _thorough(case) for place, case in enumerate(cases)]


def one_of_each(cases: Iterable[Any], kind: Callable[[Any], object]) -> list[Any]:
    """The cases as they are; those that are no first of their kind are thorough."""
    seen: set[object] = set()
    marked = []
    for case in cases:
        marked.append(_thorough(case) if kind(case) in seen else case)
        seen.add(kind(case))
    return marked


def _thorough(case: Any) -> Any:
    return pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=thorough)
