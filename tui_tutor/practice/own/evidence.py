"""What a learner's page gave and did, put in order."""

from dataclasses import dataclass, field

import numpy as np

from tui_tutor.arrays import Array, Floats
from tui_tutor.practice.own.layers import Layers, layers_of
from tui_tutor.practice.sandbox import Outcome
from tui_tutor.practice.talk import Answer

PROBE = 16  # images of the batch that the parts were tried on, as inside.py takes them
PARTS = ("first_weights", "forward", "gradients", "update")


@dataclass(frozen=True)
class Watched:
    """What was counted while it trained; the shares are of the images that moved the weights."""

    calls: float = 0  # of `gradients`
    updates: float = 0
    epochs: float = 0
    smallest: float = 0  # pixel
    largest: float = 1
    known: float = 0  # share of the images that stand in the training set
    mislabelled: float = 0  # share that came with the label of another image
    tests: float = 0  # share that are test images
    neighbours: float = 0  # share that stand after the one before them in the training set too
    met: float = 0  # share of the training set that came at all
    moved: float = 1  # share of the batches after which the weights were others
    alike: float = 0  # share of the steps in which every weight moved equally far
    came_back: float = 0  # 1 where train gave back the weights that it was given
    first_loss: float = np.nan
    last_loss: float = np.nan
    far: float = 1  # how far the first matrix went, as a share of its size


@dataclass(frozen=True)
class Evidence:
    """What each part gave for one small batch, what was counted, and the weights that came back."""

    x: Floats
    t: Array
    parts: dict[str, list[Array]] = field(default_factory=dict)
    watched: Watched = Watched()
    trained: list[Array] = field(default_factory=list)
    missing: str = ""  # names that the file does not define
    error: Answer | None = None
    ended_in: str = ""  # the part that was not gone through to its end
    finished: bool = False  # train came to its end

    @property
    def weights(self) -> Layers | None:
        return layers_of(self.parts.get("first_weights", []))

    @property
    def gradients(self) -> list[Array]:
        """Without the loss, which comes first."""
        return self.parts.get("gradients", [])[1:]


def gathered(outcome: Outcome, sets: dict[str, Array]) -> Evidence:
    parts: dict[str, list[Array]] = {}
    missing, error, stopped_in = "", None, ""
    for answer in outcome.answers:
        if answer.kind == "arrays":
            parts[answer.type] = [np.zeros(0) if a is None else a for a in answer.after]
        elif answer.kind == "undefined":
            missing, stopped_in = answer.type, "file"
        elif answer.kind == "error":
            error, stopped_in = answer, answer.repr
    finished = "trained" in parts
    trained = parts.pop("trained", [])
    counted = parts.pop("watched", [])
    return Evidence(
        x=sets["images"][:PROBE] / 255,
        t=sets["labels"][:PROBE],
        parts=parts,
        watched=Watched(*(float(np.mean(one)) for one in counted)),
        trained=trained,
        finished=finished,
        missing=missing,
        error=error,
        ended_in="" if layers_of(trained) else _ended_in(parts, stopped_in),
    )


def _ended_in(parts: dict[str, list[Array]], stopped_in: str) -> str:
    """The first part that gave nothing of use, or "train" where all of them did.

    "file" where it came to none of them.
    """
    if stopped_in == "file":
        return stopped_in
    if layers_of(parts.get("first_weights", [])) is None:
        return "first_weights"
    if stopped_in in (*PARTS, "train"):
        return stopped_in
    return next((part for part in PARTS if part not in parts), "train")
