"""Words of a page that touch its demo: `[bias](lit:b)`, each in the colour of what it names."""

import re
from collections.abc import Iterator, Mapping, Sequence

from markdown_it.token import Token
from textual.color import Color
from textual.content import Content, Span
from textual.style import Style
from textual.widgets._markdown import MarkdownParagraph  # it is public nowhere

from tui_tutor.lit import part_named
from tui_tutor.show.spots import PART
from tui_tutor.tui.widgets.picture import shades_are_lost

# Textual would look these up in the stylesheet for each paragraph, of which a page has dozens; and
# the ground under code, where it is no tint, would be lost on the way.
INLINE = {".em": "italic", ".strong": "bold", ".s": "strike"}
CODE, CODE_WITHOUT_SHADES = "$foreground on $surface", "bold"
LINK = re.compile(r"link\('(.*)'\)")  # what Textual makes of a link


class TouchingParagraph(MarkdownParagraph):
    """A paragraph, of a list or a quote too, in which words may touch the demo."""

    _look: tuple[Mapping[str, str], str] = {}, ""  # as it was painted last

    def _token_to_content(self, token: Token) -> Content:
        content = super()._token_to_content(token)
        return Content(content.plain, [_touching(span) for span in content.spans])

    @property
    def parts(self) -> list[str]:
        """The parts that its words name, in their order."""
        return [part for span in self._content.spans if (part := _part(span))]

    def paint(self, colours: Mapping[str, str], lit: str) -> None:
        """Give each word the colour of its part; those of the part that is lit stand out."""
        look = colours, lit if lit in self.parts else ""
        if look == self._look:
            return
        self._look = look
        spans = [*self._content.spans, *_painted(self._content.spans, colours, lit)]
        self.update(Content(self._content.plain, spans), layout=False)


# An argument of the class, were it no widget: the four styles above are looked up no more.
TouchingParagraph._inherit_component_classes = False


def _touching(span: Span) -> Span:
    """A link to a part of the demo as a word that names it; other styles as they are."""
    if isinstance(span.style, Style):
        link = LINK.fullmatch(span.style.meta.get("@click", ""))
        if link and (part := part_named(link[1])):
            touching = Style.from_meta({PART: part}) + Style(underline=True)
            return Span(span.start, span.end, touching)
        return span
    if span.style == ".code_inline":
        return Span(span.start, span.end, CODE_WITHOUT_SHADES if shades_are_lost() else CODE)
    return Span(span.start, span.end, INLINE.get(span.style, span.style))


def _part(span: Span) -> str:
    return str(span.style.meta.get(PART, "")) if isinstance(span.style, Style) else ""


def _painted(spans: Sequence[Span], colours: Mapping[str, str], lit: str) -> Iterator[Span]:
    for span in spans:
        if part := _part(span):
            colour = colours.get(part)
            ink = Style(foreground=Color.parse(f"ansi_{colour}")) if colour else Style()
            stands_out = Style(reverse=True, bold=True) if part == lit else Style()
            yield Span(span.start, span.end, ink + stands_out)
