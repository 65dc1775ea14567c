"""The head of the studio's page: what runs, how far it is, how good it is, what just happened."""

from collections.abc import Sequence

import numpy as np
from rich.text import Text

from tui_tutor.demos.training.guesses import LOOKED_AT, accuracies
from tui_tutor.demos.training.knobs import Knobs
from tui_tutor.demos.training.run import Studio, needs_another_network
from tui_tutor.demos.training.split import Split
from tui_tutor.nets import ACTIVATIONS, Evaluation, Network, Snapshot, scaled
from tui_tutor.show import note, number
from tui_tutor.show.bars import bars
from tui_tutor.show.roles import AMBER, QUIET, RIGHT, SKY, WRONG
from tui_tutor.show.stage import Part, Shown, either, if_room, steady, strip
from tui_tutor.text import Words

words = Words("training")
OVERFITTING = 0.02  # a gap between train and validation accuracy that is worth a word
CRAWLING = 0.3  # a validation accuracy that is little more than the 0.1 of guessing
FIRST_STEPS = 3  # of which each one is spoken of; more flash by where it plays
LAST = 3  # measurements that a verdict looks at
LARGEST = 100  # from here on a loss has fewer digits
PATIENCE = 200  # steps after which a network that still guesses is said to
BAR = 72  # cells that a bar with its figures may take


def head(
    knobs: Knobs, studio: Studio, now: Snapshot, shown: Snapshot, digits: Split
) -> list[Shown]:
    train, validation = accuracies(shown.network, digits)
    loss = studio.loss if shown is now else shown.losses[-1][1] if shown.losses else np.nan
    score = words(
        "score",
        step=f"{shown.step:<6}",
        loss=f"{loss:<7.4f}" if loss < LARGEST else f"{number(loss):<7}",
        train=f"{train:<6.1%}",
        validation=f"{validation:.1%}",
    )
    return [
        if_room(what(now, digits)),
        progress(knobs, now),
        note(score if shown.step else words("score-none", validation=f"{validation:.1%}"), "bold"),
        steady(happened(knobs, studio, now, shown, digits, train - validation), *_to_come()),
        *_tested(studio),
    ]


def _tested(studio: Studio) -> list[Text]:
    """What the test set said once the run had ended, and how often it has been opened."""
    if studio.tested is None:
        return []
    return [note(words("tested", test=f"{studio.tested:.1%}", opened=studio.opened), AMBER)]


def what(now: Snapshot, digits: Split) -> Text:
    layers = "-".join(map(str, now.network.sizes))
    s = now.settings
    parts = [layers, s.activation, s.init, s.optimizer]
    if s.seed:
        parts.append(words("seed", seed=s.seed))
    parts.append(words("drawn") if digits.whole.drawn else digits.whole.name)
    return note(" · ".join(parts), QUIET)


def progress(knobs: Knobs, now: Snapshot) -> Part:
    """A bar for the epoch and one for the whole run; that one alone where there is no room."""
    done = now.epoch >= knobs.epochs
    speed = now.images / now.seconds if now.seconds else 0.0
    rate = words("rate", rate=f"{speed:>7,.0f}")  # as wide always: no bar twitches
    which = words("epoch-of", epoch=min(int(now.epoch) + 1, knobs.epochs), epochs=knobs.epochs)
    total = now.epoch / knobs.epochs
    names, shares = [words("epoch"), words("total")], [1.0 if done else now.epoch % 1, total]

    def both(width: int) -> Text:
        return bars(names, shares, [which, rate], width, [SKY, AMBER])

    def one(width: int) -> Text:
        return bars(names[:1], shares[1:], [f"{which} {rate}"], width, [AMBER])

    return either(strip(both, 2, most=BAR), strip(one, 1, most=BAR))


def happened(
    knobs: Knobs,
    studio: Studio,
    now: Snapshot,
    shown: Snapshot,
    digits: Split,
    gap: float,
) -> Text:
    """What just happened and what comes next, in words; the first of these that holds."""
    ran = studio.knobs
    if needs_another_network(ran, knobs):
        return note(words("anew-next"), "bold")
    if knobs.fork > ran.fork:
        return note(words("fork-next", step=shown.step), "bold")
    if shown is not now:
        return note(words("looking-back", step=shown.step, now=now.step))
    if now.stopped:
        return note(stopped(now, digits), WRONG)
    if not now.step:
        return note(words("ready"))
    if now.epoch >= knobs.epochs:
        return note(words("done"), RIGHT)
    if studio.forked and now.epoch < studio.forked.epoch + 1:
        return note(words("forked", step=studio.forked.step))
    if now.step <= FIRST_STEPS:
        return note(one_step(studio, now))
    if overfits(now.evaluations):
        return note(words("overfitting", gap=f"{gap:.1%}"))
    early = now.epoch < 1 and now.step <= PATIENCE
    if max(e.unseen_accuracy for e in now.evaluations) < CRAWLING and not early:
        return note(words("crawling"))
    return note(words("first-epoch" if now.epoch < 1 else "learning"))


def _to_come() -> list[Text]:
    """What `happened` may say while it learns: there is room for each, so that nothing moves."""
    gap = f"{OVERFITTING:.1%}"
    return [
        note(words("first-epoch")),
        note(words("learning")),
        note(words("crawling")),
        note(words("overfitting", gap=gap)),
    ]


def overfits(evaluations: Sequence[Evaluation]) -> bool:
    """Whether it is so much better on what it has trained on that this is worth a word.

    The mean of the last few measurements is looked at. It begins to be said where that is above
    OVERFITTING, and is said until it has come down to half of that.
    """
    gaps = [e.train_accuracy - e.unseen_accuracy for e in evaluations]
    said = False
    for end in range(LAST, len(gaps) + 1):
        mean = sum(gaps[end - LAST : end]) / LAST
        said = mean > OVERFITTING or (said and mean > OVERFITTING / 2)
    return said


def one_step(studio: Studio, now: Snapshot) -> str:
    """How far the last step moved the weights, where the moment before it was kept."""
    before = [kept for kept in studio.moments if kept.step == now.step - 1]
    if not before:
        return words("first-epoch")
    pairs = zip(now.network.parameters, before[0].network.parameters, strict=True)
    moved = np.concatenate([np.abs(after - p).ravel() for after, p in pairs])
    return words(
        "one-step",
        images=now.images - before[0].images,
        weights=f"{moved.size:,}",
        moved=number(moved.mean(), 2),
    )


def stopped(now: Snapshot, digits: Split) -> str:
    """Why the run was stopped, in plain words."""
    key = now.stopped if now.stopped == "diverged" else why_stuck(now.network, digits)
    activation = ACTIVATIONS[now.network.activation]
    return words(
        key,
        name=activation.name,
        low=f"{activation.low:g}",
        high=f"{activation.high:g}",
        rate=number(now.settings.learning_rate),
        guess=number(np.log(now.network.sizes[-1])),
        loss=number(now.losses[-1][1]),
    )


def why_stuck(network: Network, digits: Split) -> str:
    """Units that are dead or saturated, or a signal and steps too faint to leave the start."""
    x = scaled(digits.validation_images[:LOOKED_AT].reshape(-1, network.sizes[0]))
    with np.errstate(all="ignore"):
        shut = ACTIVATIONS[network.activation].shut(network.outputs(x)[-2]).mean()
    if ACTIVATIONS[network.activation].saturates:
        return "stuck-saturated" if shut > 0.5 else "stuck-faint"
    return "stuck-dead" if shut > 0.99 else "stuck-faint"
