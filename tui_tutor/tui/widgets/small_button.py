"""The button of one row that stands on a page, in a panel, below a picture."""

from textual.content import Content
from textual.widgets import Button


class SmallButton(Button, inherit_css=False):
    """Textual's Button without its nearly sixty rules for borders and variants.

    Each of them would be read anew for each button, and three times, as its classes come one by
    one; a page has a dozen buttons.
    """

    DEFAULT_CSS = """
    SmallButton {
        width: auto;
        min-width: 6;
        height: auto;
        line-pad: 1;
        content-align: center middle;
        text-align: center;
        text-style: bold;
        pointer: pointer;
        color: $button-foreground;
        background: $surface;
        &:hover {
            background: $surface-darken-1;
        }
        &:focus {
            text-style: $button-focus-text-style;
            color: $block-cursor-background;  /* reversed: as the cursor of a list */
            background-tint: $foreground 5%;
        }
        &.-active {
            tint: $background 30%;
        }
        &:disabled {
            text-opacity: 0.6;
            pointer: not-allowed;
        }
        &:ansi {
            background: ansi_default;
        }
    }
    """

    def __init__(self, label: str | Content, id: str | None = None) -> None:
        super().__init__(label, id=id, classes="-style-default")
