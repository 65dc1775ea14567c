"""What every test has: a home of its own, and the option to write goldens anew."""

import gc
import os
import signal
import sys

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before NumPy comes, as the command sets it

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tui_tutor import packages, text

if TYPE_CHECKING:
    from tui_tutor.tui.app import TutorApp

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell that starts the tests with & has it ignored, and so would all that they start.
    signal.signal(signal.SIGINT, signal.default_int_handler)

LONG = 60  # characters of a parameter

# No test asserts a time, and a busy machine is no fault.
settings.register_profile("some", deadline=None, max_examples=20)
settings.register_profile("all", deadline=None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens", action="store_true", help="write the demos' text goldens anew"
    )
    parser.addoption(
        "--all",
        action="store_true",
        help="every case of every test, with many examples and seeds; else some of them",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "thorough: run with --all alone")
    settings.load_profile("all" if config.getoption("--all") else "some")


def pytest_collection() -> None:
    gc.disable()  # all that is made now stays to the end


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    # Pictures that no test asks for are deleted by an update: it goes through all cases.
    if not config.getoption("--all") and not config.getoption("--snapshot-update"):
        left = [item for item in items if item.get_closest_marker("thorough")]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if not item.get_closest_marker("thorough")]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Two more than there are cores: a third of the time of the app's tests is waiting."""
    return (os.cpu_count() or 1) + 2


@pytest.hookimpl
def pytest_make_parametrize_id(val: object) -> str | None:
    """The beginning of what is long stands for it: ids travel between the processes of a run."""
    if isinstance(val, str | bytes) and len(val) > LONG:
        return f"{val[:LONG]!r}…"
    return None


@pytest.fixture(scope="session")
def drawn_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which all tests keep the drawn digits, so that they are drawn only once.

    The processes of one run share it.
    """
    one_of_several = "PYTEST_XDIST_WORKER" in os.environ
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if one_of_several else base) / "drawn"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Names of folders to be made, one a test: a `tmp_path` for each would take its time."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def home(homes: Iterator[Path], drawn_once: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty TUTOR_HOME, so that no test sees or touches a learner's own files."""
    folder = next(homes)
    monkeypatch.setattr("tui_tutor.digits.kept_drawn.cache_folder", lambda: drawn_once)
    monkeypatch.setenv("TUTOR_HOME", str(folder))
    monkeypatch.delenv("TUTOR_MNIST", raising=False)
    monkeypatch.setenv("TUTOR_LANG", "en")
    text.choose("")
    packages.use(None)
    return folder


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder in which Python looks for installed packages."""
    folder = tmp_path / "site"
    folder.mkdir()
    before = set(sys.modules)
    monkeypatch.syspath_prepend(folder)
    yield folder
    for name in set(sys.modules) - before:
        if str(folder) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]


@pytest.fixture
def small_course(monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tests' own course in place of ours: what counts or shows lessons is tested with it.

    So a new lesson changes no golden, no screen and no test but its own.
    """
    folder = Path(__file__).parent / "course"
    monkeypatch.setattr("tui_tutor.course.our_lessons", lambda: folder)
    return folder


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> "Callable[..., TutorApp]":
    """Makes an app without animation: at a lesson, of our course or another folder's.

    A folder is taken for our own course, unless its lessons are said to come from elsewhere.
    """
    from tui_tutor.cli import read_session
    from tui_tutor.tui.app import TutorApp

    def make(
        lesson: str | None = None, folder: Path | None = None, elsewhere: bool = False
    ) -> TutorApp:
        if folder and not elsewhere:
            monkeypatch.setattr("tui_tutor.course.our_lessons", lambda: folder)
        made = TutorApp(read_session(folder), lesson)
        made.animation_level = "none"
        return made

    return make
