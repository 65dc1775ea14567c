"""Code as HTML, coloured as in the app, by classes that the style sheet knows."""

from html import escape

from pygments.lexers import PythonLexer
from pygments.token import Token
from rich.style import Style

from tui_tutor.show import roles
from tui_tutor.show.code import STYLES
from tui_tutor.show.roles import NAMED

PYTHON = PythonLexer(stripnl=False, ensurenl=False)
CLASSES = {token: "".join(part[:2].lower() for part in token) for token in STYLES}


def coloured(code: str, language: str = "python") -> str:
    """The code as a block."""
    inside = _pieces(code) if language == "python" else escape(code)
    return f'<pre tabindex="0"><code>{inside}</code></pre>\n'


def _pieces(code: str) -> str:
    pieces = []
    for token, text in PYTHON.get_tokens(code):
        while token is not Token and token not in STYLES:
            token = token.parent
        said = escape(text)
        pieces.append(f'<span class="{CLASSES[token]}">{said}</span>' if token in STYLES else said)
    return "".join(pieces)


def code_rules(dark: bool) -> str:
    """What the classes look like."""
    rules = ""
    for token, said in STYLES.items():
        style = Style.parse(said)
        soft = roles.SOFT if style.dim else NAMED.get(style.color.name if style.color else "")
        shade = soft and (soft.dark if dark else soft.light)
        colour = f"color: {shade}; " if shade else ""
        bold = "font-weight: bold; " if style.bold else ""
        italic = "font-style: italic; " if style.italic else ""
        rules += f".{CLASSES[token]} {{ {colour}{bold}{italic}}}\n"
    return rules
