"""Your own digit: what the network sees, what it says, and what is kept."""

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rich.console import Console

from tests.some import thorough
from tests.tui.test_app import settled
from tui_tutor import core, kept
from tui_tutor.demo import Size
from tui_tutor.demos import drawing
from tui_tutor.demos.drawing import DEMO, ReadingRun
from tui_tutor.digits.drawn import draw_digits
from tui_tutor.digits.ink import as_mnist, on_the_pad
from tui_tutor.nets import Network, scaled
from tui_tutor.nets.layers import Affine

BAR = (((14.0, 4.0), (14.0, 24.0)),)
ROOM = Size(70, 26)
SEVEN = (((6.0, 5.0), (20.0, 5.0)), ((20.0, 5.0), (12.0, 24.0)))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A network that learns for a moment only."""
    monkeypatch.setattr(drawing, "STEPS", 150)


def trained(knobs: Any = DEMO.knobs) -> ReadingRun:
    run = ReadingRun(knobs, 0)
    while run.step(knobs):
        pass
    return run


def always(digit: int) -> Network:
    """Whatever it sees, it says that digit."""
    return Network(
        (Affine(np.zeros((784, 10), np.float32), np.eye(10, dtype=np.float32)[digit] * 20),)
    )


def keep(network: Network, accuracy: float = 0.9, tested_on: str = "mine") -> None:
    assert kept.keep_network(kept.Reader(network, "mine", tested_on, accuracy)) == ""


def reads(network: Network) -> bool:
    """Whether that is the one that the pad takes."""
    reader = kept.network()
    assert reader is not None
    return np.array_equal(reader.network.biases[0], network.biases[0])


def shown(knobs: Any, run: ReadingRun, size: Size = ROOM) -> str:
    console = Console(width=size.width, file=io.StringIO(), color_system=None, highlight=False)
    with console.capture() as capture:
        console.print(DEMO.frame(knobs, size, run.snapshot()))
    return capture.get()


# ------------------------------------------------------------------ ink


def test_ink_follows_the_stroke_and_points_are_joined() -> None:
    image = on_the_pad(BAR, 1.3)
    assert (image[4:25, 14] == 255).all()
    assert not image[:, :11].any()
    assert not image[:, 18:].any()


def test_as_mnist_fills_the_box_and_balances_in_the_middle() -> None:
    for strokes in (BAR, SEVEN, (((1.0, 1.0), (5.0, 1.0), (1.0, 6.0)),)):
        image = as_mnist(strokes, 1.3).astype(float)
        rows, columns = np.nonzero(image > 128)
        assert 18 <= max(np.ptp(rows), np.ptp(columns)) + 1 <= 20
        middle = [(image.sum(axis=a) * np.arange(28)).sum() / image.sum() for a in (1, 0)]
        assert np.allclose(middle, 14, atol=0.51)


def test_where_it_was_drawn_does_not_matter() -> None:
    moved = tuple(tuple((x + 3, y - 2) for x, y in stroke) for stroke in SEVEN)
    assert np.array_equal(as_mnist(SEVEN, 1.3), as_mnist(moved, 1.3))


def test_nothing_and_a_dot() -> None:
    assert not as_mnist((), 1.3).any()
    dot = as_mnist((((3.0, 3.0),),), 1.3)
    assert 1 <= (dot > 128).sum() <= 12


# ------------------------------------------------------------------ the run


@pytest.mark.usefixtures("quick")
def test_a_network_learns_where_none_is_kept_and_is_kept_then() -> None:
    assert kept.network() is None
    trained()
    reader = kept.network()
    assert reader is not None
    assert reader.trained_on == reader.tested_on == "program-drawn digits"
    images, labels = draw_digits(300, seed=9)
    assert core.accuracy(reader.network.scores(scaled(images.reshape(300, -1))), labels) > 0.6
    assert kept.best() == {}, "it is no run of the learner's"


def test_the_kept_network_reads_at_once() -> None:
    assert kept.keep_network(kept.Reader(always(7), "sevens", "eights", 0.81)) == ""
    knobs = replace(DEMO.knobs, drawing=BAR)
    run = ReadingRun(knobs, 0)
    assert not run.step(knobs)
    assert "That is a 7 (100%)." in shown(knobs, run)
    assert "trained on sevens, tested on eights: 81.0% right." in " ".join(
        shown(knobs, run).split()
    )


def test_a_worse_network_never_takes_the_place_of_a_better_one() -> None:
    keep(always(1), 0.9)
    keep(always(2), 0.11)
    assert reads(always(1))
    keep(always(3), 0.91)
    assert reads(always(3))


def test_the_best_reads_and_one_for_mnist_comes_first_where_it_is_any_good() -> None:
    keep(always(1), 0.11, "MNIST")
    keep(always(2), 0.99, "program-drawn digits")
    assert reads(always(2))
    keep(always(3), 0.95, "MNIST")
    assert reads(always(3))


def test_a_poor_reader_is_said_to_be_one_and_what_to_do() -> None:
    keep(always(5), 0.113, "MNIST")
    knobs = replace(DEMO.knobs, drawing=SEVEN)
    text = " ".join(shown(knobs, ReadingRun(knobs, 0)).split())
    assert "Don't believe it: the network that reads is right on 11.3% of the test digits" in text
    assert "Train one in the training lesson" in text


def test_a_network_kept_before_they_were_measured_reads_until_a_good_one_is_there(
    home: Path,
) -> None:
    home.mkdir()
    np.savez(
        home / "network.npz",
        activation=np.array("relu"),
        W0=np.zeros((784, 10), np.float32),
        b0=always(4).biases[0],
    )
    (home / "network.txt").write_text("MNIST")
    assert reads(always(4))
    knobs = replace(DEMO.knobs, drawing=SEVEN)
    assert "nobody has measured" in " ".join(shown(knobs, ReadingRun(knobs, 0)).split())
    keep(always(1), 0.11)
    assert reads(always(4))
    keep(always(2), 0.81)
    assert reads(always(2))


@pytest.mark.usefixtures("quick")
def test_a_reset_keeps_and_forgets_nothing_and_a_press_after_it_counts() -> None:
    keep(always(7))
    kept.keep_digits(np.zeros((2, 28, 28), np.uint8), np.zeros(2, np.uint8))
    left = replace(DEMO.knobs, drawing=SEVEN, truth="7", keep=2, forget=2)
    run = ReadingRun(left, 0)
    run.step(DEMO.knobs)
    assert len(kept.digits()[1]) == 2
    run.step(replace(left, keep=1, forget=0))
    assert len(kept.digits()[1]) == 3
    run.step(replace(left, keep=1, forget=1))
    assert len(kept.digits()[1]) == 2


def test_to_forget_where_none_is_kept_is_answered() -> None:
    keep(always(7))
    knobs = replace(DEMO.knobs, forget=1)
    run = ReadingRun(DEMO.knobs, 0)
    run.step(knobs)
    assert "There is no digit of your own to forget" in shown(knobs, run)


@pytest.mark.usefixtures("quick")
def test_digits_are_kept_counted_and_forgotten() -> None:
    run = trained()
    knobs = replace(DEMO.knobs, drawing=SEVEN, truth="7", keep=1)
    run.step(knobs)
    images, labels = kept.digits()
    assert labels.tolist() == [7]
    assert np.array_equal(images[0], as_mnist(SEVEN, 1.3))
    assert "of 1 read right" in shown(knobs, run)
    run.step(replace(knobs, keep=2))
    assert len(kept.digits()[1]) == 2
    run.step(replace(knobs, keep=2, forget=1))
    assert len(kept.digits()[1]) == 1


@pytest.mark.usefixtures("quick")
def test_without_a_drawing_or_a_label_nothing_is_kept() -> None:
    run = trained()
    for knobs in (replace(DEMO.knobs, keep=1), replace(DEMO.knobs, keep=2, drawing=BAR)):
        run.step(knobs)
        assert "To keep a digit" in shown(knobs, run)
    assert len(kept.digits()[1]) == 0


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 no", b"\x80\x04."])
def test_damaged_files_are_as_good_as_none(home: Path, damage: bytes) -> None:
    home.mkdir()
    for name in ("digits.npz", "network.npz", "network.txt"):
        (home / name).write_bytes(damage)
    assert kept.network() is None
    assert len(kept.digits()[1]) == 0
    (aside,) = home.glob("digits-damaged-*.npz")
    assert aside.read_bytes() == damage


def test_a_folder_that_cannot_be_written_is_told(home: Path) -> None:
    home.write_text("in the way")
    told = kept.keep_digits(np.zeros((1, 28, 28), np.uint8), np.zeros(1, np.uint8))
    assert "exists" in told or "directory" in told


# ------------------------------------------------------------------ words and sizes


@pytest.mark.parametrize(
    ("scores", "said"),
    [([9, 0], "That is a 0"), ([1.5, 0.9], "Probably a 0"), ([0.1, 0.0], "Hard to say: a 0")],
)
def test_it_says_how_sure_it_is(scores: Any, said: str) -> None:
    bias = np.full(10, -9, np.float32)
    bias[: len(scores)] = scores
    if said.startswith("Hard"):
        bias[:] = np.linspace(0.1, 0, 10)
    keep(Network((Affine(np.zeros((784, 10), np.float32), bias),)))
    knobs = replace(DEMO.knobs, drawing=BAR)
    assert said in shown(knobs, ReadingRun(knobs, 0))


@pytest.mark.parametrize("size", [Size(50, 30), Size(78, 8), Size(30, 12), Size(120, 50)])
def test_no_size_is_overrun(size: Size) -> None:
    keep(always(0))
    knobs = replace(DEMO.knobs, drawing=SEVEN, truth="7")
    text = shown(knobs, ReadingRun(knobs, 0), size)
    assert max(map(len, text.splitlines())) <= size.width
    for digit in range(10):
        assert f"{digit} " in text


# ------------------------------------------------------------------ the pad on the screen


@pytest.mark.usefixtures("quick")
async def test_keys_alone_draw_undo_and_clear(app: Any) -> None:
    from tui_tutor.tui.widgets.knobs.pad import DrawingPad

    tutor = app("drawing")
    async with tutor.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        pad = tutor.lesson_screen.query_one(DrawingPad)
        pad.focus()
        await pilot.press("space", "down", "down", "right", "space", "left")
        x, y = 14.0, 7.0
        assert pad.value == (((x, y), (x, y + 1), (x, y + 2), (x + 1, y + 2)),)
        await pilot.press("space", "space")
        assert len(pad.value) == 2
        await pilot.press("u")
        assert len(pad.value) == 1
        await pilot.press("x")
        assert pad.value == ()


@thorough
@pytest.mark.usefixtures("quick")
async def test_the_mouse_draws_and_far_points_are_joined(app: Any) -> None:
    from tui_tutor.tui.widgets.knobs.pad import DrawingPad

    tutor = app("drawing")
    async with tutor.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        pad = tutor.lesson_screen.query_one(DrawingPad)
        await pilot.mouse_down(pad, offset=(5, 2))  # its left edge is a bar
        await pilot.hover(pad, offset=(21, 10))
        await pilot.mouse_up(pad, offset=(21, 10))
        await pilot.pause()
        assert pad.value == (((4.0, 4.5), (20.0, 20.5)),)
        image = on_the_pad(pad.value, 1.3)
        assert image[12, 12] > 128


def test_the_learners_own_network_reads_also_where_a_better_one_is_kept() -> None:
    keep(always(3), 0.99)
    assert kept.keep_own_network(kept.Reader(always(7), "mine", "mine", 0.91)) == ""
    knobs = replace(DEMO.knobs, drawing=SEVEN)
    assert "That is a 7" in shown(knobs, trained())
    assert "wrote yourself" in shown(knobs, trained())
    best = replace(knobs, reader="best")
    assert "That is a 3" in shown(best, trained())
    assert "wrote yourself" not in shown(best, trained())


def test_a_worse_page_takes_the_place_of_the_one_before() -> None:
    for digit, accuracy in ((7, 0.95), (1, 0.91)):
        kept.keep_own_network(kept.Reader(always(digit), "mine", "mine", accuracy))
    assert "That is a 1" in shown(replace(DEMO.knobs, drawing=SEVEN), trained())
