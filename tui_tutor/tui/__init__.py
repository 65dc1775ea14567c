"""The Textual app: screens and widgets. Nothing outside this folder imports textual."""

from textual import content

from tui_tutor.lines import break_lines_in

break_lines_in(content)
