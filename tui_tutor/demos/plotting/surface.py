"""The view of a surface: it turns, its contour map beside it, and the pyplot code of both."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from tui_tutor.demo import Size
from tui_tutor.demos.plotting.code import WIDTH, code
from tui_tutor.landscapes import LANDSCAPES, Landscape
from tui_tutor.show import beside, heading, note, page
from tui_tutor.show.contour import contour_map
from tui_tutor.show.surface import surface
from tui_tutor.text import Words

words = Words("plotting")
WIDE = 76  # from here on the map stands beside the surface,
TALL = 30  # and from here on the program below the map
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
    told = [note(words("eye", side=words.of("side", side(azimuth)), elevation=elevation))]
    told.append(note(words.of("height", height_key(elevation))))

    def seen(width: int, height: int) -> RenderableType:
        return surface(landscape, Size(width, height), azimuth, elevation)

    height = max(size.height - 4, 10)
    if size.width >= WIDE and size.height >= TALL:  # the program stands below the map
        upper = contour_map(landscape, Size(WIDTH, height - len(source.plain.split("\n")) - 1))
        side_by_side = beside(seen(size.width - WIDTH - 4, height), page(upper, Text(), source))
        return page(title, side_by_side, *told)
    if size.width >= WIDE:
        upper = contour_map(landscape, Size(32, height))
        side_by_side = beside(seen(size.width - 34, height), upper, gap=1)
        return page(title, side_by_side, *told, Text(), source)
    half = max(size.height // 2 - 1, 9)
    below = contour_map(landscape, Size(size.width, max(size.height - half - 4, 8)))
    return page(title, seen(size.width, half), *told, below, Text(), source)


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
