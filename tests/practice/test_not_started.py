"""What this machine can't run is told in a sentence, and is never the learner's miss."""

import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.practice.solutions import RIGHT
from tui_tutor import cli
from tui_tutor.course_check import check_course
from tui_tutor.folders import data_folder
from tui_tutor.practice import exercises, sandbox
from tui_tutor.practice.check import check
from tui_tutor.practice.sandbox import run_code
from tui_tutor.practice.talk import Limits
from tui_tutor.progress import Progress
from tui_tutor.review import attempts

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="scripts begin with #! here")


def lost_library(patch: pytest.MonkeyPatch, folder: Path) -> str:
    """A Python that ends before it begins, as the loader says it."""
    python = folder / "python"
    python.write_text(
        "#!/bin/sh\n"
        "echo 'python3: error while loading shared libraries: libpython3.so: not found' >&2\n"
        "exit 127\n"
    )
    python.chmod(0o755)
    patch.setattr(sys, "executable", str(python))
    return "Python that runs the code could not be started (python3: error while loading shared"


def no_python(patch: pytest.MonkeyPatch, folder: Path) -> str:
    patch.setattr(sys, "executable", str(folder / "gone"))
    return "could not start a process for the code"


def no_folder(patch: pytest.MonkeyPatch, folder: Path) -> str:
    patch.setattr(tempfile, "tempdir", str(folder / "gone"))
    return "could not make a folder to run the code in"


def no_process(patch: pytest.MonkeyPatch, folder: Path) -> str:
    """As when RLIMIT_NPROC is reached."""

    def refused(*_: Any, **__: Any) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    patch.setattr(subprocess, "Popen", refused)
    return "start a process for the code ([Errno 11] Resource temporarily unavailable)"


def no_thread(patch: pytest.MonkeyPatch, folder: Path) -> str:
    class Refused(threading.Thread):
        def start(self) -> None:
            raise RuntimeError("can't start new thread")

    patch.setattr(sandbox.threading, "Thread", Refused)
    return "start a process for the code (can't start new thread)"


def no_numpy(patch: pytest.MonkeyPatch, folder: Path) -> str:
    patch.setattr(sandbox.np, "__file__", str(folder / "numpy" / "__init__.py"))
    return "could not be started (ModuleNotFoundError: No module named 'numpy')"


FAILURES = [lost_library, no_python, no_folder, no_process, no_thread, no_numpy]
Failure = Callable[[pytest.MonkeyPatch, Path], str]


@pytest.mark.parametrize("failure", FAILURES)
def test_there_is_no_verdict_but_a_sentence_on_what_could_not_be_started_and_why(
    failure: Failure, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said = failure(monkeypatch, tmp_path)
    report = check(exercises.load("relu"), RIGHT["relu"][0])
    assert said in report.not_started
    assert "nothing is counted" in report.not_started
    assert report.checks == ()
    assert said in run_code("1 + 1").not_started


def test_a_python_that_is_not_ready_in_time_is_no_endless_loop(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\nexec sleep 60\n")
    python.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(python))
    report = check(exercises.load("relu"), RIGHT["relu"][0], limits=Limits(seconds=0.3))
    assert "it was not ready in time" in report.not_started


def test_a_python_that_needs_a_library_path_is_given_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/some/where")
    assert "/some/where" in run_code("import os\nos.environ['LD_LIBRARY_PATH']").answers[0].repr


def test_what_the_learner_ends_is_still_theirs() -> None:
    report = check(exercises.load("relu"), "import os\nos._exit(3)")
    assert report.not_started == ""
    assert "ended before" in report.checks[0].detail


def test_the_command_line_counts_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "relu.py"
    file.write_text(RIGHT["relu"][0])
    said = lost_library(monkeypatch, tmp_path)
    assert cli.main(["try", "relu", str(file)]) == 2
    assert said in capsys.readouterr().err
    assert attempts(Progress(data_folder()), "relu") == 0


def test_a_course_is_not_blamed_for_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text(
        "---\ntitle: One\nsummary: s\npart: p\norder: 1\n---\n# One\n\n```python run\n1 + 1\n```\n"
    )
    said = lost_library(monkeypatch, tmp_path)
    faults = [fault for page in check_course(tmp_path) for fault in page.faults]
    assert any(said in fault.reason for fault in faults)
