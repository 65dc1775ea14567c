"""Pictures in words and numbers, for whoever reads the screen instead of seeing it.

Within `with in_words():` every picture of this package says what it would show.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from rich.text import Text

from tui_tutor.arrays import Floats, Pixels
from tui_tutor.show import number
from tui_tutor.text import Words

if TYPE_CHECKING:
    from tui_tutor.landscapes import Landscape
    from tui_tutor.show.contour import Arrow, Path, Point
    from tui_tutor.show.graph import Column
    from tui_tutor.show.plot import Curve, Range

words = Words("show")
SPREAD = 5  # values of a curve, spread over its x
MOST = 8  # points, places or crossings that are told one by one
INK = 64  # a pixel above this grey counts as ink


# ------------------------------------------------------------------ curves


def plot_in_words(
    curves: "Sequence[Curve]",
    x_range: "Range",
    y_range: "Range",
    names: tuple[str, str],
    at_x: float | None,
) -> Text:
    """The frame, then each curve: values along it, its ends up and down, where it passes 0."""
    x_name, y_name = names[0] or "x", names[1] or "y"
    across, up = ({"low": number(low), "high": number(high)} for low, high in (x_range, y_range))
    lines = [
        words(
            "plot.frame",
            x=x_name,
            y=y_name,
            left=across["low"],
            right=across["high"],
            bottom=up["low"],
            top=up["high"],
        )
    ]
    if at_x is not None:
        lines.append(words("plot.at", x=x_name, at=number(at_x)))
    for curve in curves:
        name = words("plot.curve", name=curve.name or name_of(curve))
        lines.append(f"{name}: {'; '.join(_told(curve))}")
    return Text("\n".join(lines))


def name_of(curve: "Curve") -> str:
    """What it is known by where it has no name: how it is drawn."""
    return f"{curve.marker} {curve.colour}".strip()


def _told(curve: "Curve") -> Iterator[str]:
    x, y = np.asarray(curve.x, dtype=float), np.asarray(curve.y, dtype=float)
    there = ~(np.isnan(x) | np.isnan(y))
    if gone := int((~there).sum()):
        yield words("plot.nan", count=gone, all=len(there))
    x, y = x[there], y[there]
    if len(x) == 0:
        return
    few = len(x) <= MOST or not curve.marker
    spread = np.unique(
        np.linspace(0, len(x) - 1, MOST if len(x) <= MOST else SPREAD).round().astype(int)
    )
    yield places(np.stack([x[spread], y[spread]], axis=1)) + (
        "" if few else words("plot.of", count=len(x))
    )
    if len(x) <= MOST:
        return
    for key, place in (("plot.lowest", int(y.argmin())), ("plot.highest", int(y.argmax()))):
        if 0 < place < len(x) - 1:  # its ends are told already
            yield words(key, x=number(x[place]), y=number(y[place]))
    passing = np.flatnonzero(y[:-1] * y[1:] < 0)
    if 0 < len(passing) <= MOST:
        zeros = x[passing] - y[passing] * (x[passing + 1] - x[passing]) / (
            y[passing + 1] - y[passing]
        )
        yield words("plot.zero", places=", ".join(map(number, zeros)))


def places(points: Floats) -> str:
    """`(0, 1), (2, 3)`."""
    return ", ".join(f"({', '.join(map(number, point))})" for point in points.tolist())


# ------------------------------------------------------------------ images, landscapes, graphs


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
            thirds="; ".join(thirds),
        )
    )


def landscape_in_words(landscape: "Landscape") -> str:
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


def map_in_words(
    landscape: "Landscape",
    paths: "Sequence[Path]",
    points: "Sequence[Point]",
    arrows: "Sequence[Arrow]",
) -> Text:
    """The landscape, and what is drawn upon it with the heights there."""
    lines = [landscape_in_words(landscape)]
    for path in paths:
        walked = np.asarray(path.places, dtype=float)
        shown = walked[np.unique(np.linspace(0, len(walked) - 1, MOST).round().astype(int))]
        height = number(float(landscape.f(walked[-1])))
        lines.append(
            words(
                "path",
                name=f"{path.marker} {path.colour}",
                count=len(walked),
                places=places(shown),
                height=height,
            )
        )
    for point in points:
        height = number(float(landscape.f(np.array(point.place))))
        lines.append(
            words("point", name=point.marker, place=places(np.array([point.place])), height=height)
        )
    for arrow in arrows[:: max(len(arrows) // MOST, 1)]:
        place, vector = (places(np.array([pair])) for pair in (arrow.place, arrow.vector))
        lines.append(words("arrow", place=place, vector=vector))
    return Text("\n".join(lines))


def graph_in_words(columns: "Sequence[Column]") -> Text:
    """A line a node: its name, how it is made, its value, and what comes back to it."""
    lines = []
    for column in columns:
        for node in column.nodes:
            told = [words("graph.by", function=column.made_by)] if column.made_by else []
            told += (
                [words("graph.value", value=number(node.value))] if node.value is not None else []
            )
            if node.gradient is not None:
                told.append(words("graph.gradient", gradient=number(node.gradient)))
            lines.append(f"{node.name}: {', '.join(told)}" if told else node.name)
    return Text("\n".join(lines))
