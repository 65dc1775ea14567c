"""The knobs of a demo as they stand: which of them count; their values set, told, written."""

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import TypeVar

from tui_tutor.condition import Fact
from tui_tutor.knobs import AnyKnobs, Choice, Control, KnobError, Switch, words
from tui_tutor.nearest import nearest
from tui_tutor.text import said_of, series

K = TypeVar("K", bound=AnyKnobs)


def controls(knobs: AnyKnobs) -> dict[str, Control]:
    """Each knob's control by name, in the order in which they are declared."""
    return {f.name: f.metadata["control"] for f in fields(knobs)}


def in_play(knobs: AnyKnobs) -> set[str]:
    """The names of the knobs that change something, as the others stand."""
    return {
        f.name
        for f in fields(knobs)
        if not f.metadata["views"] or getattr(knobs, f.metadata["of"]) in f.metadata["views"]
    }


def turned_one_by_one(knobs: K) -> Iterator[tuple[str, K]]:
    """Each choice and each switch in turn at each other value: its name, and the knobs so.

    The view comes first: it changes least.
    """
    known = controls(knobs)
    for name in sorted(known, key=lambda name: name != "view"):
        control, now = known[name], getattr(knobs, name)
        others: tuple[object, ...] = control.options if isinstance(control, Choice) else ()
        if isinstance(control, Switch):
            others = (not now,)
        yield from ((name, replace(knobs, **{name: one})) for one in others if one != now)


def set_knobs(knobs: K, changes: dict[str, str]) -> K:
    """The knobs with some values typed anew; raises KnobError with the nearest names."""
    known = controls(knobs)
    values = {}
    for name, text in changes.items():
        if name not in known:
            near = nearest(name, known)
            hint = words("did-you-mean", name=near) if near else ""
            names = series(known)
            raise KnobError(words("no-such-knob", got=name, names=names, hint=hint).strip())
        try:
            values[name] = known[name].parse(text)
        except KnobError as error:
            raise KnobError(said_of(name, str(error))) from None
    return replace(knobs, **values)


def told_by(knobs: AnyKnobs) -> dict[str, Fact]:
    """The knobs' values as facts: numbers, switches and words as they are, all else as typed."""
    values = {name: getattr(knobs, name) for name in controls(knobs)}
    typed = as_text(knobs)
    return {
        n: v if isinstance(v, bool | int | float | str) else typed[n] for n, v in values.items()
    }


def as_text(knobs: AnyKnobs) -> dict[str, str]:
    """The knobs' values as they are typed and saved."""
    return {name: c.format(getattr(knobs, name)) for name, c in controls(knobs).items()}
