"""Long lines of code: they go on further in, lose nothing, and keep within the width."""

import pytest
from textual.content import Content

from tui_tutor.tui.widgets.code import folded

CODE = "def f(x):\n    return np.divide(x, x.sum(axis=axis), out=out)\n\nx = 1"
DOCSTRING = '''def f(x):
    """A sentence that is long and
    a second one that goes on.

    x: any shape at all, as long as it is one
    y: the same
    """
    return x'''


def test_a_long_line_goes_on_further_in() -> None:
    assert folded(Content(CODE), 30).plain.split("\n") == [
        "def f(x):",
        "    return np.divide(x,",
        "        x.sum(axis=axis),",
        "        out=out)",
        "",
        "x = 1",
    ]


def test_a_docstring_is_prose_and_flows() -> None:
    assert folded(Content(DOCSTRING), 30).plain.split("\n") == [
        "def f(x):",
        '    """A sentence that is long',
        "    and a second one that goes",
        "    on.",
        "",
        "    x: any shape at all, as",
        "    long as it is one",
        "    y: the same",
        '    """',
        "    return x",
    ]


def test_a_chinese_docstring_is_cut_and_joined_as_chinese_is() -> None:
    code = '''    """h(x) = x，回归的输出函数。形状不限，
    返回副本。

    x：(N, m)、
    dW (m, n)
    """'''
    assert folded(Content(code), 30).plain.split("\n") == [
        '    """h(x) = x，回归的输出函',
        "    数。形状不限，返回副本。",
        "",
        "    x：(N, m)、",
        "    dW (m, n)",
        '    """',
    ]


@pytest.mark.parametrize(
    "code", [CODE, DOCSTRING, "", "x" * 200, " " * 90 + "y = 1", "数学 = '梯度下降'" * 9]
)
@pytest.mark.parametrize("width", [5, 11, 52, 200])
def test_nothing_is_lost_and_nothing_too_wide(code: str, width: int) -> None:
    lines = folded(Content(code), width)
    assert "".join(lines.plain.split()) == "".join(code.split())
    assert all(line.cell_length <= width for line in lines.split("\n", allow_blank=True))


def test_what_fits_stays_as_it_is_and_colours_stay() -> None:
    code = Content.assemble("x = ", ("'a string of many words'", "red"))
    assert folded(code, 80) == code
    pieces = folded(code, 20).split("\n")
    assert [piece.plain[span.start : span.end] for piece in pieces for span in piece.spans] == [
        "'a string of",
        "many words'",
    ]
