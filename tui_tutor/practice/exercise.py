"""What an exercise is: a function to write, inputs to try it on, and wrong ideas to recognise."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np

from tui_tutor import core
from tui_tutor.text import Words

words = Words("exercises")
Value: TypeAlias = Any  # what a function to be written takes or gives, right or wrong
Arguments = tuple[Value, ...]
Groups = dict[str, list[Arguments]]


@dataclass(frozen=True)
class Function:
    """An argument that is itself a function of x, written as a NumPy expression of ours."""

    expression: str

    def __call__(self, x: Value) -> Value:
        return eval(self.expression, {"np": np, "x": x})


@dataclass(frozen=True)
class Seed:
    """An argument that is a random generator, begun anew from this seed for each call."""

    number: int


def fresh(arguments: Arguments) -> list[Value]:
    """The arguments for one call: copies of arrays, generators that nobody has drawn from."""
    return [
        np.random.default_rng(a.number)
        if isinstance(a, Seed)
        else a.copy()
        if isinstance(a, np.ndarray)
        else a
        for a in arguments
    ]


@dataclass(frozen=True)
class Exercise:
    """One function to write. Its texts (stub, hints, ideas) stand in text/<language>/exercises.

    inputs(rng) gives groups of argument tuples, the smallest input first; each group is one
    check. A property tells of a value and the arguments that gave it whether it can be right;
    it says more than another number does ("each row sums to 1"). An idea is a wrong way to write
    it, as a function (or several, where it is written in several ways): where it gives what the
    learner's function gave, the learner is told its name. `given` are functions of core they may
    call. `answer` is the right way where core has no function of that name.

    A function that `moves` changes its first argument: that is then what is judged. What is
    `drawn` at random, by a generator that it is handed, is judged by shape and properties alone.
    """

    name: str
    inputs: Callable[[np.random.Generator], Groups]
    ideas: dict[str, Callable[..., Value] | tuple[Callable[..., Value], ...]]
    properties: dict[str, Callable[..., Value]] = field(default_factory=dict)
    given: tuple[str, ...] = ()
    tolerance: float = 1e-6  # relative, for float64
    returns: tuple[str, ...] = ()  # what the values are called, where several are returned
    moves: bool = False
    drawn: bool = False
    answer: Callable[..., Value] | None = None

    def right(self, *arguments: Value) -> Value:
        """The right answer: core's, or that of a course by others."""
        own = fresh(arguments)
        value = (self.answer or getattr(core, self.name))(*own)
        return own[0] if self.moves else value

    @property
    def stub(self) -> str:
        return words.of(self.name, "stub")

    @property
    def hints(self) -> tuple[str, ...]:
        return tuple(words.of(self.name, hint) for hint in ("hint1", "hint2", "hint3"))

    @property
    def parameters(self) -> tuple[str, ...]:
        """What the stub calls its arguments."""
        (function,) = ast.parse(self.stub).body
        assert isinstance(function, ast.FunctionDef)
        return tuple(argument.arg for argument in function.args.args)

    def wrong_ways(self) -> Iterator[tuple[str, Callable[..., Value]]]:
        """Every way of every idea, with the idea's key."""
        for key, ways in self.ideas.items():
            for way in ways if isinstance(ways, tuple) else (ways,):
                yield key, way

    def group_name(self, key: str) -> str:
        return words.of(self.name, "group", key)

    def property_name(self, key: str) -> str:
        return words.of(self.name, "property", key)

    def idea(self, key: str) -> str:
        return words.of(self.name, "idea", key)
