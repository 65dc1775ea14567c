"""What the program says: every sentence exists, every blank is filled, every language agrees."""

import re
import string
from importlib.resources import files
from pathlib import Path

import pytest

import tui_tutor
from tui_tutor import text
from tui_tutor.text import Words, languages, sentences

ROOMS = sorted(Path(str(entry)).stem for entry in (files("tui_tutor.text") / "en").iterdir())
PACKAGE = Path(tui_tutor.__file__).parent


def blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_a_sentence_is_found_and_filled() -> None:
    words = Words("course")
    assert words("missing", key="title") == "the front matter lacks “title: …”"
    with pytest.raises(KeyError):
        words("no such sentence")


@pytest.mark.parametrize("room", ROOMS)
def test_every_language_fills_the_same_blanks(room: str) -> None:
    english = sentences(room, "en")
    assert english
    for language in languages():
        for key, sentence in sentences(room, language).items():
            assert key in english, f"{language}/{room}: {key} is in no other language"
            assert blanks(sentence) == blanks(english[key]), f"{language}/{room}: {key}"


def test_another_language_falls_back_to_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "language", lambda: "zz")
    assert Words("app")("key.next") == "Next"


@pytest.mark.parametrize("file", sorted(PACKAGE.rglob("*.py")), ids=lambda p: p.stem)
def test_every_sentence_asked_for_by_name_exists(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    room = re.search(r'^words = Words\("(\w+)"\)', source, re.M)
    if room is None:
        room = re.search(r"^from tui_tutor\.cli import .*\bwords\b", source, re.M) and re.match(
            r"(cli)", "cli"
        )
    if not room:
        return
    known = sentences(room[1], "en")
    for key in re.findall(r'\bwords\(\s*"([\w.-]+)"', source):
        assert key in known, f"{file}: {room[1]} has no sentence {key}"
