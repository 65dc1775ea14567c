"""argparse speaks the learner's language, and its help fits a terminal's width in each."""

import argparse
import inspect
import re
from collections.abc import Iterator

import pytest
from rich.cells import cell_len

from tui_tutor import text
from tui_tutor.cli import main
from tui_tutor.cli.usage import TABLE
from tui_tutor.text import languages, sentences

COMMANDS = ("start", "list", "show", "demo", "train", "page", "data", "ask", "try", "review")
GAP = re.compile(r"%(?:\(\w+\))?[sr]")


@pytest.fixture(autouse=True)
def _language_left_as_it_was() -> Iterator[None]:
    yield
    text.choose("")


def said_by_argparse(language: str) -> dict[str, str]:
    table = sentences("cli", language).items()
    return {key: sentence for key, sentence in table if key.startswith(TABLE)}


def test_what_is_translated_is_what_argparse_says() -> None:
    source = inspect.getsource(argparse)
    for sentence in said_by_argparse("en").values():
        assert sentence.replace("\n", r"\n") in source


@pytest.mark.parametrize("language", languages())
def test_a_translation_has_the_same_gaps(language: str) -> None:
    english = said_by_argparse("en")
    for key, sentence in said_by_argparse(language).items():
        assert sorted(GAP.findall(sentence)) == sorted(GAP.findall(english[key])), key


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_fits_eighty_cells(
    command: str,
    language: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit):
        main(["--language", language, *filter(None, [command]), "--help"])
    said = capsys.readouterr().out
    assert [line for line in said.splitlines() if cell_len(line) > 80] == []
    foreign = [one for one in said_by_argparse("en").values() if len(one) > 8 and one in said]
    assert bool(foreign) == (language == "en")


def test_a_wrong_word_is_answered_in_the_language(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--language", "zh", "try", "relu", "--hint", "5"])
    assert "没有 5 可选；可以是 1、2、3" in capsys.readouterr().err


def test_why_a_file_cannot_be_read_is_said_in_the_language(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--language", "zh", "try", "softmax", "nowhere.py"]) == 2
    assert "没有这个文件或文件夹" in capsys.readouterr().err
    assert main(["--language", "zh", "demo", "softmax", "--set", "画面=没有"]) == 2
    assert "单个 | 一批" in capsys.readouterr().err
