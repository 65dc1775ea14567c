"""What decides a training run, and why some settings or data can't be trained with."""

import math
from dataclasses import dataclass

from tui_tutor.arrays import Array
from tui_tutor.nets.activations import TRAINABLE
from tui_tutor.nets.rules import RULES

INITS = ("0.01", "xavier", "he")  # those of core.initial_scale
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
            raise TrainingError(f"{name} is one of {', '.join(allowed)}; got {got!r}")
    if not settings.hidden or min(settings.hidden) < 1:
        raise TrainingError(f"every hidden layer needs at least one unit; got {settings.hidden}")
    if not 1 <= settings.batch_size <= len(labels):
        raise TrainingError(
            f"a batch holds 1 to {len(labels)} images, as many as there are to train on; "
            f"got {settings.batch_size}"
        )
    if not (math.isfinite(settings.learning_rate) and settings.learning_rate > 0):
        raise TrainingError(f"the learning rate is above 0; got {settings.learning_rate}")
    if len(images) != len(labels):
        raise TrainingError(f"{len(images)} images but {len(labels)} labels")
    if labels.min() == labels.max():
        raise TrainingError(f"all labels are {labels[0]}: with one class there is nothing to learn")
