"""What became of a racer, in words."""

import numpy as np

from tui_tutor.arrays import Floats
from tui_tutor.demos.descent.race import Racer
from tui_tutor.landscapes import RING, Landscape
from tui_tutor.show import number
from tui_tutor.text import Words

words = Words("descent")
FAR = 3  # widths of the map: whoever is further off has run away
UNMOVED = 1e-3  # of the map's width


def verdict(landscape: Landscape, racer: Racer, noisy: bool = False) -> str:
    """The first of these that holds. Noise goes to and fro as well, and is no swinging."""
    path, width = racer.path, np.ptp(landscape.x0_range)
    end = path[-1]
    if np.abs(end).max() > FAR * width:
        return _away(landscape, racer)
    if np.abs(path - path[0]).max() < UNMOVED * width:
        return words("no-slope" if landscape.around(end) == "flat" else "tiny-steps")
    gait = words("trembles") if noisy and _gait(path) else _gait(path)
    return gait or words(_place(landscape, path), step=_since(path))


def _away(landscape: Landscape, racer: Racer) -> str:
    """Up the slopes, as a rate too large makes it, or down where there is no end to it."""
    if float(landscape.f(racer.path[-1])) < float(landscape.f(racer.path[0])):
        return words("falls")
    left = int(np.flatnonzero([landscape.has(place) for place in racer.path])[-1]) + 1
    lost = bool((racer.gradients[-1] == 0).all())
    return words("ran-away-lost" if lost else "ran-away", step=left)


def _gait(path: Floats) -> str:
    """Whether the last two steps went to and fro, and how long they were."""
    if len(path) < 3:
        return ""
    before, last = np.diff(path[-3:], axis=0)
    long, longer = np.hypot(*last), np.hypot(*before)
    if last @ before >= 0 or long < RING:
        return ""
    times = float(long / longer)
    key = "swings" if times < 0.99 else "jumps" if times < 1.01 else "jumps-further"
    return words(key, times=number(times, 2))


def _place(landscape: Landscape, path: Floats) -> str:
    like = landscape.around(path[-1])
    if like == "slope" or np.hypot(*(path[-1] - path[-2])) > RING:
        return "on-its-way"
    if like == "minimum" and landscape.lowest:
        away = np.hypot(*(path[-1] - landscape.lowest))
        return "arrived" if away < 2 * RING else "local-minimum"
    return {"saddle": "at-saddle", "flat": "no-slope"}[like]


def _since(path: Floats) -> int:
    """The step since which it has stayed where it is now."""
    moving = np.flatnonzero(np.hypot(*(path - path[-1]).T) > RING)
    return int(moving[-1]) + 1 if moving.size else 0
