"""What the lesson `welcome` says about systems, installers and environments, run."""

import os
import re
import shutil
import subprocess
import sys
import venv
from importlib.machinery import PathFinder
from importlib.metadata import metadata
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from tests.some import thorough
from tui_tutor.shipped import read, shipped

# What Debian's policy allows in the name of a package (section 5.6.1 of the Policy Manual).
DEBIAN_NAME = re.compile(r"[a-z0-9][a-z0-9+.-]+")
ASK = "import sys; print(sys.prefix); import numpy"


def said(*command: str) -> subprocess.CompletedProcess[str]:
    plain = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"} | {"LC_ALL": "C"}
    return subprocess.run(command, capture_output=True, text=True, timeout=120, env=plain)


@pytest.fixture(scope="module")
def apt() -> str:
    """apt-cache, where it knows the packages of Python 3."""
    if not shutil.which("apt-cache") or said("apt-cache", "show", "python3-numpy").returncode:
        pytest.skip("no apt here, or no list of its packages")
    return "apt-cache"


@pytest.mark.parametrize("needed", ["numpy", "textual"])
@pytest.mark.parametrize("system", ["Windows", "MacOS", "POSIX"])
def test_idea_01_any_system_will_do(needed: str, system: str) -> None:
    kinds = metadata(needed).get_all("Classifier") or []
    assert any(kind.startswith("Operating System ::") and system in kind for kind in kinds)


def test_idea_02_lost_spaces_are_a_syntax_error() -> None:
    whole = "def double(x):\n    return 2 * x\n"
    lost = whole.replace("    ", "")
    room: dict[str, object] = {}
    exec(whole, room)
    assert room["double"](3) == 6  # type: ignore[operator]
    with pytest.raises(IndentationError):
        exec(lost, {})


def test_idea_03_python_numpy_was_for_python_2(apt: str) -> None:
    old = said(apt, "show", "python-numpy").stdout
    assert not old or re.search(r"python2|python \(<< 2\.8\)", old)
    assert re.search(r"^Depends:.*python3", said(apt, "show", "python3-numpy").stdout, re.M)


@thorough
def test_idea_04_no_package_is_called_matplotlib_with_a_capital(apt: str) -> None:
    assert not DEBIAN_NAME.fullmatch("Matplotlib")
    assert DEBIAN_NAME.fullmatch("python3-matplotlib")
    assert said(apt, "show", "python3-matplotlib").stdout
    refused = said("apt-get", "--simulate", "install", "Matplotlib")
    assert refused.returncode
    assert "Unable to locate package Matplotlib" in refused.stderr


def test_idea_05_another_environment_looks_in_other_folders(tmp_path: Path) -> None:
    venv.create(tmp_path / "new", with_pip=False)
    [other] = [f for f in (tmp_path / "new").glob("*/*") if f.name in ("python", "python.exe")]
    here = said(sys.executable, "-c", ASK)
    there = said(str(other), "-c", ASK)
    assert here.returncode == 0
    assert "ModuleNotFoundError: No module named 'numpy'" in there.stderr
    assert here.stdout != there.stdout


def test_what_is_found_depends_on_the_folders_asked() -> None:
    assert PathFinder.find_spec("numpy", ["an-empty-folder"]) is None
    assert PathFinder.find_spec("numpy") is not None


def test_a_slip_of_the_finger_gives_the_same_error_as_a_missing_library() -> None:
    assert find_spec("nunpy") is None
    with pytest.raises(ModuleNotFoundError, match="No module named 'nunpy'"):
        __import__("nunpy")


def test_an_array_times_2_is_not_a_list_times_2() -> None:
    assert (np.array([1, 2, 3]) * 2).tolist() == [2, 4, 6]
    assert [1, 2, 3] * 2 == [1, 2, 3, 1, 2, 3]


def test_the_network_that_reads_is_one_page_of_numbers_that_came_with_the_program() -> None:
    weights = shipped().weights
    assert sum(w.size for w in weights) == 39_760
    assert weights.b1.shape == (50,)
    right = [
        read(weights, i).guess == n for i, n in zip(shipped().images, shipped().labels, strict=True)
    ]
    assert sum(right) > 0.9 * len(right)


def test_of_the_sixty_digits_one_is_misread_and_its_bars_say_so() -> None:
    digits = shipped()
    read_as = [read(digits.weights, image) for image in digits.images]
    wrong = [i + 1 for i, r in enumerate(read_as) if r.guess != digits.labels[i]]
    assert (len(read_as), wrong) == (60, [53])
    y, label = read_as[52].y, digits.labels[52]
    assert np.argsort(-y)[:3].tolist() == [7, 9, 1]
    assert label == 1
    assert y[9] / y[7] > 0.9  # nearly equally long
