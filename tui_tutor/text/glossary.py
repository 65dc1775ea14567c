"""The course's terms, one word for one thing in each language; `glossary.toml` is the table."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tui_tutor.text import language


@dataclass(frozen=True)
class Term:
    """A thing by its English and its Chinese word."""

    en: str
    zh: str
    lesson: str = ""  # that explains it; "" where none does by itself
    never: tuple[str, ...] = ()  # other Chinese words for it, which the course does not use


@cache
def terms() -> tuple[Term, ...]:
    """All of them, in the order of the course."""
    file = files("tui_tutor.text") / "glossary.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    rows = ((en, row) for section in table.values() for en, row in section.items())
    return tuple(
        Term(en, row["zh"], row.get("lesson", ""), tuple(row.get("never", ()))) for en, row in rows
    )


def spoken(english: str) -> str:
    """That term in the language in use; as it came, where it is none of ours."""
    found = {term.en.casefold(): term for term in terms()}.get(english.casefold())
    return found.zh if found and language() == "zh" else english
