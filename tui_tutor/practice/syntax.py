"""What is wrong with a learner's text before it can run: no Python, told in words with the line."""

import ast
import unicodedata
import warnings
from dataclasses import dataclass

from tui_tutor.practice.errors import explained
from tui_tutor.text import Words

words = Words("check")
LONGEST = 100_000  # characters of a learner's code
# What is typed for Python's own signs by mistake, or pasted from a formula.
PLAIN = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "。": ".", "、": ",", "【": "[", "】": "]", "《": "<",
     "》": ">", "−": "-", "–": "-", "×": "*", "·": "*", "÷": "/", "²": "**2", "³": "**3",
     "≤": "<=", "≥": ">=", "≠": "!=", "…": "..."}
)  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """What is wrong with a text as Python, in words, and the line of it; 0 where there is none."""

    said: str
    line: int = 0


def syntax_fault(source: str) -> Fault | None:
    """What keeps the text from being run; None where nothing does."""
    if not source.strip():
        return Fault(words("empty"))
    if len(source) > LONGEST:
        return Fault(words("too-long", most=LONGEST))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on odd escapes in strings; they are no faults
            ast.parse(source)
    except (IndentationError, TabError) as error:
        said = words("indentation", line=error.lineno, said=error.msg)
        return Fault(f"{said}\n{explained(error.msg)}".rstrip(), error.lineno or 0)
    except SyntaxError as error:
        said = f"{_said(source, error)}\n{explained(error.msg)}".rstrip()
        return Fault(said, error.lineno or 0)
    except (RecursionError, MemoryError):
        return Fault(words("unreadable", said=words("nested")))
    except ValueError as error:
        return Fault(words("unreadable", said=str(error)))
    return None


def _said(source: str, error: SyntaxError) -> str:
    """The line, what is wrong with it, and what to change."""
    lines = source.split("\n")
    if not error.lineno or error.lineno > len(lines):
        return words("unreadable", said=error.msg)
    line, rest = lines[error.lineno - 1], lines[error.lineno - 1][max((error.offset or 1) - 1, 0) :]
    if error.msg.startswith(("invalid character", "invalid non-printable")) and rest:
        return _odd_character(error.lineno, rest[0])
    if "never closed" in error.msg or "EOF" in error.msg or "unterminated" in error.msg:
        return words("unclosed", line=error.lineno, said=error.msg)
    if error.msg == "invalid syntax":
        place = words("at", rest=rest.strip()[:40]) if rest.strip() else words("at-end")
        return words("invalid", line=error.lineno, said=place, code=line.strip()[:80])
    return words("invalid", line=error.lineno, said=error.msg, code=line.strip()[:80])


def _odd_character(line: int, got: str) -> str:
    """What to type instead of a character that Python does not know."""
    plain = PLAIN.get(ord(got)) or unicodedata.normalize("NFKC", got)
    code = f"U+{ord(got):04X}"
    if got == "…":
        return words("gap", line=line)
    if not got.isprintable() or got.isspace():
        return words("invisible", line=line, code=code)
    if plain != got and plain.isascii():
        wide = unicodedata.east_asian_width(got) in "FW" or got in "“”‘’"
        key = "full-width" if wide else "other-character"
        return words(key, line=line, got=got, plain=plain)
    return words("odd-character", line=line, got=got, code=code)
