"""The studio's run: it trains, keeps moments to go back to, and begins anew when told."""

from dataclasses import dataclass
from typing import Any, ClassVar

from tui_tutor import digits
from tui_tutor.digits import Digits, DigitsError
from tui_tutor.nets import Settings, Snapshot, Training, TrainingError

MOMENTS = 40  # networks kept to go back to; when there are more, every other one goes


@dataclass(frozen=True)
class Studio:
    """What is drawn: the run now, the moments kept of it, and the run before."""

    digits: Digits | None
    now: Snapshot | None
    moments: tuple[Snapshot, ...] = ()
    before: Snapshot | None = None
    problem: str = ""  # why there is nothing to train, in words

    def at(self, moment: int) -> Snapshot | None:
        """The snapshot at that percentage of the run; 100 is now."""
        if moment >= 100 or not self.moments or self.now is None:
            return self.now
        wanted = self.now.step * moment / 100
        return min(self.moments, key=lambda kept: abs(kept.step - wanted))


def settings_of(knobs: Any, seed: int) -> Settings:
    return Settings(
        hidden=tuple(int(n) for n in knobs.hidden.split("+")),
        activation=knobs.activation,
        init=knobs.init,
        optimizer=knobs.optimizer,
        learning_rate=knobs.learning_rate,
        batch_size=knobs.batch_size,
        seed=seed,
    )


class TrainingRun:
    """One run at a time; `latest` is how far the last one of this program came."""

    latest: ClassVar[Snapshot | None] = None

    def __init__(self, knobs: Any, seed: int) -> None:
        self._seed = seed
        self._knobs = knobs
        self._digits: Digits | None = None
        self._training: Training | None = None
        self._begin(knobs)

    def _begin(self, knobs: Any) -> None:
        """Anew, with these knobs; the run until now stays behind as the one before."""
        self._before = TrainingRun.latest
        self._moments: list[Snapshot] = []
        self._problem = ""
        try:
            if self._digits is None or knobs.data != self._knobs.data:
                self._digits = digits.load(knobs.data)
            self._train_on(None, settings_of(knobs, self._seed))
            self._keep()
        except (DigitsError, TrainingError) as error:
            self._training, self._problem = None, str(error)
        self._knobs = knobs

    def _train_on(self, kept: Snapshot | None, settings: Settings) -> None:
        assert self._digits is not None
        d = self._digits
        sets = (d.train_images, d.train_labels, d.test_images, d.test_labels)
        self._training = Training(*sets, settings, start=kept)

    def step(self, knobs: Any) -> bool:
        if knobs is not self._knobs:
            self._turned(knobs)
        training = self._training
        if training is None or training.epoch >= knobs.epochs:
            return False
        going_on = training.step()
        if training.evaluated_now or not going_on:
            self._keep()
        return going_on and training.epoch < knobs.epochs

    def _turned(self, knobs: Any) -> None:
        """A knob was turned: most take effect here, some need another network."""
        old = self._knobs
        if any(
            getattr(knobs, k) != getattr(old, k) for k in ("hidden", "activation", "init", "data")
        ):
            self._begin(knobs)
            return
        if knobs.fork != old.fork and (kept := self._studio().at(knobs.moment)):
            self._moments = [m for m in self._moments if m.step <= kept.step]
            self._before = TrainingRun.latest
            self._train_on(kept, settings_of(knobs, self._seed))
        self._knobs = knobs
        if self._training:
            settings = settings_of(knobs, self._seed)
            self._training.change(
                learning_rate=settings.learning_rate,
                batch_size=min(settings.batch_size, len(self._training.train_labels)),
                optimizer=settings.optimizer,
            )

    def _keep(self) -> None:
        assert self._training is not None
        self._moments.append(self._training.snapshot())
        if len(self._moments) > MOMENTS:
            del self._moments[1:-1:2]
        if self._training.step_count:
            TrainingRun.latest = self._moments[-1]

    def _studio(self) -> Studio:
        now = self._training.snapshot() if self._training else None
        return Studio(self._digits, now, tuple(self._moments), self._before, self._problem)

    def snapshot(self) -> Studio:
        return self._studio()
