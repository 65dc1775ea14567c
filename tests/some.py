"""Of a long row of cases a run takes some; every one with --all, as before a change lands."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

thorough = pytest.mark.thorough  # on a test, or a case of it, that only --all runs


def some(cases: Iterable[Any], most: int = 1, whole: bool = False) -> list[Any]:
    """The cases as they are; those behind the first `most` are thorough.

    `whole`: each is the value of one name, also where it is a tuple, such as a size.
    """
    made = [(case, (case,) if whole else case) for case in cases]
    return [case if n < most else _thorough(values) for n, (case, values) in enumerate(made)]


def one_of_each(
    cases: Iterable[Any], kind: Callable[[Any], object], most: int | None = None
) -> list[Any]:
    """The cases as they are; those that are no first of their kind are thorough.

    With `most`, of so many kinds alone.
    """
    seen: set[object] = set()
    marked = []
    for case in cases:
        if kind(case) in seen or len(seen) == most:
            marked.append(_thorough(case))
        else:
            marked.append(case)
            seen.add(kind(case))
    return marked


def _thorough(case: Any) -> Any:
    return pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=thorough)
