"""The view of a surface: it turns, its contour map beside it, and the pyplot code of both."""

from collections.abc import Iterator
from functools import partial

from rich.console import RenderableType

from tui_tutor.demo import Size
from tui_tutor.demos.plotting.code import WIDTH, code
from tui_tutor.landscapes import LANDSCAPES, Landscape
from tui_tutor.show import heading, note
from tui_tutor.show.contour import contour_map
from tui_tutor.show.stage import (
    BLANK,
    Picture,
    either,
    fixed,
    if_room,
    row,
    stack,
    stage,
)
from tui_tutor.show.surface import surface
from tui_tutor.text import Words

words = Words("plotting")
# Each landscape's formula as NumPy has it.
EXPRESSIONS = {
    "bowl": "x0**2 + x1**2",
    "ravine": "x0**2/20 + x1**2",
    "saddle": "x0**2 - x1**2",
    "plateau": "1 - np.exp(-(x0**2 + x1**2))",
    "valleys": "(x0**2 - 4)**2/8 + x1**2 + x0/2",
}


def draw(name: str, azimuth: int, elevation: int, size: Size) -> RenderableType:
    landscape = LANDSCAPES[name]
    title = heading(f"f(x₀, x₁) = {landscape.formula}")
    source = code(pyplot(name, azimuth, elevation))
    eye = note(words("eye", side=words.of("side", side(azimuth)), elevation=elevation))
    told = [eye, note(words.of("height", height_key(elevation)))]
    seen = Picture(partial(_seen, landscape, azimuth, elevation), smallest=Size(36, 7))
    floor = Picture(partial(contour_map, landscape), smallest=Size(20, 8))
    large = Picture(floor.picture, smallest=Size(20, 12))
    program = fixed(source, WIDTH)
    wide = stack(row(seen, fixed(floor, 32), gap=1), *told, BLANK, source)
    arranged = (
        stack(row(seen, fixed(stack(floor, BLANK, source), WIDTH), gap=4), *told),
        wide,
        stack(seen, *told, large, BLANK, source),
        stack(seen, *told, row(floor, program, gap=1)),
        stack(seen, if_room(eye), source),
        wide,  # higher than its room: here the program can be scrolled to
    )
    return stage(size, title, either(*arranged))


def _seen(landscape: Landscape, azimuth: int, elevation: int, room: Size) -> RenderableType:
    return surface(landscape, room, azimuth, elevation)


def side(azimuth: int) -> str:
    """Towards which end of which axis the eye stands."""
    return str(round(azimuth / 90) % 4)


def height_key(elevation: int) -> str:
    return {0: "level", 90: "above"}.get(elevation, "between")


def pyplot(name: str, azimuth: int, elevation: int) -> Iterator[str]:
    """The program, a line each."""
    landscape: Landscape = LANDSCAPES[name]
    yield "import numpy as np"
    yield "import matplotlib.pyplot as plt"
    yield ""
    for axis, (low, high) in enumerate((landscape.x0_range, landscape.x1_range)):
        yield f"x{axis} = np.linspace({low:g}, {high:g}, 50)"
    yield "x0, x1 = np.meshgrid(x0, x1)"
    yield f"y = {EXPRESSIONS[name]}"
    yield "ax = plt.figure().add_subplot("
    yield '    projection="3d")'
    yield "ax.plot_surface(x0, x1, y)"
    yield f"ax.view_init(elev={elevation}, azim={azimuth})"
    yield "plt.show()"
