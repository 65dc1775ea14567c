"""Lessons written by a test."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from textual._wait import wait_for_idle

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


@pytest.fixture
def at_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """For a test in which a network trains: the pilot would wait a second for it to rest."""
    monkeypatch.setattr("textual.pilot.wait_for_idle", partial(wait_for_idle, max_sleep=0.1))
    monkeypatch.setattr("textual.app.wait_for_idle", partial(wait_for_idle, max_sleep=0.1))
