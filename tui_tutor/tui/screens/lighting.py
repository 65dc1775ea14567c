"""A word of the page and the part of the demo that it names light each other."""

from collections.abc import Mapping

from textual import events, on
from textual.widget import Widget

from tui_tutor.demo import parts_of
from tui_tutor.show.spots import part_of
from tui_tutor.tui.closing import can_be_seen
from tui_tutor.tui.screens.doing import DoingScreen
from tui_tutor.tui.widgets.demo_pane import DemoPane
from tui_tutor.tui.widgets.knobs.knob import Knob
from tui_tutor.tui.widgets.lesson_page import LessonPage
from tui_tutor.tui.widgets.touching import TouchingParagraph


class LightingScreen(DoingScreen):
    """The screen of a lesson, as far as its words touch the demo.

    What is lit is a name: the word, the knob and the part of the picture with it stand out
    together, whichever of them the mouse is over. `l` goes from word to word without a mouse; it
    and a click turn the demo to the view that has the part, which the mouse alone never does.
    """

    def __init__(self) -> None:
        super().__init__()
        self.lit = ""
        self._colours: Mapping[str, str] = {}  # of the demo's parts
        self._word = -1  # that `l` came to last: its place among those of the page

    def action_swap(self) -> None:
        """Show the demo in place of the page."""
        raise NotImplementedError

    def light(self, name: str) -> None:
        """Let what has that name stand out, and nothing else; "" puts it out."""
        if name != self.lit:
            self.lit = name
            self._paint_words()
            self.query_one(DemoPane).light(name, self._colours.get(name, ""))

    def _light_there(self, name: str) -> None:
        """The same, in the view of the demo that has it."""
        self.light(name)
        self.query_one(DemoPane).turn_to(name)

    def _paint_words(self) -> None:
        for paragraph in self._touching:
            paragraph.paint(self._colours, self.lit)

    @property
    def _touching(self) -> list[TouchingParagraph]:
        document = self.query_one(LessonPage).document if self.is_mounted else None
        return document.touching if document else []

    @on(DemoPane.Opened)
    def demo_opened(self, event: DemoPane.Opened) -> None:
        self._colours, self.lit, self._word = parts_of(event.demo), "", -1
        self._paint_words()

    # ------------------------------------------------------------ by mouse

    @on(events.MouseMove)
    def mouse_moved(self, event: events.MouseMove) -> None:
        self.light(part_of(event.style) or _knob_at(event.widget))

    @on(events.Click)
    def clicked(self, event: events.Click) -> None:
        """A word leads to the knob that it names, and to the demo where that is not in sight."""
        if not isinstance(event.widget, TouchingParagraph) or not part_of(event.style):
            return
        self._light_there(part_of(event.style))
        knob = self.query_one(DemoPane).entrance
        if not self.shows_both:
            self.action_swap()
        elif isinstance(knob, Knob) and knob.lit:
            self.set_focus(knob)

    # ------------------------------------------------------------ by keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No key for words where none that light anything are in sight."""
        if action != "light":
            return True
        return bool(self._touching) and can_be_seen(self.query_one(LessonPage))

    def action_light(self, step: int) -> None:
        """The next word of the page that touches the demo, from what is in view."""
        found = [(paragraph, part) for paragraph in self._touching for part in paragraph.parts]
        view = self.query_one(LessonPage).region
        seen = [i for i, (paragraph, _) in enumerate(found) if paragraph.region.overlaps(view)]
        if self._word not in seen and seen:
            self._word = seen[0] if step > 0 else seen[-1]
        else:
            self._word = (self._word + step) % len(found)
        paragraph, part = found[self._word]
        paragraph.scroll_visible(animate=False)
        self._light_there(part)

    def action_put_out(self) -> None:
        self.light("")


def _knob_at(widget: Widget | None) -> str:
    """The name of the knob there; "" where there is none."""
    knobs = [one for one in (widget.ancestors_with_self if widget else ()) if isinstance(one, Knob)]
    return knobs[0].knob if knobs else ""
