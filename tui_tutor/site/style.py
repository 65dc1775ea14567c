"""The site's one style sheet: the program's colours, dark and light, and how a page is laid out."""

from tui_tutor.show import roles
from tui_tutor.show.roles import ACT, FAINT, NAMED
from tui_tutor.site.code import code_rules
from tui_tutor.site.svg import FONTS

ROLES = {
    "ground": roles.GROUND,
    "surface": roles.SURFACE,
    "ink": roles.INK,
    "soft": roles.SOFT,
    "act": NAMED[ACT],
    "faint": NAMED[FAINT],
}

LAYOUT = """
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 48rem; padding: 1rem; background: var(--ground);
  color: var(--ink); font: 1.05rem/1.6 system-ui, "Noto Sans CJK SC", "PingFang SC",
  "Microsoft YaHei", sans-serif; }
main { display: grid; gap: 0 3rem; }
main > * { min-width: 0; }
h1, h2, h3 { line-height: 1.25; margin: 1.6em 0 0.5em; }
h1 { margin-top: 0.5em; }
a { color: var(--act); }
:focus-visible { outline: 2px solid var(--act); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; background: var(--ground); padding: 0.5rem; }
.way { list-style: none; display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; padding: 0; }
.soft, footer, figcaption { color: var(--soft); }
.contents li { margin: 0.6em 0; }
.index { columns: 11rem; list-style: none; padding: 0; }
pre, code { font-family: FONTS; font-size: 0.92em; }
pre { background: var(--surface); border-left: 3px solid var(--faint); padding: 0.7rem 1rem;
  overflow-x: auto; line-height: 1.45; }
pre.given { border-left-color: var(--act); }
pre code { font-size: 1em; }
:not(pre) > code { background: var(--surface); padding: 0.1em 0.3em; }
blockquote { border-left: 3px solid var(--faint); margin-left: 0; padding-left: 1rem; }
details { border: 1px solid var(--faint); padding: 0.4rem 0.8rem; margin: 0.8rem 0; }
summary { color: var(--act); cursor: pointer; }
.ask { font-weight: bold; }
.goals { list-style: "☐  "; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { border: 1px solid var(--faint); padding: 0.3rem 0.7rem; }
figure { margin: 0 0 2rem; }
img { max-width: 100%; height: auto; }
@media (min-width: 80rem) {
  body:has(aside) { max-width: 100rem; }
  main:has(> aside) { grid-template-columns: minmax(0, 46rem) minmax(0, 1fr); }
  aside { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto; }
}
@media print {
  body { max-width: none; padding: 0; background: none; }
  main { display: block; }
  aside { position: static; max-height: none; overflow: visible; }
  nav, .skip { display: none; }
  pre { white-space: pre-wrap; }
  pre, figure, table { break-inside: avoid; }
  h1, h2, h3 { break-after: avoid; }
}
"""


def sheet() -> str:
    """The whole of it; light where nobody says what is preferred."""
    dark = f":root {{ {_colours(dark=True)}}}\n{code_rules(dark=True)}"
    return (
        f":root {{ {_colours(dark=False)}}}\n{code_rules(dark=False)}"
        f"@media (prefers-color-scheme: dark) {{\n{dark}}}\n{LAYOUT.replace('FONTS', FONTS)}"
    )


def _colours(dark: bool) -> str:
    shades = ((name, shade.dark if dark else shade.light) for name, shade in ROLES.items())
    return "".join(f"--{name}: {colour}; " for name, colour in shades)
