"""Controls of the playground's own: which inputs, which hidden layers, what is held by hand."""

import re
from dataclasses import dataclass

from tui_tutor.demos.playground.inputs import INPUTS
from tui_tutor.knobs import KnobError, Line
from tui_tutor.nearest import nearest
from tui_tutor.nets import TRAINABLE
from tui_tutor.text import Words

words = Words("playground")
MOST_LAYERS, MOST_UNITS = 4, 8
Inputs = tuple[str, ...]
Layers = tuple[tuple[int, str], ...]  # units and activation of each hidden layer


@dataclass(frozen=True)
class Hold:
    """A weight that stays where it was put, or a unit that is off; counted from 1.

    The source is 0 for the whole unit, and -1 for its bias.
    """

    layer: int
    unit: int
    source: int
    value: float

    @property
    def is_unit(self) -> bool:
        return self.source == 0

    @property
    def key(self) -> tuple[int, int, int]:
        return self.layer, self.unit, self.source


Held = tuple[Hold, ...]


@dataclass(frozen=True)
class InputsLine(Line):
    """Some of the inputs, in the order of their table: `x1 x2 x1*x2`."""

    def parse(self, text: str) -> Inputs:  # type: ignore[override]
        names = text.replace(",", " ").split()
        for name in names:
            if name not in INPUTS:
                near = nearest(name, INPUTS)
                raise KnobError(words("no-such-input", got=name, names=self.range(), near=near))
        if not names:
            raise KnobError(words("no-input", names=self.range()))
        return tuple(name for name in INPUTS if name in names)

    def format(self, value: Inputs) -> str:
        return " ".join(value)

    def range(self) -> str:
        return " ".join(INPUTS)

    def nudge(self, value: Inputs, steps: int) -> Inputs:
        """One more of the table, or one less."""
        if steps > 0:
            more = next((name for name in INPUTS if name not in value), None)
            return self.parse(" ".join((*value, more))) if more else value
        return value[:-1] or value


@dataclass(frozen=True)
class LayersLine(Line):
    """Hidden layers from the inputs on: `8 tanh + 4 relu`; `0` is none."""

    def parse(self, text: str) -> Layers:  # type: ignore[override]
        if text.strip() in ("0", ""):
            return ()
        layers = tuple(self._layer(part) for part in text.split("+"))
        if len(layers) > MOST_LAYERS:
            raise KnobError(words("no-such-layers", got=text, range=self.range()))
        return layers

    def _layer(self, text: str) -> tuple[int, str]:
        units, _, activation = text.strip().partition(" ")
        activation = activation.strip() or "tanh"
        if not (units.isdecimal() and 1 <= int(units) <= MOST_UNITS and activation in TRAINABLE):
            raise KnobError(words("no-such-layers", got=text.strip(), range=self.range()))
        return int(units), activation

    def format(self, value: Layers) -> str:
        return " + ".join(f"{units} {activation}" for units, activation in value) or "0"

    def range(self) -> str:
        return words("range.layers", layers=MOST_LAYERS, units=MOST_UNITS)

    def nudge(self, value: Layers, steps: int) -> Layers:
        """A unit more or less in the last layer; by ten, a layer more or less."""
        if abs(steps) >= 10:
            return with_layer(value) if steps > 0 else value[:-1]
        return with_units(value, len(value) - 1, steps) if value else with_layer(value)


def with_layer(layers: Layers) -> Layers:
    """One more, like the last."""
    more = layers[-1] if layers else (2, "tanh")
    return (*layers, more)[:MOST_LAYERS]


def with_units(layers: Layers, place: int, more: int) -> Layers:
    """So many units more in one layer."""
    units, activation = layers[place]
    units = min(max(units + more, 1), MOST_UNITS)
    return (*layers[:place], (units, activation), *layers[place + 1 :])


def with_next_activation(layers: Layers, place: int) -> Layers:
    units, activation = layers[place]
    following = TRAINABLE[(TRAINABLE.index(activation) + 1) % len(TRAINABLE)]
    return (*layers[:place], (units, following), *layers[place + 1 :])


ONE_HOLD = re.compile(r"([1-5])\.([1-8])(?:=off|<(b|[1-8])=(-?\d{1,4}(?:\.\d{1,4})?))")


@dataclass(frozen=True)
class HeldLine(Line):
    """What is held by hand: `1.2=off` is a unit, `2.1<3=0.5` a weight, `2.1<b=-1` a bias."""

    def parse(self, text: str) -> Held:  # type: ignore[override]
        return tuple(map(self._hold, text.replace("−", "-").split()))

    def _hold(self, text: str) -> Hold:
        match = ONE_HOLD.fullmatch(text)
        if match is None:
            raise KnobError(words("no-such-hold", got=text, range=self.range()))
        layer, unit, source, value = match.groups()
        if source is None:
            return Hold(int(layer), int(unit), 0, 0.0)
        return Hold(int(layer), int(unit), -1 if source == "b" else int(source), float(value))

    def format(self, value: Held) -> str:
        return " ".join(map(self._written, value))

    def _written(self, one: Hold) -> str:
        if one.is_unit:
            return f"{one.layer}.{one.unit}=off"
        source = "b" if one.source < 0 else one.source
        return f"{one.layer}.{one.unit}<{source}={one.value:g}"

    def range(self) -> str:
        return words("range.held")
