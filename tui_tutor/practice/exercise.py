"""What an exercise is: a function to write, inputs to try it on, and wrong ideas to recognise."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from tui_tutor import core
from tui_tutor.text import Words

words = Words("exercises")
Arguments = tuple[Any, ...]
Groups = dict[str, list[Arguments]]


@dataclass(frozen=True)
class Function:
    """An argument that is itself a function of x, written as a NumPy expression of ours."""

    expression: str

    def __call__(self, x: Any) -> Any:
        return eval(self.expression, {"np": np, "x": x})


@dataclass(frozen=True)
class Exercise:
    """One function to write. Its texts (stub, hints, ideas) stand in text/<language>/exercises.

    inputs(rng) gives groups of argument tuples, the smallest input first; each group is one
    check. An idea is a wrong way to write it, as a function: where it gives what the learner's
    function gave, the learner is told its name. `given` are functions of core they may call.
    """

    name: str
    inputs: Callable[[np.random.Generator], Groups]
    ideas: dict[str, Callable[..., Any]]
    given: tuple[str, ...] = ()
    tolerance: float = 1e-6  # relative, for float64

    def right(self, *arguments: Any) -> Any:
        """core's answer."""
        return getattr(core, self.name)(*arguments)

    @property
    def stub(self) -> str:
        return words(f"{self.name}.stub")

    @property
    def hints(self) -> tuple[str, ...]:
        return tuple(words(f"{self.name}.hint{i}") for i in (1, 2, 3))

    def idea(self, key: str) -> str:
        return words(f"{self.name}.idea.{key}")
