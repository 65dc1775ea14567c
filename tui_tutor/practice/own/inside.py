"""Runs in the learner's process: calls the parts of a learner's network once, then trains it.

Loaded by child.py. What is right or wrong is judged by the parent; here it is only watched.
"""

import copy
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from inspect import isasyncgenfunction, iscoroutinefunction, isgeneratorfunction, signature
from itertools import pairwise
from types import ModuleType
from typing import Any

Json = dict[str, Any]
Tell = Callable[[Json, list[object]], None]

PARTS = ("first_weights", "forward", "gradients", "update", "train")
AFTER = dict(pairwise(PARTS))
OTHER_KINDS = isasyncgenfunction, iscoroutinefunction, isgeneratorfunction
PROBE = 16  # images of the batch that the parts are tried on
CHECKED = 1000  # images that the accuracy on the way is measured with
EVERY = 0.1, 0.2  # seconds between two losses that are told, between two accuracies
LOOKED_AT = 2000  # batches whose images are looked up in the training set; then each tenth
STEPS = 100  # of which it is seen whether all weights move alike
LAST = 20  # losses at the end
NEAR = 1e-5  # between the marks of the same image, as float32 tells it


class NeverRun(Exception):
    """What an async def gives, or a function with a yield in it, has not begun to run."""

    def __init__(self, function: Any) -> None:
        super().__init__(function.__name__)
        self.lineno = function.__code__.co_firstlineno


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
            part = AFTER.get(gave, part)
        plain(page, part)
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
    weights = plain(page, "first_weights")()
    yield "first_weights", sent(weights, np)
    forward = plain(page, "forward")
    yield "forward", [forward(weights, x), forward(weights, x[:1])]
    loss, grads = plain(page, "gradients")(weights, x, labels)
    yield "gradients", [loss, *sent(grads, np)]
    moved = copy.deepcopy(weights)
    new = plain(page, "update")(moved, grads)
    moved = moved if new is None else new
    yield "update", sent(moved, np)
    yield "forward after", [forward(moved, x)]


def plain(page: Json, part: str) -> Callable[..., Any]:
    """The function, if calling it runs it."""
    function: Callable[..., Any] = page[part]
    if any(is_other(function) for is_other in OTHER_KINDS):
        raise NeverRun(function)
    return function


def sent(value: Any, np: Any) -> list[Any]:
    """The arrays in a value, as precise as they need be to be told."""
    with np.errstate(all="ignore"):
        arrays = (np.asarray(one) for one in leaves(value, np).values())
        found = [one for one in arrays if one.dtype.kind in "biuf"]
        return [one.astype(np.float32) if one.dtype.kind == "f" else one for one in found]


def leaves(
    value: Any, np: Any, path: tuple[object, ...] = (), seen: set[int] | None = None
) -> dict[tuple[object, ...], Any]:
    """The arrays in a list, a tuple, a dict or an object, in its order; numbers are arrays too."""
    if isinstance(value, np.ndarray | np.generic | int | float) and not is_many(value, np):
        return {path: value}
    seen = set() if seen is None else seen
    if isinstance(value, ModuleType) or id(value) in seen:
        return {}
    seen.add(id(value))
    inner = value if isinstance(value, dict) else getattr(value, "__dict__", value)
    if not isinstance(inner, dict):
        inner = dict(enumerate(inner)) if is_many(inner, np) else {}
    found: dict[tuple[object, ...], Any] = {}
    for name, one in inner.items():
        found |= leaves(one, np, (*path, name), seen)
    return found


def is_many(value: Any, np: Any) -> bool:
    """Whether arrays may stand in it: in an array of objects, too."""
    if isinstance(value, np.ndarray):
        return bool(value.ndim and value.dtype == object)
    return hasattr(value, "__iter__") and hasattr(value, "__len__") and not isinstance(value, str)


def train(page: Json, np: Any, sets: list[Any], tell: Tell) -> None:
    """The learner's own loop, watched where it calls `gradients` and `update`."""
    weights = page["first_weights"]()
    watch = Watch(page, np, sets, tell, weights)
    page.update(watch.names)
    trained = page["train"](weights, *sets)
    if watch.matrix(trained) is not None:  # else it is a loss, say, and the weights were changed
        weights = trained
    tell({"kind": "arrays", "type": "watched"}, watch.counted(weights))
    tell({"kind": "arrays", "type": "trained"}, sent(weights, np))


class Watch:
    """Stands before the learner's `gradients` and `update`, and counts what passes."""

    def __init__(self, page: Json, np: Any, sets: list[Any], tell: Tell, weights: Any) -> None:
        images, labels = sets
        self.np, self.labels, self.images, self.tell = np, labels, len(images), tell
        self.calls = self.updates = self.seen = 0
        self.smallest, self.largest = np.inf, -np.inf
        self.batch: Counter[str] = Counter()  # what was found in the last one
        self.learnt: Counter[str] = Counter()  # and in all that the weights moved by
        self.losses: list[float] = []
        self.first = self.accuracy = np.nan
        self.last: list[float] = []
        self.told = self.measured = 0.0
        self.forward = page["forward"]
        self.paths = leaves(weights, np).keys()  # what else it keeps later are no weights
        self.begun = self.stood = self.sums(weights)
        self.W = self.W_begun = self.matrix(weights)
        tests = [np.load(f"test_{name}.npy") for name in ("images", "labels")]
        self.check = tests[0][:CHECKED] / 255, tests[1][:CHECKED]
        # An image is known again by one number: its pixels times numbers of no meaning.
        self.key = np.random.default_rng(0).random(images[0].size)
        self.marks = self.marks_of(images), self.marks_of(tests[0])
        self.orders = [np.argsort(marks) for marks in self.marks]
        self.met = np.zeros(len(images), bool)  # which of the training set came
        self.names: Json = {}
        self.stand_before(page, "gradients", self.gradients_seen)
        self.stand_before(page, "update", self.update_seen)

    def stand_before(self, page: Json, name: str, seen: Callable[..., None]) -> None:
        """In the page's names, and in its classes where the function is a method of one."""
        function = page[name]

        def watched(*args: Any, **kwargs: Any) -> Any:
            result = function(*args, **kwargs)
            with suppress(Exception):  # what can't be read is not counted: it is no fault here
                if kwargs:
                    args = signature(function).bind(*args, **kwargs).args
                seen(args, result)
            return result

        self.names[name] = watched
        for one in list(page.values()):
            for attribute, value in list(vars(one).items()) if isinstance(one, type) else ():
                if value is function:
                    setattr(one, attribute, watched)

    def sums(self, weights: Any) -> list[float]:
        """By which it shows whether the weights have moved."""
        found = leaves(weights, self.np)
        kept = (self.np.asarray(one) for path, one in found.items() if path in self.paths)
        return [float(one.sum()) for one in kept if one.dtype.kind in "biuf"]

    def matrix(self, weights: Any) -> Any:
        """A copy of the first one."""
        arrays = (self.np.asarray(one) for one in leaves(weights, self.np).values())
        matrices = (one for one in arrays if one.ndim == 2 and one.dtype.kind == "f")
        return next((one.copy() for one in matrices if len(one) > 1), None)

    def marks_of(self, x: Any) -> Any:
        """The same for whatever range the pixels are brought to."""
        flat = x.reshape(len(x), -1)
        parts = [flat[i : i + 1000] for i in range(0, len(x), 1000)]
        return self.np.concatenate([self.mark_of(part) for part in parts])

    def mark_of(self, x: Any) -> Any:
        low, high = x.min(axis=1), x.max(axis=1)
        with self.np.errstate(all="ignore"):
            return (x @ self.key - low * self.key.sum()) / (high - low)

    def gradients_seen(self, args: tuple[Any, ...], result: Any) -> None:
        self.look_back(args[0])
        self.calls += 1
        x, t = self.np.asarray(args[-2]), self.np.asarray(args[-1])
        self.seen += len(x)
        self.smallest = min(self.smallest, float(x.min()))
        self.largest = max(self.largest, float(x.max()))
        if self.calls <= LOOKED_AT or self.calls % 10 == 0:
            self.batch = self.looked_up(x, t)
        loss = float(self.np.mean(result[0]))
        self.losses.append(loss)
        self.first = loss if self.calls == 1 else self.first
        self.last = [*self.last[1 - LAST :], loss]
        self.report(args[0])

    def update_seen(self, args: tuple[Any, ...], result: Any) -> None:
        self.updates += 1

    def look_back(self, weights: Any) -> None:
        """Whether they have moved since the last batch, and what they moved by."""
        sums = self.sums(weights)
        if self.calls and sums != self.stood:
            self.learnt += self.batch
            self.learnt["moved"] += 1
        self.batch = Counter()
        self.stood = sums
        W, before = self.matrix(weights), self.W
        if self.calls <= STEPS and W is not None and self.np.shape(before) == W.shape:
            far = self.np.abs(W - before)
            self.learnt["steps"] += int(far.any())
            self.learnt["alike"] += int(far.any() and self.np.ptp(W - before) <= 1e-3 * far.max())
            self.W = W

    def looked_up(self, x: Any, t: Any) -> "Counter[str]":
        """Which images of the training set these are, and whether their labels are their own."""
        np = self.np
        marks = self.marks_of(x)
        found, known = self.find(marks, 0)
        self.met[found[known]] = True
        labels = np.argmax(t, axis=1) if t.ndim > 1 else t
        mislabelled = (labels != self.labels[found])[known] if len(labels) == len(found) else known
        return Counter(
            looked=len(x),
            known=int(known.sum()),
            tests=int((~known & self.find(marks, 1)[1]).sum()),
            mislabelled=int(mislabelled.sum()) if len(labels) == len(found) else 0,
            neighbours=int((np.diff(found) == 1).sum()),
        )

    def find(self, marks: Any, which: int) -> tuple[Any, Any]:
        """The image with the nearest mark, and whether that is truly its own."""
        np = self.np
        all_marks, order = self.marks[which], self.orders[which]
        place = np.searchsorted(all_marks, marks - NEAR, sorter=order)
        found = order[np.minimum(place, len(order) - 1)]
        return found, np.abs(all_marks[found] - marks) < NEAR

    def report(self, weights: Any) -> None:
        """Now and then: how many images so far, the loss since the last time, the accuracy."""
        now = time.monotonic()
        if now - self.told < EVERY[0]:
            return
        if now - self.measured >= EVERY[1]:
            x, t = self.check
            self.accuracy = float((self.np.argmax(self.forward(weights, x), axis=1) == t).mean())
            self.measured = time.monotonic()
        loss = sum(self.losses) / len(self.losses)
        self.tell({"kind": "progress"}, [float(self.seen) / self.images, loss, self.accuracy])
        self.losses.clear()
        self.told = time.monotonic()

    def counted(self, trained: Any) -> list[object]:
        """In the order of the parent's `Watched`."""
        with suppress(Exception):  # whatever came back: it is looked at by the parent
            self.look_back(trained)
        learnt = self.learnt
        looked = max(learnt["looked"], 1)
        shares = [learnt[name] / looked for name in ("known", "mislabelled", "tests", "neighbours")]
        moved = learnt["moved"] / max(self.calls, 1)
        alike = learnt["alike"] / max(learnt["steps"], 1)
        back = self.calls > 0 and self.stood == self.begun
        ended = sum(self.last) / max(len(self.last), 1)
        counts = [self.calls, self.updates, self.seen / self.images, self.smallest, self.largest]
        counts += [*shares, self.met.mean(), moved, alike, back, self.first, ended]
        return [float(count) for count in [*counts, self.far(trained)]]

    def far(self, trained: Any) -> float:
        """How far the first matrix went, as a share of its size."""
        begun, W = self.W_begun, self.matrix(trained)
        if begun is None or W is None or begun.shape != W.shape:
            return 1.0
        size = self.np.linalg.norm(begun)
        return float(self.np.linalg.norm(W - begun) / size) if size else 1.0
