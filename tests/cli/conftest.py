"""What every test of a command has: the digits drawn for all tests, in the command's own cache."""

import os
from pathlib import Path

import pytest

from tui_tutor.digits import kept_drawn


@pytest.fixture(autouse=True)
def drawn_before(home: Path, drawn_once: Path) -> None:
    kept_drawn.drawn_digits()
    (home / "cache").mkdir(parents=True, exist_ok=True)
    for drawn in drawn_once.iterdir():
        os.link(drawn, home / "cache" / drawn.name)
