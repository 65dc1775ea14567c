"""All knobs of a demo, in as many columns as fit."""

from collections.abc import Mapping, Sequence
from itertools import product
from typing import NamedTuple

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


class Lying(NamedTuple):
    """How a knob lies in its panel."""

    edge: int  # the cells before its value
    is_long: bool = False  # it takes two columns
    is_alone: bool = False  # so does a short one before a long one


def knob_label(demo: str, knob: str) -> str:
    return Words(demo).of("knob", knob)


def widget_for(control: Control) -> type[Knob]:
    """That of its kind; a demo's own kind of control is shown as the one that it comes from."""
    return next(WIDGETS[kind] for kind in type(control).__mro__ if kind in WIDGETS)


def is_long(knob: KnobLine, edge: int, column: int, row: int) -> bool:
    """Whether it needs more than a column: a view shows its names in sight, where it can."""
    if isinstance(knob, ChoiceKnob) and knob.knob == "view" and knob.segments_width:
        in_sight = edge + knob.segments_width
        return column < in_sight <= row
    needs = knob.needs(edge)
    return needs is None or needs > column


def who_fits(knobs: list[KnobLine], edge: int, row: int) -> list[bool]:
    """Which of them fit in one of two columns whose values begin there; of sliders all or none."""
    column = (row - GUTTER) // 2
    fits = [label(knob) <= edge and not is_long(knob, edge, column, row) for knob in knobs]
    sliders = [isinstance(knob, SliderKnob) for knob in knobs]
    all_sliders = all(fit for fit, slides in zip(fits, sliders, strict=True) if slides)
    return [fit and (all_sliders or not slides) for fit, slides in zip(fits, sliders, strict=True)]


def in_two_columns(
    labels: Sequence[int], edges: Sequence[int], fitting: Mapping[int, Sequence[bool]]
) -> list[Lying]:
    """How they lie in two columns whose values begin at these edges: who fits in its column stands
    there, and who does not takes both. A short one before a long one has its row to itself.
    """
    at, lying = 0, list[Lying]()
    for place in range(len(labels)):
        if at == 1 and not fitting[edges[1]][place]:
            lying[-1], at = lying[-1]._replace(is_alone=True), 0
        is_short = fitting[edges[at]][place]
        lying.append(Lying(edges[at], is_long=not is_short))
        at = 1 - at if is_short else 0
    long = [width for width, lies in zip(labels, lying, strict=True) if lies.is_long]
    edge = max([edges[0], *long])
    return [lies._replace(edge=edge) if lies.is_long else lies for lies in lying]


def rows_and_edges(lying: list[Lying]) -> tuple[int, int]:
    """How many rows they take, and how many edges an eye has to follow."""
    columns = sum(2 if lies.is_long or lies.is_alone else 1 for lies in lying)
    return -(-columns // 2), len({lies.edge for lies in lying})


def label(knob: KnobLine) -> int:
    """The cells of its label, cut where it is too long."""
    return min(knob.label_width, LABELS)


def laid_out(knobs: list[KnobLine], columns: int, row: int) -> list[Lying]:
    """How each knob lies: in two columns with edges that make the fewest rows."""
    labels = [label(knob) for knob in knobs]
    if columns == 2:
        fitting = {edge: who_fits(knobs, edge, row) for edge in sorted(set(labels))}
        ways = (in_two_columns(labels, edges, fitting) for edges in product(fitting, repeat=2))
        return min(ways, key=rows_and_edges, default=[])
    widest = [max(labels[at::columns], default=0) for at in range(columns)]
    return [Lying(widest[place % columns]) for place in range(len(knobs))]


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
        """Give each knob in sight a column or a row, and one edge to all values of a column."""
        columns = 1 if self.has_class("-pad") else min(max(width // WIDE, 2), 4)
        self.styles.grid_size_columns = columns
        knobs = [knob for knob in self.knobs if knob.display and isinstance(knob, KnobLine)]
        for knob, lies in zip(knobs, laid_out(knobs, columns, width), strict=True):
            knob.edge = lies.edge
            knob.set_class(lies.is_long, "-long")
            knob.set_class(lies.is_alone, "-alone")

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
