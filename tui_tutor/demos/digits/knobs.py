"""What can be turned in the browser of digits."""

from dataclasses import dataclass

from tui_tutor.knobs import Choice, knob

PIXELS = "gallery", "one"  # the views of single images; averages are the training set's


@dataclass(frozen=True)
class Knobs:
    view: str = knob(Choice(*PIXELS, "average"), "gallery")
    label: str = knob(Choice("all", *map(str, range(10))), "all")
    pixels: str = knob(Choice("raw", "normalised", "standardised"), "raw", *PIXELS)
    part: str = knob(Choice("train", "test"), "train", *PIXELS)
    data: str = knob(Choice("auto", "drawn", "mnist"), "auto")
