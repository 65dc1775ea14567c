"""Lessons written by a test."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual._wait import wait_for_idle
from textual.css.model import RuleSet
from textual.css.stylesheet import CSSLocation, Stylesheet

LESSON = """---
title: {title}
summary: about {name}
part: {part}
order: {order}
{demo}---
# {title}

{body}
"""


@pytest.fixture
def lessons(tmp_path: Path) -> Callable[..., Path]:
    """Write a lesson into a course of the test's own; returns the course's folder."""
    folder = tmp_path / "course"

    def write(name: str, order: int, demo: str = "", body: str = "Text.", title: str = "") -> Path:
        path = folder / "en" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        values = {
            "name": name,
            "order": order,
            "part": "Tests",
            "title": title or name.capitalize(),
            "demo": f"demo: {demo}\n" if demo else "",
            "body": body,
        }
        path.write_text(LESSON.format(**values), encoding="utf-8")
        return folder

    return write


@pytest.fixture(scope="session", autouse=True)
def read_once() -> Iterator[None]:
    """What Textual reads of a stylesheet is kept for the next app: it is the same each time."""
    read = Stylesheet._parse_rules
    kept: dict[tuple[object, ...], list[RuleSet]] = {}

    def rules(self: Stylesheet, css: str, read_from: CSSLocation, *how: Any, **more: Any) -> Any:
        key = css, read_from, how, frozenset({**self._variables, **more}.items())
        if key not in kept:
            kept[key] = read(self, css, read_from, *how, **more)
        return kept[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", rules)
        yield


@pytest.fixture
def at_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """For a test in which a network trains: the pilot would wait a second for it to rest."""
    monkeypatch.setattr("textual.pilot.wait_for_idle", partial(wait_for_idle, max_sleep=0.1))
    monkeypatch.setattr("textual.app.wait_for_idle", partial(wait_for_idle, max_sleep=0.1))
