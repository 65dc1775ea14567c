"""The course holds what it promises: tutor's own check, and what the lessons claim."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
from sample_course.exercises.smoothed import smoothed


def test_tutor_finds_no_fault(tmp_path: Path) -> None:
    environment = {**os.environ, "TUTOR_HOME": str(tmp_path)}
    for command in (("courses", "--allow", "sample", "--yes"), ("check", "--course", "sample")):
        run = subprocess.run(
            [sys.executable, "-m", "tui_tutor", *command],
            capture_output=True,
            text=True,
            env=environment,
        )
        assert run.returncode == 0, run.stdout + run.stderr


def test_a_constant_stays_constant() -> None:
    assert np.allclose(smoothed(np.ones(5), 3), np.ones(3))
