"""What decides a training run, and why some settings or data can't be trained with."""

import math
from dataclasses import dataclass

from tui_tutor import core
from tui_tutor.arrays import Array
from tui_tutor.nets.activations import TRAINABLE
from tui_tutor.nets.rules import RULES
from tui_tutor.text import Words, series

words = Words("nets")

INITS = tuple(core.INITIAL_SCALES)
ONE_OF = {"activation": TRAINABLE, "init": INITS, "optimizer": tuple(RULES)}


class TrainingError(ValueError):
    """Settings or data that can't be trained with; the message says what would do."""


@dataclass(frozen=True)
class Settings:
    """All that decides a run, given the data: the same settings give the same run."""

    hidden: tuple[int, ...] = (50,)
    activation: str = "sigmoid"
    init: str = "xavier"
    optimizer: str = "sgd"
    learning_rate: float = 0.5
    batch_size: int = 100
    seed: int = 0


def check(settings: Settings, images: Array, labels: Array) -> None:
    """Raise TrainingError where these images and labels can't be trained on with these settings."""
    for name, allowed in ONE_OF.items():
        if (got := getattr(settings, name)) not in allowed:
            raise TrainingError(words("one-of", name=name, allowed=series(allowed), got=got))
    if not settings.hidden or min(settings.hidden) < 1:
        raise TrainingError(words("no-units", got=settings.hidden))
    if not 1 <= settings.batch_size <= len(labels):
        raise TrainingError(words("batch-size", most=len(labels), got=settings.batch_size))
    if not (math.isfinite(settings.learning_rate) and settings.learning_rate > 0):
        raise TrainingError(words("learning-rate", got=settings.learning_rate))
    if len(images) != len(labels):
        raise TrainingError(words("counts", images=len(images), labels=len(labels)))
    if labels.min() == labels.max():
        raise TrainingError(words("one-class", label=labels[0]))
