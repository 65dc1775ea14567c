"""What the learner's process can read and load: Python, NumPy and core, and nothing else."""

import os
import sys
from pathlib import Path

import numpy as np
import pytest

import tui_tutor
from tests.practice.guards import GUARDS, PRACTICE, ROOT, Guard
from tests.practice.solutions import RIGHT
from tests.some import some
from tui_tutor.course import our_lessons
from tui_tutor.practice import exercises
from tui_tutor.practice.check import check
from tui_tutor.practice.sandbox import run_code

SITE = Path(np.__file__).parents[1]


@pytest.fixture
def landlock() -> None:
    if "landlock" not in run_code("None").confined:
        pytest.skip("this kernel has no Landlock")


CLOSED = {
    "the program's checks": Path(tui_tutor.__file__).parent / "practice" / "check.py",
    "core's own file": Path(tui_tutor.__file__).parent / "core.py",
    "a package beside NumPy": SITE / "rich" / "__init__.py",
    "what is installed by pip": Path(os.__file__).parent / "site-packages" / "pip" / "__init__.py",
    "the system's packages": Path("/usr/lib/python3/dist-packages/README"),
    "a lesson": next(our_lessons().rglob("softmax.md")),
    "a file of the learner's": Path.home() / "tutor-test-of-reading",
    "the names of users": Path("/etc/passwd"),
    "the program's environment": Path("/proc/{parent}/environ"),
}


@pytest.mark.usefixtures("landlock")
@pytest.mark.parametrize("name", some(CLOSED, 4))
def test_it_can_not_read(name: str) -> None:
    path = Path(str(CLOSED[name]).format(parent=os.getpid()))
    if name == "a file of the learner's":
        path.touch()
    try:
        if not path.exists():
            pytest.skip(f"{path} is not on this machine")
        answer = run_code(f"open({str(path)!r}).read()").answers[-1]
    finally:
        if name == "a file of the learner's":
            path.unlink()
    assert answer.type == "PermissionError"


@pytest.mark.usefixtures("landlock")
@pytest.mark.parametrize("folder", some([SITE, Path.home(), our_lessons()]), ids=str)
def test_it_can_not_list(folder: Path) -> None:
    answer = run_code(f"import os\nos.listdir({str(folder)!r})").answers[-1]
    assert answer.type == "PermissionError"


def test_what_python_and_numpy_have_can_be_loaded_late() -> None:
    late = "numpy.random, numpy.fft, numpy.ma, numpy.testing, decimal, sqlite3, statistics, csv"
    outcome = run_code(f"import {late}\nnp.random.default_rng(0).random(3).shape[0]")
    assert outcome.answers[-1].value == 3


@pytest.mark.parametrize("package", some(["textual", "rich", "tui_tutor.practice", "pytest"]))
def test_other_packages_are_not_there(package: str) -> None:
    assert run_code(f"import {package}").answers[-1].type == "ModuleNotFoundError"


def test_the_folder_of_the_program_is_on_no_path() -> None:
    outcome = run_code("import sys\nprint(sys.path)\nsys.flags.isolated + sys.flags.no_site")
    assert outcome.answers[-1].value == 2
    assert "tui_tutor" not in outcome.printed
    assert str(SITE) not in outcome.printed


@pytest.mark.parametrize(
    "way",
    some(
        [
            "from tui_tutor.core import softmax",
            "from tui_tutor import core\nsoftmax = core.softmax",
            "import tui_tutor.core\nsoftmax = tui_tutor.core.softmax",
            "softmax = core.softmax",
            "def softmax(a): return core.softmax(a)",
            "softmax = getattr(core, 'softmax')",
        ]
    ),
)
def test_cores_own_function_passes_no_exercise(way: str) -> None:
    report = check(exercises.load("softmax"), way)
    assert not report.passed
    assert report.first_fault
    assert "core.softmax is what this exercise asks for" in report.first_fault.detail


@pytest.mark.parametrize("name", some(exercises.names()))
def test_each_exercise_has_the_rest_of_core(name: str) -> None:
    other = "relu" if name == "softmax" else "softmax"
    source = f"import numpy as np\ncore.{other}(np.array([1.0]))\n{RIGHT[name][0]}"
    assert check(exercises.load(name), source).passed
    assert not check(exercises.load(name), f"{name} = core.{name}").passed


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the confinement is Linux's")
@pytest.mark.parametrize("call", some(["truncate({path!r}, 0)", "chmod({path!r}, 0)",
                                       "utime({path!r}, (0, 0))", "chown({path!r}, 1, 1)",
                                       "setxattr({path!r}, 'user.a', b'a')"]))  # fmt: skip
def test_nothing_of_a_file_elsewhere_is_changed(call: str, tmp_path: Path) -> None:
    """What Landlock's first versions let pass."""
    path = tmp_path / "precious"
    path.write_text("kept")
    before = path.stat()
    answer = run_code(f"import os\nos.{call.format(path=str(path))}").answers[-1]
    if "seccomp" not in run_code("None").confined:
        pytest.skip("this kernel has no seccomp")
    assert answer.type == "PermissionError"
    assert path.stat()[:9] == before[:9]
    assert path.read_text() == "kept"


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.name)
def test_each_guard_stands_where_it_can_be_taken_out(guard: Guard) -> None:
    """What `python -m tests.practice.guards` needs, which takes too long to run each time."""
    assert (ROOT / PRACTICE / guard.file).read_text().count(guard.text) == 1
