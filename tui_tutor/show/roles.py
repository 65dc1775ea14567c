"""The one table of colours, by what they mean: for text, plots, maps, images and the app's themes.

A role that differs between dark and light is one of the terminal's sixteen colours by name: a
plain terminal shows its own, and the app gives them the values below. What is the same on both is
said in RGB. No colour says anything alone: a shape, a sign or a bracket says it as well.
"""

from typing import NamedTuple


class Shades(NamedTuple):
    """The values of one role."""

    dark: str
    light: str


# ------------------------------------------------------------------ the page

GROUND = Shades("#0f1317", "#fbfaf7")  # the page
SURFACE = Shades("#171d24", "#f1eee8")  # the demo, panels, code
RAISED = Shades("#212a33", "#e8e4dc")  # what can be pressed
INK = Shades("#d9dfe6", "#1e2329")  # text
SOFT = Shades("#94a1af", "#5b6570")  # labels

# ------------------------------------------------------------------ styles for what a demo shows

QUIET = "dim"  # labels and what matters less: about as SOFT, in any theme and any terminal
FAINT = "bright_black"  # frames and axes, never text
ACT = "bright_blue"  # it can be touched: keys, handles, focus
LIT_INK, LIT_GROUND = "#14181d", "#f3ec78"
LIT = f"bold {LIT_INK} on {LIT_GROUND}"  # what the sentence speaks of now; one thing at a time
SKY, AMBER, STRAW, ROSE = "cyan", "yellow", "bright_yellow", "magenta"
PLUS, MINUS = SKY, AMBER  # weights, slopes, contributions: everywhere these two
RIGHT, WRONG = "bold green", "bold red"  # verdicts alone, beside ✓ and ✗
VERDICTS = "red", "green", "bright_red", "bright_green"  # the names of their colours
NEUTRAL = "white"  # a cell that two curves share

SERIES = (SKY, AMBER, STRAW, ROSE)  # a colour a curve or class, in this order,
SHAPES = ("●", "■", "▲", "◆")  # and the shape that goes with each

# What the app makes of the names above, and of the colour that each verdict has.
NAMED = {
    "black": Shades("#14181d", "#14181d"),
    "red": Shades("#ff7373", "#b3202a"),
    "green": Shades("#63d8a2", "#00704a"),
    AMBER: Shades("#ee9145", "#a24a00"),
    "blue": Shades("#b79cff", "#5b3fb0"),
    ROSE: Shades("#efb3c6", "#9b2f5f"),
    SKY: Shades("#5fb8ff", "#005fa8"),
    NEUTRAL: INK,
    FAINT: Shades("#5d6b79", "#8a939c"),
    "bright_red": Shades("#ff7373", "#b3202a"),
    "bright_green": Shades("#63d8a2", "#00704a"),
    STRAW: Shades("#f3ec78", "#6d6200"),
    ACT: Shades("#b79cff", "#5b3fb0"),
    "bright_magenta": Shades("#efb3c6", "#9b2f5f"),
    "bright_cyan": Shades("#5fb8ff", "#005fa8"),
    "bright_white": INK,
}

# ------------------------------------------------------------------ shades in pictures

HEIGHTS = ("#0c1424", "#12314d", "#155c72", "#2b8a86", "#6fb98a", "#dfe3a0")  # low is dark

RGB = tuple[int, int, int]


def rgb(colour: str) -> RGB:
    """The three numbers of "#rrggbb"."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mixed(start: str, end: str, share: float) -> str:
    """The colour that lies so far on the way from one to the other."""
    parts = (round(a + (b - a) * share) for a, b in zip(rgb(start), rgb(end), strict=True))
    return "#{:02x}{:02x}{:02x}".format(*parts)


def verdict(right: bool) -> str:
    """The name of the colour that a verdict has."""
    return (RIGHT if right else WRONG).removeprefix("bold ")


def signed(share: float) -> str:
    """A number from -1 to 1: amber below 0, the dark ground at 0, sky above."""
    end = NAMED[PLUS if share > 0 else MINUS].dark
    return mixed(GROUND.dark, end, min(abs(share), 1.0))
