"""argparse in the learner's language: its own words, and its help in lines counted in cells."""

import argparse
from itertools import pairwise

from tui_tutor.text import FALLBACK, Words, said_of, sentences, series

words = Words("cli")
TABLE = "argparse."


class Parser(argparse.ArgumentParser):
    """One that speaks as the text files do."""

    def _check_value(self, action: argparse.Action, value: object) -> None:
        if action.choices is not None and value not in action.choices:
            named = {"value": value, "choices": series(map(repr, action.choices))}
            raise argparse.ArgumentError(action, words.raw("argparse.choice") % named)

    def _get_formatter(self) -> argparse.HelpFormatter:
        self.formatter_class = Help
        return super()._get_formatter()


class Help(argparse.HelpFormatter):
    """Lines that end where those of a page do, so that Chinese fits them."""

    def format_help(self) -> str:
        """Below headings with the colon of the language: argparse puts an English one behind."""
        said = super().format_help()
        for heading in (words("argparse.positionals"), words("argparse.options")):
            said = said.replace(f"\n{heading}:\n", f"\n{said_of(heading, '').rstrip()}\n")
        return said

    def _split_lines(self, text: str, width: int) -> list[str]:
        text = " ".join(text.split())
        if text.isascii():
            return super()._split_lines(text, width)
        from tui_tutor.lines import divide_line  # imports Rich, which --version can do without

        places = [0, *divide_line(text, width), len(text)]
        return [text[start:end].rstrip() for start, end in pairwise(places)]

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in self._split_lines(text, width - len(indent)))


def translate_argparse() -> None:
    """argparse asks gettext for each of its sentences, under this name; have it ask us."""
    argparse.__dict__["_"] = _translated


def _translated(sentence: str) -> str:
    """That sentence of argparse in the language in use; as it is, where we have no other."""
    for key, english in sentences("cli", FALLBACK).items():
        if key.startswith(TABLE) and english == sentence:
            return words.of("argparse", key.removeprefix(TABLE))
    return sentence
