"""What CommonMark leaves open where words stand without blanks between them, as in Chinese.

A line's end between two Chinese signs is no blank, and `**“梯度”**的` is bold though punctuation
stands within its stars and none beside them.
"""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

CHINESE = "\u2e80-\u2fdf\u3000-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
HOLD = "\N{NO-BREAK SPACE}"  # a blank at which no line ends, such as those of code in a sentence
JOIN = "\N{WORD JOINER}"  # nothing to see, and no line ends there: within a name in Chinese
SOLID = re.compile(f"[{CHINESE}“”‘’]")
# Between two signs, one of them Chinese and none of them a blank.
BESIDE_CHINESE = re.compile(rf"(?<=[{CHINESE}])(?=[^\s{HOLD}])|(?<=[^\s{HOLD}])(?=[{CHINESE}])")


def read_chinese(parser: "MarkdownIt") -> None:
    """Have that parser know how Chinese is written."""
    parser.inline.ruler.at("emphasis", _emphasis)
    parser.core.ruler.after("inline", "soft breaks", _join_lines)


def _emphasis(state: "StateInline", silent: bool) -> bool:
    """The rule for * and _, in which a Chinese sign beside a star is as good as a blank."""
    from markdown_it.rules_inline.state_inline import Delimiter

    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    scanned = state.scanDelims(state.pos, marker == "*")
    before = state.src[state.pos - 1 : state.pos]
    after = state.src[state.pos + scanned.length :][:1]
    beside = marker == "*" and bool(before.strip() and after.strip())
    for _ in range(scanned.length):
        state.push("text", "", 0).content = marker
        state.delimiters.append(
            Delimiter(
                marker=ord(marker),
                length=scanned.length,
                token=len(state.tokens) - 1,
                end=-1,
                open=scanned.can_open or bool(beside and SOLID.match(before)),
                close=scanned.can_close or bool(beside and SOLID.match(after)),
            )
        )
    state.pos += scanned.length
    return True


def _join_lines(state: "StateCore") -> None:
    for token in state.tokens:
        children = token.children or []
        for before, end, after in zip(children, children[1:], children[2:], strict=False):
            solid = SOLID.match(before.content[-1:]) and SOLID.match(after.content[:1])
            if end.type == "softbreak" and solid:
                end.type, end.content = "text", ""


def hold_code_together(tokens: "list[Token]") -> None:
    """Let no line end within a piece of code that stands in a sentence, where it fits a line."""
    for token in tokens:
        for child in token.children or ():
            if child.type == "code_inline":
                held = child.content.replace(" ", HOLD)
                child.content = BESIDE_CHINESE.sub(JOIN, held)
