"""All knobs of a demo, in as many columns as fit."""

from collections.abc import Mapping
from itertools import zip_longest

from textual import events
from textual.containers import Grid
from textual.widget import Widget

from tui_tutor.knob_values import controls, in_play
from tui_tutor.knobs import AnyKnobs, Button, Choice, Control, Line, Numbers, Pad, Slider, Switch
from tui_tutor.points import Plane
from tui_tutor.text import Words
from tui_tutor.tui.widgets.knobs.choice import ButtonKnob, ChoiceKnob, SwitchKnob
from tui_tutor.tui.widgets.knobs.knob import Knob, KnobLine
from tui_tutor.tui.widgets.knobs.pad import DrawingPad, PadKnob
from tui_tutor.tui.widgets.knobs.plane import PlanePad
from tui_tutor.tui.widgets.knobs.typed import LineKnob, SliderKnob, TypedKnob

WIDE = 40  # cells: a column where there are more than two
GUTTER = 1  # cells between two columns
LABELS = 18  # cells: a label that is longer is cut
WIDGETS: dict[type[Control], type[Knob]] = {
    Slider: SliderKnob,
    Choice: ChoiceKnob,
    Switch: SwitchKnob,
    Numbers: TypedKnob,
    Line: LineKnob,
    Button: ButtonKnob,
    Pad: DrawingPad,
    Plane: PlanePad,
}


def knob_label(demo: str, knob: str) -> str:
    return Words(demo).of("knob", knob)


def widget_for(control: Control) -> type[Knob]:
    """That of its kind; a demo's own kind of control is shown as the one that it comes from."""
    return next(WIDGETS[kind] for kind in type(control).__mro__ if kind in WIDGETS)


def is_long(knob: KnobLine, column: int, row: int) -> bool:
    """Whether it needs more than a column: a view shows its names in sight, where it can."""
    if isinstance(knob, ChoiceKnob) and knob.knob == "view" and knob.segments_width:
        in_sight = knob.edge + knob.segments_width
        return column < in_sight <= row
    return knob.needs is None or knob.needs > column


def without_gaps(long: list[bool]) -> list[bool]:
    """Whether each knob has a row to itself: a short one does before a long one, which takes both
    columns.
    """
    alone, column = [], 0
    for this, following in zip_longest(long, long[1:], fillvalue=False):
        alone.append(column == 0 and following and not this)
        column = 0 if this or alone[-1] else 1 - column
    return alone


class KnobPanel(Grid):
    """The knobs, two or more beside each other; a long one takes two places."""

    DEFAULT_CSS = """
    KnobPanel {
        height: auto;
        max-height: 40%;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        grid-gutter: 0 1;
        margin: 0 0 1 0;
        grid-size: 2;
        grid-rows: 1;
        .-long, .-alone {
            column-span: 2;
        }
        &.-pad {
            height: 15;
            max-height: 70%;
            .-long, .-alone {
                column-span: 1;
            }
        }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._last_used: dict[str, str] = {}  # demo → knob

    @property
    def entrance(self) -> Knob | None:
        """The knob that a word lights, that was used last, or the first that is seen."""
        seen = [knob for knob in self.knobs if knob.display]
        lit = [knob for knob in seen if knob.lit]
        last = [knob for knob in seen if knob.knob == self._last_used.get(knob.demo)]
        return next(iter(lit or last or seen), None)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        if isinstance(event.widget, Knob):
            self._last_used[event.widget.demo] = event.widget.knob

    @property
    def knobs(self) -> list[Knob]:
        return [child for child in self.children if isinstance(child, Knob)]

    def on_resize(self, event: events.Resize) -> None:
        self.share_out(event.size.width)

    def share_out(self, width: int) -> None:
        """Give each knob in sight a column or a row, and one edge to all values."""
        columns = 1 if self.has_class("-pad") else min(max(width // WIDE, 2), 4)
        self.styles.grid_size_columns = columns
        knobs = [knob for knob in self.knobs if knob.display and isinstance(knob, KnobLine)]
        edge = min(max((knob.label_width for knob in knobs), default=0), LABELS)
        column = (width - GUTTER * (columns - 1)) // columns
        for knob in knobs:
            knob.edge = edge
        long = [columns == 2 and is_long(knob, column, width) for knob in knobs]
        alone = without_gaps(long)
        for knob, takes_both, has_its_own in zip(knobs, long, alone, strict=True):
            knob.set_class(takes_both, "-long")
            knob.set_class(has_its_own, "-alone")

    async def show(self, demo: str, knobs: AnyKnobs, speed_keys: bool) -> None:
        """Put the knobs of this demo here, in place of those that were."""
        await self.remove_children()
        made = [
            widget_for(control)(demo, name, knob_label(demo, name), control, getattr(knobs, name))
            for name, control in controls(knobs).items()
        ]
        for knob in made:
            knob.speed_keys = speed_keys
        await self.mount_all(made)
        self.show_only(in_play(knobs))

    def show_only(self, names: set[str]) -> bool:
        """Show the knobs that are in play, and hide the others; whether that changed anything."""
        before = [knob for knob in self.knobs if knob.display]
        for knob in self.knobs:
            knob.display = knob.knob in names
        now = [knob for knob in self.knobs if knob.display]
        self.set_class(any(isinstance(knob, PadKnob) for knob in now), "-pad")
        # Before it is laid out it counts on its pane's width, so that no row moves after the paint.
        assert isinstance(self.parent, Widget)
        self.share_out(self.size.width or self.parent.size.width)
        return now != before

    def turn(self, values: Mapping[str, object]) -> None:
        """Turn the knobs of those names, as if the learner had."""
        for knob in self.knobs:
            if knob.knob in values:
                knob.turn(values[knob.knob])

    def light(self, name: str) -> None:
        """Let the knob of that name stand out, and no other."""
        for knob in self.knobs:
            knob.lit = knob.knob == name

    def set_values(self, knobs: AnyKnobs) -> None:
        """Show other values, without saying that they were turned."""
        for knob in self.knobs:
            knob.value = getattr(knobs, knob.knob)
