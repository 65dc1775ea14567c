"""Pictures in words and numbers, for whoever reads the screen instead of seeing it.

Within `with in_words():` every picture of this package says what it would show. What several of
them say, and what is of one sentence, stands here.
"""

import numpy as np
from rich.text import Text

from tui_tutor.arrays import Floats, Labels, Pixels
from tui_tutor.landscapes import Landscape
from tui_tutor.show import number
from tui_tutor.text import Words, listed, series

words = Words("show")
SPREAD = 5  # values of a curve, spread over its x
MOST = 8  # points, places or crossings that are told one by one
INK = 64  # a pixel above this grey counts as ink


def evenly(count: int, most: int) -> Labels:
    """At most so many places of 0 to count - 1, the first and the last among them."""
    return np.unique(np.linspace(0, count - 1, most).round().astype(np.intp))


def places(points: Floats) -> str:
    """`(0, 1), (2, 3)`."""
    return series(f"({', '.join(map(number, point))})" for point in points.tolist())


def image_in_words(pixels: Pixels) -> Text:
    """How large it is, where its ink is, and how that is spread over its thirds."""
    ink = pixels > INK
    height, width = pixels.shape
    if not ink.any():
        return Text(words("image.blank", width=width, height=height))
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    thirds = [
        " ".join(f"{part.mean():.0%}" for part in np.array_split(band, 3, axis=1) if part.size)
        for band in np.array_split(ink, 3)
        if band.size
    ]
    return Text(
        words(
            "image.ink",
            width=width,
            height=height,
            share=f"{ink.mean():.0%}",
            top=rows[0],
            bottom=rows[-1],
            left=columns[0],
            right=columns[-1],
            thirds=listed(thirds),
        )
    )


def landscape_in_words(landscape: Landscape) -> str:
    """Its formula, how far it reaches, and its lowest and highest place on the map."""
    x0, x1, heights = landscape.grid(61, 61)
    spots = [
        np.unravel_index(place, heights.shape) for place in (heights.argmin(), heights.argmax())
    ]
    low, high = (f"{number(heights[i, j])} ({number(x0[j])}, {number(x1[i])})" for i, j in spots)
    return words(
        "landscape",
        formula=landscape.formula,
        x0=" … ".join(map(number, landscape.x0_range)),
        x1=" … ".join(map(number, landscape.x1_range)),
        low=low,
        high=high,
    )
