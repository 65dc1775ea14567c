"""Of a long row of cases a run takes the first; every one with --all, as before a change lands."""

from collections.abc import Iterable
from typing import Any

import pytest

thorough = pytest.mark.thorough  # on a test, or a case of it, that only --all runs


def some(cases: Iterable[Any], most: int = 1) -> list[Any]:
    """The cases as they are; those behind the first `most` are thorough."""
    return [
        case
        if place < most
        else pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=thorough)
        for place, case in enumerate(cases)
    ]
