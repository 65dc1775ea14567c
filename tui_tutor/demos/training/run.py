"""The studio's run: it trains, keeps moments to go back to, forks, and begins anew when told."""

from dataclasses import dataclass, replace
from math import nan
from pathlib import Path

from tui_tutor import digits, kept
from tui_tutor.demos.training.knobs import NOW, Knobs
from tui_tutor.demos.training.split import Split, split
from tui_tutor.digits import DigitsError
from tui_tutor.nets import QUICK, Settings, Snapshot, Training, TrainingError

MOMENTS = 40  # networks kept to go back to; when there are more, every other one goes
MOMENTS_BYTES = 64 * 2**20  # and the room that they may take, their optimizer's memory included
ANEW = ("data", "images", "hidden", "activation", "init", "seed")  # these need another network


@dataclass(frozen=True)
class Studio:
    """What is drawn: the run now, the moments kept of it, and the run before."""

    knobs: Knobs  # those that it runs by
    digits: Split | None = None
    now: Snapshot | None = None
    loss: float = nan  # of the last batch
    moments: tuple[Snapshot, ...] = ()  # oldest first, without their curves: `now` has them
    before: Snapshot | None = None
    forked: Snapshot | None = None  # where this run left another, or an earlier part of itself
    own: kept.Run | None = None  # the last run of the network that the learner wrote
    tested: float | None = None  # test accuracy, once the run has ended
    opened: int = 0  # times that the test set has been looked at, runs of other days included
    began_at: int | None = None  # where the time slider has stood since before the run began
    problem: str = ""  # why there is nothing to train, or why it is not kept, in words

    def at(self, moment: int) -> Snapshot | None:
        """The run as it was at that percentage of its steps; 100 is now."""
        left_alone_since_fork = self.forked and moment == self.began_at
        if moment >= NOW or left_alone_since_fork or self.now is None or not self.moments:
            return self.now
        wanted = self.now.step * moment / NOW
        then = min(self.moments, key=lambda m: abs(m.step - wanted))
        losses = tuple(point for point in self.now.losses if point[0] <= then.epoch)
        evaluations = tuple(e for e in self.now.evaluations if e.epoch <= then.epoch)
        return replace(then, losses=losses, evaluations=evaluations)


def settings_of(knobs: Knobs, seed: int, images: int) -> Settings:
    """What the knobs ask for; no batch is larger than the images that there are."""
    return Settings(
        hidden=tuple(int(n) for n in knobs.hidden.split("+")),
        activation=knobs.activation,
        init=knobs.init,
        optimizer=knobs.optimizer,
        learning_rate=knobs.learning_rate,
        batch_size=min(round(knobs.batch_size), images),
        seed=seed + knobs.seed,
    )


def size_of(moment: Snapshot) -> int:
    """Bytes of its network and of what the optimizer remembered."""
    return sum(p.nbytes for p in moment.network.parameters) + moment.memory.arrays.nbytes


def needs_another_network(old: Knobs, new: Knobs) -> bool:
    return any(getattr(old, name) != getattr(new, name) for name in ANEW)


def newest_of_another_run(knobs: Knobs, studio: Studio) -> Knobs:
    """The time slider goes to the newest where the run that it looked back at is no more."""
    begins = needs_another_network(studio.knobs, knobs) or not (studio.now and studio.now.step)
    stale = begins or knobs.moment == studio.began_at
    return replace(knobs, moment=NOW) if stale else knobs


class Bench:
    """Where runs are made, one after the other: it knows how far the last one came."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder  # of digits that take MNIST's place
        self.latest: Studio | None = None

    def begin(self, knobs: Knobs, seed: int) -> "TrainingRun":
        return TrainingRun(knobs, seed, self)


class TrainingRun:
    """One run. A pressed Fork begins it at a moment of the run before, else it begins anew."""

    def __init__(self, knobs: Knobs, seed: int, bench: Bench) -> None:
        self._seed = seed
        self._bench = bench
        self._training: Training | None = None
        self._digits: Split | None = None
        self._begin(knobs)

    def _begin(self, knobs: Knobs) -> None:
        """A run with these knobs; the one until now stays behind as the one before."""
        past = self._bench.latest
        self._knobs = knobs
        self._began_at: int | None = knobs.moment
        self._moments: list[Snapshot] = []
        self._stride = 1  # steps between two moments
        self._before = past.now if past else None
        self._forked: Snapshot | None = None
        self._problem = ""
        self._tested: float | None = None
        self._opened = 0
        self._own = kept.own_run()
        try:
            self._digits = split(digits.load(knobs.data, self._bench.folder), knobs.images)
            if (
                past
                and knobs.fork > past.knobs.fork
                and not needs_another_network(past.knobs, knobs)
            ):
                self._go_on_from(past, knobs)
            else:
                self._train_on(None)
                self._keep()
        except (DigitsError, TrainingError) as error:
            self._training, self._digits, self._problem = None, None, str(error)

    def _go_on_from(self, past: Studio, knobs: Knobs) -> None:
        """Fork: the moment that the time slider shows is where the run goes on."""
        start = past.at(knobs.moment)
        self._moments = [m for m in past.moments if start and m.step < start.step]
        if len(self._moments) > 1:
            self._stride = self._moments[1].step - self._moments[0].step
        self._before, self._forked, self._knobs = past.now, start, knobs
        self._began_at, self._tested = knobs.moment, None
        self._train_on(start)

    def _train_on(self, start: Snapshot | None) -> None:
        assert self._digits is not None
        d = self._digits
        settings = settings_of(self._knobs, self._seed, len(d.train_labels))
        sets = (d.train_images, d.train_labels, d.validation_images, d.validation_labels)
        self._training = Training(*sets, settings, start=start)

    def step(self, knobs: Knobs) -> bool:
        if knobs is not self._knobs:
            self._turned(knobs)
        training = self._training
        if training is None or training.epoch >= knobs.epochs:
            return False
        self._tested = None
        going_on = training.step() and training.epoch < knobs.epochs
        if not going_on and not training.evaluated_now:
            training.evaluate(QUICK)  # the curves reach to the end
        if training.step_count % self._stride == 0 or not going_on:
            self._keep()
        if not training.stopped and not going_on:
            self._test(training)
        return going_on

    def _turned(self, knobs: Knobs) -> None:
        """A knob was turned: most take effect at once, some need another network."""
        old = self._knobs
        if needs_another_network(old, knobs) or self._training is None:
            self._begin(knobs)
        elif knobs.fork > old.fork:
            self._go_on_from(self.snapshot(), knobs)
        else:
            if knobs.moment != old.moment:
                self._began_at = None
            self._knobs = knobs
            images = len(self._training.train_labels)
            self._training.change(settings_of(knobs, self._seed, images))

    def _keep(self) -> None:
        """Keep this moment; the kept ones stay evenly spread over the run, and few."""
        assert self._training is not None
        studio = self.snapshot()
        assert studio.now is not None
        self._moments.append(replace(studio.now, losses=(), evaluations=()))
        room = sum(size_of(moment) for moment in self._moments)
        if len(self._moments) > MOMENTS or room > MOMENTS_BYTES:
            self._moments = self._moments[::2]
            self._stride *= 2
        if self._training.step_count:
            self._bench.latest = replace(studio, moments=tuple(self._moments))

    def _test(self, training: Training) -> None:
        """Open the test set, once a run; keep the network for the lesson that reads a hand."""
        assert self._digits is not None
        whole = self._digits.whole
        test = self._digits.test_accuracy(training.network)
        best = kept.Best(training.unseen_accuracy(), test)
        self._problem = kept.keep_best(best, whole.tested_on)
        if whole.like_mnist and not self._problem:
            reader = kept.Reader(training.network, whole.name, whole.tested_on, test)
            self._problem = kept.keep_network(reader)
        found = kept.best().get(whole.tested_on)
        self._tested, self._opened = test, found.opened if found else 1

    def snapshot(self) -> Studio:
        training = self._training
        return Studio(
            knobs=self._knobs,
            digits=self._digits,
            now=training.snapshot() if training else None,
            loss=training.loss if training else nan,
            moments=tuple(self._moments),
            before=self._before,
            forked=self._forked,
            own=self._own,
            tested=self._tested,
            opened=self._opened,
            began_at=self._began_at,
            problem=self._problem,
        )
