"""Demos and exercises by others, as they come out of their modules: whether they are what we need.

What is wrong with one is said in a line that names its file, before a screen relies on it.
"""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import numpy as np

from tui_tutor import source
from tui_tutor.demo import Demo, LiveDemo, StillDemo
from tui_tutor.knob_values import controls
from tui_tutor.packages import PackageFault, fault_of
from tui_tutor.practice.exercise import Exercise
from tui_tutor.text import FALLBACK, Words, sentences, series

words = Words("packages")
HINTS = ("hint1", "hint2", "hint3")


def checked_demo(name: str, module: ModuleType, make: Callable[[], object]) -> Demo:
    """The demo that `make` gives; raises PackageFault where it is none, or lacks a text."""
    made = _made(module, make, "DEMO")
    if not isinstance(made, StillDemo | LiveDemo) or made.name != name:
        raise _fault(module, words("no-demo", name=name))
    for key in (*(f"knob.{knob}" for knob in controls(made.knobs)), *_keys(name, "choice.")):
        _need(module, name, key)
    if isinstance(made, LiveDemo) and made.has_transport:
        _need(module, name, "height")
    if unknown := set(made.core) - source.functions().keys():
        raise _fault(module, words("not-in-core", names=series(sorted(unknown))))
    return made


def checked_exercise(name: str, module: ModuleType) -> Exercise:
    """The exercise of that module; raises PackageFault where it is none, or lacks a text."""
    made = _made(module, lambda: module.EXERCISE, "EXERCISE")
    if not isinstance(made, Exercise) or made.name != name:
        raise _fault(module, words("no-exercise", name=name))
    if made.answer is None and name not in source.functions():
        raise _fault(module, words("no-right-answer", name=name))
    keys = {"stub", *HINTS, *(f"idea.{key}" for key in made.ideas)}
    groups = made.inputs(np.random.default_rng(0))
    keys |= {f"group.{key}" for key in groups} | {f"property.{key}" for key in made.properties}
    for key in sorted(keys):
        _need(module, "exercises", f"{name}.{key}")
    return made


def _made(module: ModuleType, make: Callable[[], object], ends_in: str) -> object:
    if not (hasattr(module, ends_in) or hasattr(module, "demo")):
        raise _fault(module, words("ends-in", name=ends_in))
    try:
        return make()
    except Exception as error:
        raise fault_of(error, _file(module)) from error


def _need(module: ModuleType, room: str, key: str) -> None:
    """A sentence that has to be there, and without blanks."""
    try:
        Words(room).of(key)
    except (LookupError, ValueError):
        texts = _file(module).parents[1] / "text" / FALLBACK / f"{room}.toml"
        raise PackageFault(words("no-text", key=key), texts) from None


def _keys(room: str, start: str) -> list[str]:
    return [key for key in sentences(room, FALLBACK) if key.startswith(start)]


def _fault(module: ModuleType, reason: str) -> PackageFault:
    return PackageFault(reason, _file(module))


def _file(module: ModuleType) -> Path:
    return Path(module.__file__ or module.__name__)
