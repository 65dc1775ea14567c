"""Grey images in half blocks: two pixels a cell, one above the other."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rich.color import Color
from rich.style import Style
from rich.text import Text

from tui_tutor.show import Beside, beside, page

_GREYS = [Color.from_rgb(v, v, v) for v in range(256)]


def image(pixels: NDArray[np.uint8]) -> Text:
    """A (height, width) uint8 image, 0 black to 255 white: `width` cells by half its height."""
    if len(pixels) % 2:
        pixels = np.vstack([pixels, np.zeros_like(pixels[:1])])
    text = Text(no_wrap=True)
    for i in range(0, len(pixels), 2):
        text.append("\n" if i else "")
        for above, below in zip(pixels[i].tolist(), pixels[i + 1].tolist(), strict=True):
            text.append("▀", Style(color=_GREYS[above], bgcolor=_GREYS[below]))
    return text


def gallery(images: Sequence[NDArray[np.uint8]], captions: Sequence[Text]) -> Beside:
    """Images side by side, each with its caption below."""
    return beside(*(page(image(i), c) for i, c in zip(images, captions, strict=True)), gap=1)
