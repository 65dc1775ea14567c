"""What every test of a demo has: no training run of another test behind its own."""

import pytest

from tui_tutor.demos.training.run import TrainingRun


@pytest.fixture(autouse=True)
def no_run_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TrainingRun, "latest", None)
