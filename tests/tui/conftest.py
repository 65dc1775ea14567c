"""Lessons written by a test."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from textual._wait import wait_for_idle
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

LESSON = """---
title: {title}
summary: about {name}
part: {part}
order: {order}
{demo}---
# {title}

{body}
"""


@pytest.fixture(scope="session", autouse=True)
def rules_parsed_once() -> Iterator[None]:
    """A stylesheet with the same text and the same colours is parsed once for all the apps."""
    parse, known = Stylesheet._parse_rules, dict[object, list[RuleSet]]()

    def parse_once(self: Stylesheet, *text: object, **way: object) -> list[RuleSet]:
        key = (text, frozenset(way.items()), frozenset(self._variables.items()))
        if key not in known:
            known[key] = parse(self, *text, **way)  # type: ignore[arg-type]
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parse_once)
        yield


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


@pytest.fixture
def at_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """For a test in which a network trains: the pilot would wait a second for it to rest."""
    monkeypatch.setattr("textual.pilot.wait_for_idle", partial(wait_for_idle, max_sleep=0.1))
    monkeypatch.setattr("textual.app.wait_for_idle", partial(wait_for_idle, max_sleep=0.1))
