"""The editor for Python: what Enter, Tab and Backspace do, and that all of it can be undone."""

from typing import Any

import pytest
from rich.color import Color
from textual.app import App, ComposeResult
from textual.widgets.text_area import Selection

from tui_tutor.show.roles import AMBER, ROSE, SKY
from tui_tutor.tui.widgets.editor import Editor


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
