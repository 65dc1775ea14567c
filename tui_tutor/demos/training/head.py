"""The head of the studio's page: what runs, how far it is, how good it is, what just happened."""

from collections.abc import Sequence

import numpy as np
from rich.text import Text

from tui_tutor.choices import choice_name
from tui_tutor.demos.training.guesses import LOOKED_AT, accuracies
from tui_tutor.demos.training.knobs import Knobs
from tui_tutor.demos.training.run import Studio, needs_another_network
from tui_tutor.demos.training.split import Split
from tui_tutor.digits import called
from tui_tutor.nets import ACTIVATIONS, Evaluation, Network, Snapshot, scaled
from tui_tutor.show import note, number, sentence
from tui_tutor.show.roles import AMBER, QUIET, RIGHT, SKY, WRONG
from tui_tutor.show.spots import named
from tui_tutor.show.stage import Shown, either, stack, steady
from tui_tutor.text import Words

words = Words("training")
OVERFITTING = 0.02  # a gap between train and validation accuracy that is worth a word
CRAWLING = 0.3  # a validation accuracy that is little more than the 0.1 of guessing
LAST = 3  # measurements that a verdict looks at
FALLEN = 0.9  # of what guessing costs: a loss above has not fallen
LARGEST = 100  # from here on a loss has fewer digits
PATIENCE = 200  # steps after which a network that still guesses is said to


def head(knobs: Knobs, studio: Studio, now: Snapshot, digits: Split) -> list[Shown]:
    train, validation = accuracies(now.network, digits)
    score = sentence(
        words.raw("score" if now.step else "score-none"),
        step=f"{now.step:<6}",
        loss=f"{now.loss:<7.4f}" if now.loss < LARGEST else f"{number(now.loss):<7}",
        # In the colours of their curves, whose names have no room in a narrow plot.
        train=Text(f"{train:<6.1%}", named("train", SKY)),
        validation=Text(f"{validation:.1%}", named("validation", AMBER)),
    )
    score.stylize("bold")
    lines: list[Shown] = [
        what(now, digits),
        note(pace(knobs, now), QUIET),
        score,
        steady(happened(knobs, studio, now, digits, train - validation), *_to_come()),
    ]
    # Where the view has no room its head gets shorter; why a run was stopped is told everywhere.
    least = lines[2:] if now.stopped else [lines[2]]
    return [either(*(stack(*lines[k:]) for k in range(3)), stack(*least)), *_tested(studio)]


def _tested(studio: Studio) -> list[Text]:
    """What the test set said once the run had ended, and how often it has been opened."""
    if (test := studio.tested) is None:
        return []
    return [note(words("tested", test=f"{test.accuracy:.1%}", opened=test.opened), AMBER)]


def what(now: Snapshot, digits: Split) -> Text:
    layers = "-".join(map(str, now.network.sizes))
    s = now.settings
    chosen = {"activation": s.activation, "init": s.init, "optimizer": s.optimizer}
    parts = [layers, *(choice_name("training", knob, option) for knob, option in chosen.items())]
    if s.seed:
        parts.append(words("seed", seed=s.seed))
    parts.append(called(digits.whole.name))
    return note(" · ".join(parts), QUIET)


def pace(knobs: Knobs, now: Snapshot) -> str:
    """How far the run is, and how fast."""
    epoch = min(int(now.epoch) + 1, knobs.epochs)
    rate = f"{now.images / now.seconds if now.seconds else 0:,.0f}"
    return words("pace", epoch=epoch, epochs=knobs.epochs, rate=rate)


def happened(
    knobs: Knobs,
    studio: Studio,
    now: Snapshot,
    digits: Split,
    gap: float,
) -> Text:
    """What just happened and what comes next, in words; the first of these that holds."""
    ran = studio.knobs
    if needs_another_network(ran, knobs):
        return note(words("anew-next"), "bold")
    if now.stopped:
        return note(stopped(now, digits), WRONG)
    if not now.step:
        return note(words("ready"))
    if now.epoch >= knobs.epochs:
        return note(words("done"), RIGHT)
    if moved := studio.moved:
        weights, by = f"{moved.weights:,}", number(moved.by, 2)
        return note(words("one-step", images=moved.images, weights=weights, moved=by))
    if overfits(now.evaluations):
        return note(words("overfitting", gap=f"{gap:.1%}"))
    early = now.epoch < 1 and now.step <= PATIENCE
    if max(e.unseen_accuracy for e in now.evaluations) < CRAWLING and not early:
        return note(words("crawling"))
    return note(words("learning") if now.epoch >= 1 else at_first(now))


def at_first(now: Snapshot) -> str:
    """What is said in the first epoch: that the loss falls only once it has."""
    if len(now.losses) < LAST:
        return words("first-steps")
    mean = sum(loss for _, loss in now.losses[-LAST:]) / LAST
    guess = float(np.log(now.network.sizes[-1]))
    if mean < FALLEN * guess:
        return words("first-epoch")
    return words("first-flat", guess=number(guess, 2))


def _to_come() -> list[Text]:
    """What `happened` may say while it learns: there is room for each, so that nothing moves."""
    gap = f"{OVERFITTING:.1%}"
    return [
        note(words("ready")),
        note(words("first-epoch")),
        note(words("first-flat", guess="2.3")),
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


def stopped(now: Snapshot, digits: Split) -> str:
    """Why the run was stopped, in plain words."""
    key = now.stopped if now.stopped == "diverged" else why_stuck(now.network, digits)
    activation = ACTIVATIONS[now.network.activation]
    return words(
        key,
        name=activation.called,
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
