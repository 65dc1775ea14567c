"""What the program says: every sentence exists, every blank is filled, every language agrees."""

import ast
import re
import string
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from tests.asked import FILES, Asked, asked, parsed, strings
from tests.demos.pictures import NOBODY
from tui_tutor import demos, text
from tui_tutor.choices import choice_name, option_named
from tui_tutor.cli import main
from tui_tutor.knob_values import controls
from tui_tutor.knobs import Choice
from tui_tutor.text import Words, languages, sentences

TEXT = Path(str(files("tui_tutor.text")))
ROOMS = sorted(path.stem for path in (TEXT / "en").iterdir())


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


@pytest.mark.parametrize("room", ["exercises", "own"])
def test_what_is_said_of_a_learner_s_code_has_no_raw_marks(room: str) -> None:
    for language in languages():
        for key, sentence in sentences(room, language).items():
            assert "`" not in sentence, f"{language}/{room}: {key}"


def test_another_language_falls_back_to_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "language", lambda: "zz")
    assert Words("app")("key.next") == "next"


@pytest.fixture
def two_languages(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(text, "languages", lambda: ("en", "zh"))
    for name in text.WANTED_BY:
        monkeypatch.delenv(name, raising=False)
    yield
    text.choose("")


@pytest.mark.usefixtures("two_languages")
def test_the_language_is_the_chosen_one_then_the_variable_then_the_locale(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert text.language() == "en"
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert text.language() == "zh"
    monkeypatch.setenv("TUTOR_LANG", "en")
    assert text.language() == "en"
    text.choose("zh")
    assert text.language() == "zh"


@pytest.mark.usefixtures("two_languages")
def test_a_language_that_is_not_here_is_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "C.UTF-8")
    assert text.language() == "en"
    monkeypatch.setenv("TUTOR_LANG", "fr")
    assert text.language() == "en"


@pytest.mark.usefixtures("two_languages")
def test_the_option_names_a_language_anywhere_on_the_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["where", "--language", "en"]) == 0
    assert main(["--language=fr", "where"]) == 2
    assert "“fr” is not a language here; there are: en" in capsys.readouterr().err


@pytest.fixture(scope="module")
def calls() -> list[Asked]:
    return [call for file in FILES for call in asked(file)]


@pytest.fixture(scope="module")
def somewhere() -> set[str]:
    """Every string that stands in the source."""
    return {text for file in FILES for text in strings(parsed(file))}


def test_every_sentence_asked_for_exists(calls: list[Asked]) -> None:
    for call in calls:
        known = sentences(call.room, "en")
        if call.table:
            tables = {key[:i] for key in known for i, sign in enumerate(key) if sign == "."}
            assert set(call.keys[:1]) <= tables, f"{call.place}: {call.room} has no such table"
        elif len(call.keys) == 1:
            assert call.keys[0] in known, f"{call.place}: {call.room} has no {call.keys[0]}"


def test_no_key_is_put_together(calls: list[Asked]) -> None:
    assert [call.place for call in calls if call.built] == [], "a search can't find these"


def says(node: ast.AST) -> bool:
    """Whether a sentence or a name of the text files stands in it."""
    calls = (part.func for part in ast.walk(node) if isinstance(part, ast.Call))
    roots = (call.value if isinstance(call, ast.Attribute) else call for call in calls)
    return any(isinstance(root, ast.Name) and root.id == "words" for root in roots)


def test_what_is_said_is_filled_up_by_cells_never_by_characters() -> None:
    """`f"{words("step"):>8}"` and `words("step").rjust(8)` are too wide where signs are."""
    for file in FILES:
        for node in ast.walk(parsed(file)):
            match node:
                case ast.FormattedValue(value=said, format_spec=ast.JoinedStr(), lineno=line):
                    assert not says(said), f"{file}:{line}: use show.cells"
                case ast.Attribute(value=said, attr="ljust" | "rjust" | "center", lineno=line):
                    assert not says(said), f"{file}:{line}: use show.cells"


def test_every_blank_gets_its_value(calls: list[Asked]) -> None:
    for call in calls:
        for key, sentence in sentences(call.room, "en").items():
            meant = key.startswith(f"{call.keys[0]}.") if call.table and call.keys else False
            if call.filled is not None and (meant or (not call.table and key in call.keys)):
                left = blanks(sentence) - call.filled
                assert not left, f"{call.place}: {call.room}.{key} lacks a value for {left}"


@pytest.mark.parametrize("room", ROOMS)
def test_every_sentence_is_asked_for(room: str, calls: list[Asked], somewhere: set[str]) -> None:
    """Its key stands in the source, or that of its table."""
    tables = {call.keys[0] for call in calls if call.room == room and call.table and call.keys}
    for key in sentences(room, "en"):
        table = key.split(".")[0]
        by_data = table in tables or table in ("knob", "choice") or room == "exercises"
        assert by_data or key in somewhere, f"text/en/{room}.toml: nobody asks for {key}"


@pytest.mark.parametrize("name", demos.names())
def test_every_knob_has_a_label(name: str) -> None:
    demo = demos.load(name, NOBODY)
    known = sentences(name, "en")
    assert known, f"{TEXT / 'en' / name}.toml:1: the demo's text is missing"
    lacks = [knob for knob in controls(demo.knobs) if f"knob.{knob}" not in known]
    assert not lacks, f"{TEXT / 'en' / name}.toml:1: [knob] lacks {', '.join(lacks)}"


@pytest.mark.parametrize("name", demos.names())
def test_no_label_is_left_of_a_knob_that_went(name: str) -> None:
    labels = {key.removeprefix("knob.") for key in sentences(name, "en") if key.startswith("knob.")}
    assert labels <= set(controls(demos.load(name, NOBODY).knobs))


# Names of NumPy, Python and the installer's world, the same in every language.
NAMES_OF_CODE = re.compile(
    r"None|sum|mean|max|argmax|float\d\d|sin|cos|sin x|numpy|matplotlib|torch|nunpy|random"
)


@pytest.mark.parametrize("name", demos.names())
def test_every_choice_has_a_name(name: str) -> None:
    """But for those that are code or numbers."""
    known, found = sentences(name, "en"), set()
    for knob, control in controls(demos.load(name, NOBODY).knobs).items():
        for option in control.options if isinstance(control, Choice) else ():
            key = f"choice.{knob}.{option}"
            is_code = re.search(r"[().@=\[]", option) or NAMES_OF_CODE.fullmatch(option)
            is_word = re.search(r"[A-Za-z]{2,}", option) and not is_code
            file = TEXT / "en" / f"{name}.toml"
            assert key in known or not is_word, f"{file}:1: it has no {key}"
            found.add(key)
    left = {key for key in known if key.startswith("choice.")} - found
    assert not left, f"text/en/{name}.toml names what is no choice: {left}"


def test_a_choice_is_known_by_its_name_and_by_its_key(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = {"choice.pen.thin": "细", "choice.pen.thick": "粗"}
    monkeypatch.setattr(text, "language", lambda: "zz")
    monkeypatch.setattr(
        text, "sentences", lambda room, spoken: shown if spoken == "zz" else sentences(room, "en")
    )
    pen = controls(demos.load("drawing", NOBODY).knobs)["pen"]
    assert choice_name("drawing", "pen", "thin") == "细"
    assert choice_name("drawing", "pen", "medium") == "medium"
    assert option_named("drawing", "pen", pen, "细") == "thin"
    assert option_named("drawing", "pen", pen, "thin") == "thin"


@pytest.mark.parametrize("room", ROOMS)
def test_every_language_says_every_sentence(room: str) -> None:
    for language in languages():
        lacks = sentences(room, "en").keys() - sentences(room, language).keys()
        assert not lacks, f"{TEXT / language / room}.toml:1: it lacks {', '.join(sorted(lacks))}"
