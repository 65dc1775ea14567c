"""Every demo's picture as plain text, compared with the golden beside this file.

After a change that is meant: pytest tests/demos/test_frames.py --update-goldens, and read the diff.
"""

import io
import re
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from tests.demos.pictures import NOBODY
from tests.some import some
from tui_tutor import demos
from tui_tutor.cli import read_session
from tui_tutor.demo import Size, after

GOLDENS = Path(__file__).parent / "goldens"
SIZES = (Size(56, 26), Size(78, 16))
STEPS = 3  # how far a live demo has come
MEASURED = re.compile(r" images/s| [mµn]s\b")  # a line that holds a speed is new every time
THIS_MACHINE = {"batches"}  # shows where it runs, so it looks different everywhere


def frame(name: str, size: Size) -> str:
    """The demo's picture as a plain terminal prints it, no blanks at the end of a line."""
    demo = demos.load(name, read_session(None))
    console = Console(width=size.width, file=io.StringIO(), color_system=None, highlight=False)
    with console.capture() as capture:
        console.print(after(demo, demo.knobs, size, STEPS))
    lines = (line.rstrip() for line in capture.get().splitlines())
    return "\n".join("(measured)" if MEASURED.search(line) else line for line in lines) + "\n"


@pytest.mark.usefixtures("small_course")
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width}x{size.height}")
@pytest.mark.parametrize("name", sorted(set(demos.names()) - THIS_MACHINE))
def test_a_demo_looks_as_it_did(name: str, size: Size, request: pytest.FixtureRequest) -> None:
    drawn = frame(name, size)
    golden = GOLDENS / f"{name}-{size.width}x{size.height}.txt"
    if request.config.getoption("--update-goldens"):
        GOLDENS.mkdir(exist_ok=True)
        golden.write_text(drawn, encoding="utf-8")
    assert golden.is_file(), f"{golden}:1: no golden yet: run with --update-goldens, and read it"
    assert drawn == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", some([40, 56, 78, 96, 120]))
@pytest.mark.parametrize("name", demos.names())
def test_a_picture_is_never_wider_than_its_room(name: str, width: int) -> None:
    size = Size(width, 30)
    demo = demos.load(name, NOBODY)
    console = Console(width=width + 100, file=io.StringIO(), color_system=None)
    picture = after(demo, demo.knobs, size, STEPS)
    # Art that does not wrap would be cut off; a console that is wider shows it in full.
    lines = console.render_lines(picture, console.options.update(width=width), pad=False)
    widest = max(sum(cell_len(segment.text) for segment in line) for line in lines)
    assert widest <= width


def test_every_golden_has_its_demo() -> None:
    names = {golden.name.rpartition("-")[0] for golden in GOLDENS.iterdir()}
    assert names <= set(demos.names())
