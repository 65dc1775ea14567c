"""Runs in the learner's process: calls the parts of a learner's network once, then trains it.

Loaded by child.py. What is right or wrong is judged by the parent; here it is only watched.
"""

import copy
import time
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

Json = dict[str, Any]
Tell = Callable[[Json, list[object]], None]

PARTS = ("first_weights", "forward", "gradients", "update", "train")
PROBE = 16  # images of the batch that the parts are tried on
CHECKED = 1000  # images that the accuracy on the way is measured with
EVERY = 0.1, 0.2  # seconds between two losses that are told, between two accuracies
LOOKED_AT = 2000  # batches whose images are looked up in the training set


def run(
    job: Json, np: ModuleType, core: ModuleType, tell: Tell, fault: Callable[[BaseException], Json]
) -> None:
    """Each part on a small batch, then the loop, each with fresh names."""
    names = {"np": np, "numpy": np, "core": core, "__name__": "own"}
    part = "file"
    try:
        code = compile(job["source"], "<answer>", "exec")
        page = dict(names)
        exec(code, page)
        missing = [name for name in PARTS if not callable(page.get(name))]
        if missing:
            tell({"kind": "undefined", "type": ", ".join(missing)}, [])
            return
        sets = [np.load(f"{name}.npy") for name in ("images", "labels")]
        part = PARTS[0]
        for gave, arrays in tried(page, np, *(one[:PROBE] for one in sets)):
            tell({"kind": "arrays", "type": gave}, arrays)
            part = PARTS[PARTS.index(gave) + 1]
        page = dict(names)
        exec(code, page)
        train(page, np, sets, tell)
    except BaseException as error:
        tell(fault(error) | {"repr": part}, [])


def tried(
    page: Json, np: ModuleType, images: Any, labels: Any
) -> Iterator[tuple[str, list[object]]]:
    """What each part gives for one small batch, in the order in which they lean on each other."""
    x = images / 255
    weights = page["first_weights"]()
    yield "first_weights", leaves(weights, np)
    yield "forward", [page["forward"](weights, x), page["forward"](weights, x[:1])]
    loss, grads = page["gradients"](weights, x, labels)
    yield "gradients", [loss, *leaves(grads, np)]
    moved = copy.deepcopy(weights)
    new = page["update"](moved, grads)
    yield "update", leaves(moved if new is None else new, np)


def leaves(value: Any, np: ModuleType) -> list[Any]:
    """The arrays in a list, a tuple, a dict or an object, in its order; numbers are arrays too."""
    if isinstance(value, np.ndarray | np.generic | int | float):
        return [value]
    inner = value if isinstance(value, dict) else getattr(value, "__dict__", value)
    if isinstance(inner, dict):
        inner = inner.values()
    return [leaf for one in inner for leaf in leaves(one, np)] if is_many(inner) else []


def is_many(value: Any) -> bool:
    return hasattr(value, "__iter__") and not isinstance(value, str)


def train(page: Json, np: Any, sets: list[Any], tell: Tell) -> None:
    """The learner's own loop, watched where it calls `gradients` and `update`."""
    weights = page["first_weights"]()
    watch = Watch(page, np, sets, tell)
    page.update(watch.names)
    trained = page["train"](weights, *sets)
    weights = weights if trained is None else trained
    tell({"kind": "arrays", "type": "watched"}, watch.counted())
    tell({"kind": "arrays", "type": "trained"}, leaves(weights, np))


class Watch:
    """Stands before the learner's `gradients` and `update`, and counts what passes."""

    def __init__(self, page: Json, np: ModuleType, sets: list[Any], tell: Tell) -> None:
        images, labels = sets
        self.np, self.labels, self.images, self.tell = np, labels, len(images), tell
        self.calls = self.updates = self.seen = 0
        self.largest = 0.0
        self.known = self.mislabelled = self.tests = self.looked = self.neighbours = 0
        self.losses: list[float] = []
        self.told = self.measured = 0.0
        self.accuracy = np.nan
        self.forward = page["forward"]
        tests = [np.load(f"test_{name}.npy") for name in ("images", "labels")]
        self.check = tests[0][:CHECKED] / 255, tests[1][:CHECKED]
        # An image is known again by one number: its pixels times numbers of no meaning.
        self.key = np.random.default_rng(0).random(images[0].size)
        self.marks = self.marks_of(images), self.marks_of(tests[0])
        self.orders = [np.argsort(marks) for marks in self.marks]
        self.names: Json = {}
        self.stand_before(page, "gradients", self.gradients_seen)
        self.stand_before(page, "update", self.update_seen)

    def stand_before(self, page: Json, name: str, seen: Callable[..., None]) -> None:
        """In the page's names, and in its classes where the function is a method of one."""
        function = page[name]

        def watched(*args: Any, **kwargs: Any) -> Any:
            result = function(*args, **kwargs)
            seen(args, result)
            return result

        self.names[name] = watched
        for one in list(page.values()):
            for attribute, value in list(vars(one).items()) if isinstance(one, type) else ():
                if value is function:
                    setattr(one, attribute, watched)

    def marks_of(self, x: Any) -> Any:
        flat = x.reshape(len(x), -1)
        return self.np.concatenate([flat[i : i + 1000] @ self.key for i in range(0, len(x), 1000)])

    def gradients_seen(self, args: tuple[Any, ...], result: Any) -> None:
        self.calls += 1
        weights, x, t = args[0], self.np.asarray(args[-2]), self.np.asarray(args[-1])
        self.seen += len(x)
        self.losses.append(float(result[0]))
        if self.calls <= LOOKED_AT:
            self.look_at(x, t)
        self.report(weights)

    def update_seen(self, args: tuple[Any, ...], result: Any) -> None:
        self.updates += 1

    def look_at(self, x: Any, t: Any) -> None:
        """Which images of the training set these are, and whether their labels are their own."""
        np = self.np
        largest = float(x.max(initial=0))
        self.largest = max(self.largest, largest)
        marks = self.marks_of(x) * (255 if largest <= 1 else 1)
        found, known = self.find(marks, 0)
        self.looked += len(x)
        self.known += int(known.sum())
        self.tests += int((~known & self.find(marks, 1)[1]).sum())
        labels = np.argmax(t, axis=1) if t.ndim > 1 else t
        if len(labels) == len(found):
            self.mislabelled += int((labels != self.labels[found])[known].sum())
        self.neighbours += int((np.diff(found) == 1).sum())

    def find(self, marks: Any, which: int) -> tuple[Any, Any]:
        """The image with the nearest mark, and whether that is truly its own."""
        np = self.np
        all_marks, order = self.marks[which], self.orders[which]
        place = np.searchsorted(all_marks, marks - 1e-2, sorter=order)
        found = order[np.minimum(place, len(order) - 1)]
        return found, np.abs(all_marks[found] - marks) < 1e-2

    def report(self, weights: Any) -> None:
        """Now and then: how many images so far, the loss since the last time, the accuracy."""
        now = time.monotonic()
        if now - self.told < EVERY[0]:
            return
        if now - self.measured >= EVERY[1]:
            x, t = self.check
            guessed = self.np.argmax(self.forward(weights, x), axis=1)
            self.accuracy = float(self.np.mean(guessed == t))
            self.measured = time.monotonic()
        loss = sum(self.losses) / len(self.losses)
        self.tell({"kind": "progress"}, [float(self.seen) / self.images, loss, self.accuracy])
        self.losses.clear()
        self.told = time.monotonic()

    def counted(self) -> list[object]:
        """In the order of the parent's `Watched`."""
        looked = max(self.looked, 1)
        shares = (self.known, self.mislabelled, self.tests, self.neighbours)
        epochs = self.seen / self.images
        return [self.calls, self.updates, epochs, self.largest, *(n / looked for n in shares)]
