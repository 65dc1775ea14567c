"""The editor for Python: what Enter, Tab and Backspace do, and that all of it can be undone."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

import pytest
from rich.cells import cell_len
from rich.color import Color
from textual import events
from textual.app import App, ComposeResult
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from tests.practice.own.planted import PAGE
from tui_tutor.show.roles import AMBER, ROSE, SKY
from tui_tutor.tui.widgets.editor import PYTHON, Editor, blocks


class Bench(App[None]):
    """An app with nothing but the editor."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def compose(self) -> ComposeResult:
        yield Editor(self.text)


async def typed(text: str, *keys: str, selection: Any = None) -> str:
    """The text after these keys, the cursor shown as |; it begins at the end."""
    bench = Bench(text)
    async with bench.run_test() as pilot:
        editor = bench.query_one(Editor)
        editor.focus()
        editor.move_cursor(editor.document.end)
        if selection is not None:
            editor.selection = Selection(*selection)
        await pilot.press(*keys)
        row, column = editor.cursor_location
        lines = editor.text.split("\n")
        lines[row] = lines[row][:column] + "|" + lines[row][column:]
        return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "keys", "after"),
    [
        ("def f(x):", ["enter"], "def f(x):\n    |"),
        ("    y = 2", ["enter"], "    y = 2\n    |"),
        ("    if x:  ", ["enter", "y"], "    if x:  \n        y|"),
        ("        return x", ["enter"], "        return x\n    |"),
        ("    return x", ["enter"], "    return x\n|"),
        ("    return (x +", ["enter"], "    return (x +\n    |"),
        ("    returns = 2", ["enter"], "    returns = 2\n    |"),
        ("        pass", ["enter"], "        pass\n    |"),
        ("x", ["enter", "enter"], "x\n\n|"),
        ("x", ["tab"], "x   |"),
        ("", ["tab"], "    |"),
        ("        y", ["shift+tab"], "    y|"),
        ("  y", ["shift+tab"], "y|"),
        ("y", ["shift+tab"], "y|"),
        ("        ", ["backspace"], "    |"),
        ("      ", ["backspace"], "    |"),
        ("   ", ["backspace"], "|"),
        ("    y", ["backspace", "backspace"], "|"),
        ("a    ", ["backspace"], "a   |"),
        ("a\n", ["backspace"], "a|"),
    ],
)
async def test_indentation(text: str, keys: list[str], after: str) -> None:
    assert await typed(text, *keys) == after


async def test_enter_in_the_middle_takes_the_rest_along() -> None:
    after = await typed("    a = 1; b = 2", "enter", selection=((0, 10), (0, 11)))
    assert after == "    a = 1;\n    |b = 2"


async def test_lines_that_are_selected_move_together() -> None:
    lines = "def f():\na\n\n    b"
    selected = ((1, 0), (3, 5))
    inside = await typed(lines, "tab", selection=selected)
    assert inside == "def f():\n    a\n\n        b|"
    assert await typed(lines, "shift+tab", selection=selected) == "def f():\na\n\nb|"
    again = await typed(lines, "tab", "tab", "shift+tab", "shift+tab", selection=selected)
    assert again == "def f():\na\n\n    b|"


@pytest.mark.parametrize("key", ["enter", "tab", "shift+tab", "backspace"])
async def test_each_can_be_undone(key: str) -> None:
    before = "def f(x):\n        "
    assert (await typed(before, key)).replace("|", "") != before
    assert (await typed(before, key, "ctrl+z")).replace("|", "") == before


@pytest.mark.parametrize(
    ("text", "pasted", "after"),
    [
        ("def f(x):\n    ", "    y = x\n    return y", "def f(x):\n    y = x\n    return y"),
        ("def f(x):\n    ", "y = x\n    return y", "def f(x):\n    y = x\n    return y"),
        ("def f(x):\n    ", "def f(x):\n    return x", "def f(x):\ndef f(x):\n    return x"),
        ("def f(x):\n    ", "def f(x):\r    return x", "def f(x):\ndef f(x):\n    return x"),
        ("def f(x):\n    ", "define = 2\n", "def f(x):\n    define = 2\n"),
        ("def f(x):\n    return x +", "  y", "def f(x):\n    return x +  y"),
        ("", "    y = x", "    y = x"),
    ],
)
async def test_code_that_is_pasted_brings_its_own_indentation(
    text: str, pasted: str, after: str
) -> None:
    bench = Bench(text)
    async with bench.run_test() as pilot:
        editor = bench.query_one(Editor)
        editor.focus()
        editor.move_cursor(editor.document.end)
        bench.post_message(events.Paste(pasted))
        await pilot.pause()
        assert editor.text == after
        await pilot.press("ctrl+z")
        assert editor.text == text


async def test_lines_have_numbers_and_what_is_typed_has_the_colours_of_code() -> None:
    bench = Bench("名 = 1  # 数学\ndef f(x):\n    return 'é', x")
    async with bench.run_test() as pilot:
        editor = bench.query_one(Editor)
        await pilot.pause()
        assert editor.show_line_numbers
        shown = {
            segment.text: segment.style
            for row in range(3)
            for segment in editor.render_line(row)
            if segment.style
        }
        for text, role in (("1", AMBER), ("def", ROSE), ("return", ROSE), ("é", SKY)):
            assert shown[text].color == Color.parse(role), text
        assert shown["# 数学"].dim


@pytest.mark.parametrize(
    "text",
    [
        PAGE,
        "def f():\n    '''One\ndef line\n'''\n    return 1\n",
        "x = '''\na\n\nimport b'''\ny = 2",
        '# a """ alone\nx = 1\ndef f():\n    pass',
        '# a """ alone\ndef f():\n    """One\ndef line\n"""\nx = 1',
        'def f():\n    """Not \'\'\' these,\nfor one\n"""\nx = 1',
        'x = \'"""\' + \'a\\\'"""\'\ny = """a\nin"""',
        "",
        "\n\n",
    ],
)
def test_pieces_have_the_colours_that_they_have_in_the_whole(text: str) -> None:
    pieces = list(blocks(text))
    assert "\n".join(pieces) == text
    apart = [token for piece in pieces for token in PYTHON.get_tokens(piece + "\n")]
    assert runs(apart) == runs(PYTHON.get_tokens(text + "\n"))


def runs(tokens: Iterable[tuple[Any, str]]) -> list[tuple[str, str]]:
    """Neighbours of one kind as one: a piece ends where the whole has a longer token."""
    same = groupby(tokens, key=lambda token: str(token[0]))
    return [(kind, "".join(text for _, text in found)) for kind, found in same]


KEYS = "x ctrl+z enter up up ( ) shift+right shift+up delete ' ' ' down down a ctrl+home enter"


def stale(editor: Editor) -> list[int]:
    """The rows that would look otherwise if they were drawn anew."""
    rows = range(editor.size.height)
    return [
        y for y in rows if list(editor._render_line(y)) != list(TextArea._render_line(editor, y))
    ]


async def test_the_partner_of_a_bracket_is_shown_on_another_line_and_goes_with_it() -> None:
    bench = Bench("x = [\n    1,\n]\n")
    async with bench.run_test(size=(40, 8)) as pilot:
        editor = bench.query_one(Editor)
        editor.focus()
        for place in ((0, 0), (0, 4), (2, 0), (1, 0), (0, 4)):
            editor.move_cursor(place)
            await pilot.pause()
            assert stale(editor) == [], place


async def test_after_each_key_every_line_is_what_it_would_be_drawn_anew() -> None:
    bench = Bench(PAGE)
    async with bench.run_test(size=(60, 30)) as pilot:
        editor = bench.query_one(Editor)
        editor.focus()
        editor.move_cursor((12, 4))
        for key in KEYS.split():
            await pilot.press(key)
            assert stale(editor) == [], key


def numbers(editor: Editor) -> list[str]:
    """What stands before each line."""
    return [next(iter(editor.render_line(row))).text for row in range(editor.document.line_count)]


async def test_the_line_at_fault_has_a_cross_until_something_is_typed() -> None:
    bench = Bench("a = 1\nb = nothing\nc = 3")
    async with bench.run_test() as pilot:
        editor = bench.query_one(Editor)
        editor.focus()
        await pilot.pause()
        editor.mark(2)
        await pilot.pause()
        assert [number.strip() for number in numbers(editor)] == ["1", "2✗", "3"]
        assert len({cell_len(number) for number in numbers(editor)}) == 1
        await pilot.press("x")
        assert [number.strip() for number in numbers(editor)] == ["1", "2", "3"]


async def test_lines_are_drawn_anew_when_the_room_for_them_changes() -> None:
    bench = Bench("x = 1  # " + "a long line " * 12 + "\n" * 8)
    async with bench.run_test(size=(60, 30)) as pilot:
        editor = bench.query_one(Editor)
        editor.focus()
        editor.move_cursor(editor.document.end)
        shown = {60: "", 90: "", 40: ""}
        for width in shown:
            await pilot.resize_terminal(width, 30)
            shown[width] = "\n".join(editor.render_line(row).text for row in range(6))
        assert len(set(shown.values())) == 3
        for key in ("enter", "enter", "ctrl+z", *["enter"] * 20, "ctrl+home"):
            await pilot.press(key)
            assert stale(editor) == [], key


async def test_a_line_at_fault_that_is_out_of_sight_comes_into_sight() -> None:
    bench = Bench(PAGE)
    async with bench.run_test(size=(60, 12)) as pilot:
        editor = bench.query_one(Editor)
        await pilot.pause()
        editor.move_cursor((0, 0))
        await pilot.pause()
        for line in (50, 3, PAGE.count("\n")):
            editor.mark(line)
            await pilot.pause()
            shown = [next(iter(editor.render_line(row))).text.strip() for row in range(12)]
            assert f"{line}✗" in shown
