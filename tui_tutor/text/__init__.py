"""Every sentence that the program says, looked up by name, one folder of TOML files a language.

`Words("softmax")("overflow", a=1010)` is the sentence `overflow` of `text/<language>/softmax.toml`
with `{a}` filled in. A sentence that a language lacks is taken from English. An open course by
others has such a folder, too.
"""

import os
import tomllib
from collections.abc import Iterable
from functools import cache, reduce
from importlib.resources import files
from pathlib import Path

from tui_tutor.clean import clean

FALLBACK = "en"
WANTED_BY = "TUTOR_LANG", "LC_ALL", "LC_MESSAGES", "LANG"  # in this order


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a folder here."""
    folders = (entry for entry in files(__name__).iterdir() if entry.is_dir())
    return tuple(sorted(entry.name for entry in folders if not entry.name.startswith("_")))


_chosen = [""]  # by the learner, for this run of the program


def choose(wanted: str) -> None:
    """Speak that language from now on; "" leaves it to the machine."""
    _chosen[0] = wanted


def language() -> str:
    """The one chosen, else TUTOR_LANG's, else the locale's (zh of zh_CN); else English."""
    wanted = filter(None, (os.environ.get(name) for name in WANTED_BY))
    asked = (_chosen[0] or next(wanted, FALLBACK)).replace("-", "_")
    short = asked.partition("_")[0].partition(".")[0].lower()
    return short if short in languages() else FALLBACK


_brought: list[Path] = []  # the folder of texts of the course by others that is open


def bring(folder: Path | None) -> None:
    """Look sentences up there, too, where ours lack them; None: in ours alone again."""
    _brought[:] = [folder] if folder else []
    sentences.cache_clear()


@cache
def sentences(room: str, language: str) -> dict[str, str]:
    """The sentences of one file, tables flattened: `[knob] a = "…"` is `knob.a`."""
    file = files(__name__) / language / f"{room}.toml"
    ours = _flat(tomllib.loads(file.read_text(encoding="utf-8"))) if file.is_file() else []
    return dict([*_theirs(room, language), *ours])


def _theirs(room: str, language: str) -> list[tuple[str, str]]:
    """What an open course by others says there; nothing where that can't be read."""
    for folder in _brought:
        try:
            found = _flat(read_texts(folder / language / f"{room}.toml"))
            return [(key, clean(sentence)) for key, sentence in found]
        except (OSError, ValueError):
            continue  # `tutor check` says what is wrong with it
    return []


def read_texts(file: Path) -> dict[str, object]:
    """A file of texts by others; raises OSError, or ValueError, which says at what line."""
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _flat(table: dict[str, object], prefix: str = "") -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            pairs += _flat(value, f"{prefix}{key}.")
        else:
            pairs.append((prefix + key, str(value)))
    return pairs


def own_name(language: str) -> str:
    """What a language calls itself."""
    return sentences("app", language).get("language", language)


class Words:
    """The sentences of one room (a demo, a screen, the command line)."""

    def __init__(self, room: str) -> None:
        self.room = room

    def __call__(self, key: str, /, **values: object) -> str:
        return self.raw(key).format(**values)

    def raw(self, key: str) -> str:
        """The sentence with its gaps."""
        return sentences(self.room, language()).get(key) or sentences(self.room, FALLBACK)[key]

    def of(self, *path: str, **values: object) -> str:
        """A sentence of a table, where which one it is comes from data: `of("knob", name)`."""
        return self(".".join(path), **values)

    def name(self, *path: str) -> str:
        """What `said` finds the sentence by, in whatever language is spoken by then."""
        return f"{self.room}/{'.'.join(path)}"

    def has(self, key: str) -> bool:
        return key in sentences(self.room, FALLBACK)


def said(name: str) -> str:
    """The sentence of that name, as `Words.name` made it; what is no such name stays itself."""
    room, _, key = name.partition("/")
    return Words(room)(key) if key else name


def said_of(name: str, said: str) -> str:
    """`name: said`, with the colon of the language."""
    return _show("said-of", name=name, said=said)


def listed(parts: Iterable[str]) -> str:
    """`this; that`, with the semicolons of the language."""
    return _show("semicolon").join(parts)


def series(parts: Iterable[str]) -> str:
    """`this, that`, with the commas of the language."""
    return _show("comma").join(parts)


def in_turn(*said: str) -> str:
    """Sentences one after the other, with a blank between them where the language has one."""
    return reduce(lambda first, then: _show("both", first=first, then=then), said)


_show = Words("show")
