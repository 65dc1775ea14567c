"""The studio's views of a network that learns: each a picture made from one frozen snapshot."""

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.console import RenderableType
from rich.text import Text

from tui_tutor import core
from tui_tutor.demo import Size
from tui_tutor.demos.training.run import Studio
from tui_tutor.digits import Digits
from tui_tutor.nets import Network, Snapshot, scaled
from tui_tutor.show import COLOURS, QUIET, RIGHT, WRONG, beside, heading, note, number, page
from tui_tutor.show.bars import bars
from tui_tutor.show.image import Image, gallery, grey, halved
from tui_tutor.show.matrix import matrix
from tui_tutor.show.plot import Curve, plot
from tui_tutor.text import Words

words = Words("training")
LOOKED_AT = 1000  # test images that a view judges the network by


def draw(knobs: Any, size: Size, studio: Studio) -> RenderableType:
    if studio.now is None or studio.digits is None:
        return page(heading(words("no-run")), note(studio.problem, WRONG))
    snapshot = studio.at(knobs.moment)
    assert snapshot is not None
    head = page(*_head(knobs, size, studio, snapshot))
    room = Size(size.width, max(size.height - 6, 8))
    return page(head, VIEWS[knobs.view](room, studio, snapshot))


def _head(knobs: Any, size: Size, studio: Studio, shown: Snapshot) -> list[RenderableType]:
    """What runs, how far it is, how good it is, and what just happened."""
    assert studio.digits
    assert studio.now
    settings = studio.now.settings
    layers = "-".join(map(str, studio.now.network.sizes))
    what = words(
        "what",
        data=words("drawn") if studio.digits.drawn else studio.digits.name,
        layers=layers,
        activation=settings.activation,
        optimizer=settings.optimizer,
    )
    now = studio.now
    in_epoch = now.epoch - int(now.epoch) if now.epoch < knobs.epochs else 1.0
    width = min(size.width, 72)
    rates = f"{now.images / now.seconds:,.0f}" if now.seconds else "0"
    progress = bars(
        [words("epoch"), words("total")],
        [in_epoch, now.epoch / knobs.epochs],
        [
            words("epoch-of", epoch=min(int(now.epoch) + 1, knobs.epochs), epochs=knobs.epochs),
            words("rate", rate=rates),
        ],
        width,
        ("green", "blue"),
    )
    return [note(what, QUIET), progress, _score(shown), _verdict(knobs, studio, shown)]


def _score(shown: Snapshot) -> Text:
    if not shown.evaluations:
        return note(words("score-none"))
    last = shown.evaluations[-1]
    return note(
        words(
            "score",
            step=shown.step,
            loss=number(shown.losses[-1][1]) if shown.losses else "–",
            train=f"{last.train_accuracy:.1%}",
            test=f"{last.test_accuracy:.1%}",
        ),
        "bold",
    )


def _verdict(knobs: Any, studio: Studio, shown: Snapshot) -> Text:
    """What just happened, in words."""
    now = studio.now
    assert now is not None
    if now.stopped:
        rate, guess = number(now.settings.learning_rate), number(np.log(now.network.sizes[-1]))
        loss = number(now.losses[-1][1])
        return note(words(now.stopped, rate=rate, guess=guess, loss=loss), WRONG)
    if shown is not now:
        return note(words("looking-back", step=shown.step, now=now.step))
    if not now.step:
        return note(words("ready"))
    if not now.evaluations or now.epoch < 1:
        return note(words("first-epoch"))
    last = now.evaluations[-1]
    gap = last.train_accuracy - last.test_accuracy
    key = "overfitting" if gap > 0.03 else "done" if now.epoch >= knobs.epochs else "learning"
    return note(words(key, gap=f"{gap:.1%}"), RIGHT if key == "done" else "")


# ------------------------------------------------------------------ the views


def _curves(room: Size, studio: Studio, shown: Snapshot) -> RenderableType:
    wide = room.width >= 76
    samples = _samples(room, studio, shown)
    width = (room.width - 2) // 2 if wide else room.width
    spare = room.height - 9
    height = max(spare if wide else spare // 2, 7)
    size = Size(width, height)
    plots = (_loss_plot(size, studio, shown), _accuracy_plot(size, studio, shown))
    return page(beside(*plots, gap=2) if wide else page(*plots), samples)


def _loss_plot(size: Size, studio: Studio, shown: Snapshot) -> Text:
    curves = []
    if studio.before and studio.before.losses:
        curves.append(Curve(*_columns(studio.before.losses), words("before"), "gray"))
    curves.append(Curve(*_columns(shown.losses or ((0.0, 0.0),)), words("loss"), "yellow"))
    return plot(curves, size, x_name=_epochs_below(size))


def _accuracy_plot(size: Size, studio: Studio, shown: Snapshot) -> Text:
    curves = []
    if studio.before and studio.before.evaluations:
        rows = [(e.epoch, e.test_accuracy * 100) for e in studio.before.evaluations]
        curves.append(Curve(*_columns(rows), words("before"), "gray"))
    for name, colour in (("train_accuracy", "cyan"), ("test_accuracy", "magenta")):
        rows = [(e.epoch, getattr(e, name) * 100) for e in shown.evaluations] or [(0.0, 0.0)]
        curves.append(Curve(*_columns(rows), words(name), colour))
    return plot(curves, size, y_range=(0, 100), x_name=_epochs_below(size))


def _epochs_below(size: Size) -> str:
    """The name of the x axis, where its line can be spared."""
    return words("epochs") if size.height > 9 else ""


def _columns(rows: Any) -> tuple[list[float], list[float]]:
    """Points as two lists, thinned out to what a terminal can show."""
    every = max(len(rows) // 400, 1)
    return [x for x, _ in rows[::every]], [y for _, y in rows[::every]]


def _samples(room: Size, studio: Studio, shown: Snapshot) -> RenderableType:
    """A few test digits with the network's guess, other ones each epoch."""
    assert studio.digits
    count = max(min(room.width // 15, 8), 1)
    first = int(shown.epoch) * count % max(len(studio.digits.test_labels) - count, 1)
    some = slice(first, first + count)
    images, labels = studio.digits.test_images[some], studio.digits.test_labels[some]
    y = _probabilities(shown.network, images)
    captions = [_guess(p, int(t)) for p, t in zip(y, labels, strict=True)]
    return gallery([halved(i) for i in images], captions)


def _guess(y: NDArray[np.floating[Any]], label: int) -> Text:
    guess = int(y.argmax())
    mark, style = ("✓", RIGHT) if guess == label else (f"✗ {label}", WRONG)
    return Text(f"{guess} {y[guess]:.0%} {mark}", style)


def _weights(room: Size, studio: Studio, shown: Snapshot) -> RenderableType:
    """What each hidden unit of the first layer looks for: its 784 weights as an image."""
    W = shown.network.weights[0]
    count = max(min(room.width // 15, 8), 1) * max(room.height // 8, 1)
    images = [halved(grey(w.reshape(28, 28))) for w in W.T[:count]]
    per_row = max(min(room.width // 15, 8), 1)
    rows = [
        beside(*(Image(i) for i in images[k : k + per_row]), gap=1)
        for k in range(0, len(images), per_row)
    ]
    spread = number(float(W.std()))
    text = words("weights", shown=len(images), units=W.shape[1], spread=spread)
    return page(note(text), *(part for row in rows for part in (row, Text())))


def _confusion(room: Size, studio: Studio, shown: Snapshot) -> RenderableType:
    """Rows are the true digits, columns the guesses, over the first test images."""
    labels, guesses, _ = _judged(studio.digits, shown.network)
    counts = np.zeros((10, 10), int)
    np.add.at(counts, (labels, guesses), 1)
    wrong = counts.copy()
    np.fill_diagonal(wrong, 0)
    true, guess = np.unravel_index(wrong.argmax(), wrong.shape)

    def style(index: tuple[int, ...]) -> str:
        i, j = index[0], index[1]
        if i == j:
            return "green"
        return (
            WRONG
            if counts[i, j] and counts[i, j] == wrong.max()
            else QUIET
            if not counts[i, j]
            else ""
        )

    text = words("confusion", images=len(labels), right=int(counts.trace()))
    most = words("confused", true=int(true), guess=int(guess), count=int(wrong.max()))
    header = Text(" " + " ".join(f"{j:>3}" for j in range(10)), "bold")
    body = matrix(counts, style, lambda v: f"{v:3d}")
    return page(note(text), note(most if wrong.max() else ""), header, body)


def _mistakes(room: Size, studio: Studio, shown: Snapshot) -> RenderableType:
    """The test digits that it got wrong with the most confidence."""
    assert studio.digits
    labels, guesses, y = _judged(studio.digits, shown.network)
    wrong = np.flatnonzero(labels != guesses)
    worst = wrong[np.argsort(-y[wrong].max(axis=1), kind="stable")]
    per_row = max(min(room.width // 15, 8), 1)
    worst = worst[: per_row * max(room.height // 9, 1)]
    rows: list[RenderableType] = [note(words("mistakes", wrong=len(wrong), images=len(labels)))]
    for k in range(0, len(worst), per_row):
        some = worst[k : k + per_row]
        captions = [_guess(y[i], int(labels[i])) for i in some]
        rows.append(gallery([halved(studio.digits.test_images[i]) for i in some], captions))
    return page(*rows)


def _activations(room: Size, studio: Studio, shown: Snapshot) -> RenderableType:
    """How strongly the hidden units fire over the first test images, and which never do."""
    assert studio.digits
    x = scaled(studio.digits.test_images[:LOOKED_AT].reshape(-1, 784))
    parts: list[RenderableType] = []
    for k, a in enumerate(shown.network.layers(x)[:-1], start=1):
        dead = int((a <= 0).all(axis=0).sum())
        counts, edges = np.histogram(a, bins=10)
        names = [f"{low:6.2f} … {high:6.2f}" for low, high in pairwise(edges)]
        shares = counts / counts.sum()
        values = [f"{share:.1%}" for share in shares]
        colour = [COLOURS[(k - 1) % len(COLOURS)]] * len(names)
        zero = f"{float((a <= 0).mean()):.0%}"
        text = words("activations", layer=k, units=a.shape[1], dead=dead, zero=zero)
        parts += [note(text), bars(names, shares.tolist(), values, min(room.width, 64), colour)]
    return page(*parts)


def _follow(room: Size, studio: Studio, shown: Snapshot) -> RenderableType:
    """One digit on its way through the network, layer by layer."""
    assert studio.digits
    image, label = studio.digits.test_images[0], int(studio.digits.test_labels[0])
    x = scaled(image.reshape(1, 784))
    parts: list[RenderableType] = [Image(halved(image))]
    for k, a in enumerate(shown.network.layers(x)[:-1], start=1):
        strip = Text(words("layer", layer=k) + " ")
        for value in grey(a[0])[: room.width - 10]:
            strip.append(" ▁▂▃▄▅▆▇█"[int(value) * 8 // 255])
        parts.append(strip)
    y = _probabilities(shown.network, image[None])[0]
    names, values = [str(i) for i in range(10)], [f"{p:.3f}" for p in y]
    colours = [RIGHT if i == label else "cyan" for i in range(10)]
    parts.append(bars(names, y.tolist(), values, min(room.width - 16, 44), colours))
    text = words("follow", label=label, cost=number(-np.log(max(float(y[label]), 1e-45))))
    return page(note(text), *parts[1:-1], beside(parts[0], parts[-1], gap=2))


def _probabilities(network: Network, images: NDArray[np.uint8]) -> NDArray[np.floating[Any]]:
    with np.errstate(all="ignore"):  # a network that diverged gives nan, and shows it
        return core.softmax(network.scores(scaled(images.reshape(len(images), -1))))


def _judged(digits: Digits | None, network: Network) -> Any:
    """True labels, guesses and probabilities of the first test images."""
    assert digits
    y = _probabilities(network, digits.test_images[:LOOKED_AT])
    return digits.test_labels[:LOOKED_AT], y.argmax(axis=1), y


VIEWS = {
    "curves": _curves,
    "weights": _weights,
    "confusion": _confusion,
    "mistakes": _mistakes,
    "activations": _activations,
    "follow": _follow,
}
