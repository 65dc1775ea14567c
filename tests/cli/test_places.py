"""Every command where nothing can be kept: no traceback, and a status that says enough."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.test_commands import tutor
from tests.some import some
from tui_tutor.cli import COMMANDS, main
from tui_tutor.folders import cache_folder, data_folder
from tui_tutor.progress import Progress

ANSWER = "def relu(x):\n    return np.maximum(x, 0)\n"
TRYING = ("try", "relu", "{answer}")
EVERY = {
    "listing": (("list",), ("list", "--json")),
    "new": (("new", "lesson", "x"),),
    "preview": (("preview", "lessons/en/softmax.md"),),
    "courses": (("courses",),),
    "show": (("show", "softmax"),),
    "export": (("export", "{empty}/site", "--lessons", "tests/course"),),
    "demo": (("demo", "softmax"), ("demo", "training", "--steps", "2"), ("demo", "road")),
    "train": (("train", "--data", "drawn", "--epochs", "0"),),
    "data": (("data", "status"), ("data", "get", "--from", "{empty}")),
    "ask": (("ask", "axes", "1", "(4, 6)"),),
    "attempt": (TRYING,),
    "page": (("page", "--stub"), ("page", "{answer}")),
    "review": (("review",),),
    "checkup": (("check", "{empty}"),),
    "places": (("where",), ("reset", "--yes"), ("reset", "softmax", "--yes")),
    "record": (("progress", "export", "{empty}/record.json"), ("progress", "import", "{answer}")),
    "doctor": (("doctor",), ("doctor", "--json")),
    "completion": (("completion", "bash"),),
    "start": (("start",), ("start", "softmax")),
    "web": (("web", "--host", "no.such.host.invalid"),),
}
LINES = [(name, line) for name, lines in EVERY.items() for line in lines]


def no_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """HOME is not set, and the system does not know this user: a container with any uid."""
    for name in ("HOME", "TUTOR_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "USERPROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", lambda uid: {}[uid])


@contextmanager
def full_disk() -> Iterator[None]:
    """As on a full disk: no file can take a byte."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


PLACES = (
    "no home",
    "a full disk",
    "a home in ~ of no home",
    "a home that is a file",
    "a home within a file",
    "a home that can't be made",
    "no temporary folder",
    "a temporary folder that is a file",
)


@pytest.fixture(params=some(PLACES))
def place(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    files: tuple[Path, Path],  # which could not be made in such a place
) -> Iterator[str]:
    """The program in such a place."""
    file = tmp_path / "file"
    file.write_text("not a folder")
    name: str = request.param
    if "no home" in name:
        no_home(monkeypatch)
    homes = {
        "a home in ~ of no home": "~/x",
        "a home that is a file": str(file),
        "a home within a file": str(file / "x"),
        "a home that can't be made": "/proc/x",
    }
    if name in homes:
        monkeypatch.setenv("TUTOR_HOME", homes[name])
    if "temporary" in name:
        monkeypatch.setattr("tempfile.tempdir", None)
        nowhere = str(tmp_path / "gone" if name.startswith("no") else file)
        monkeypatch.setattr("tempfile._candidate_tempdir_list", lambda: [nowhere])
    if name == "a full disk":
        with full_disk():
            yield name
    else:
        yield name


@pytest.mark.skipif(sys.platform == "win32", reason="these places are POSIX's")
@pytest.mark.parametrize(("command", "line"), LINES, ids=[" ".join(line) for _, line in LINES])
def test_no_command_ends_in_a_traceback(
    command: str,
    line: tuple[str, ...],
    place: str,
    files: tuple[Path, Path],
    capsys: pytest.CaptureFixture[str],
) -> None:
    answer, empty = files
    status = main([part.format(answer=answer, empty=empty) for part in line])
    said = capsys.readouterr()
    assert "Traceback" not in said.out + said.err
    assert "something went wrong" not in said.err
    assert status in (0, 1, 2)
    assert status == 0 or said.out or said.err
    if line == TRYING and "disk" not in place and "temporary" not in place:
        assert "Passed." in said.out
        assert "your progress is not saved" in said.err
        assert status == 0


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A right answer to relu, and an empty folder."""
    folder = tmp_path_factory.mktemp("files")
    (folder / "answer.py").write_text(ANSWER)
    (folder / "empty").mkdir()
    return folder / "answer.py", folder / "empty"


def test_every_command_is_tried_in_every_place() -> None:
    assert set(EVERY) == set(COMMANDS.values())


# ------------------------------------------------------------------ as programs of their own


def shell(command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A line of the shell, in which `tutor` is ours."""
    tutor = f'"{sys.executable}" -m tui_tutor'
    return subprocess.run(
        ["sh", "-c", command.replace("tutor", tutor)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), **environment},
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
@pytest.mark.parametrize("command", some(["list", "show softmax", "--help", "--version"]))
def test_output_that_can_not_be_written_is_told_once(command: str) -> None:
    done = shell(f"tutor {command} > /dev/full")
    assert done.returncode in (0, 1)
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    assert done.stderr.count("\n") <= 1


@pytest.mark.skipif(sys.platform == "win32", reason="written for sh")
@pytest.mark.parametrize(
    "command",
    some(
        [
            "tutor list >&-",
            "tutor list 2>&-",
            "tutor review <&-",
            "tutor reset <&-",
            "tutor start <&- >&- 2>&-",
            "mkdir gone; cd gone; rmdir ../gone; tutor list",
            "mkdir gone; cd gone; rmdir ../gone; tutor demo softmax",
            "tutor list | true",
        ],
        3,
    ),
)
def test_no_shell_gets_a_traceback(command: str, tmp_path: Path) -> None:
    done = shell(f"cd {tmp_path}; {command}")
    assert "Traceback" not in done.stdout + done.stderr
    assert "Exception ignored" not in done.stderr
    assert done.returncode in (0, 1, 2)


@pytest.mark.parametrize(
    "command", some(["show softmax", "list", "demo softmax", "where", "--help"], 2)
)
def test_a_locale_without_utf8_gets_what_it_can_show(command: str) -> None:
    ascii_only = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = shell(f"tutor {command}", **ascii_only)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.isascii()


# ------------------------------------------------------------------ where things are


def test_a_home_may_be_named_with_a_tilde(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("TUTOR_HOME", "~/x")
    assert data_folder() == tmp_path / "x"
    assert cache_folder() == tmp_path / "x" / "cache"


def test_where_names_the_folders_and_whether_they_can_be_written(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["where"]) == 0
    assert str(home / "cache") in capsys.readouterr().out
    monkeypatch.setenv("TUTOR_HOME", str(Path(__file__)))
    assert main(["where"]) == 1
    assert "can't be written: Not a directory" in capsys.readouterr().out


def test_the_log_is_named_only_where_it_was_written(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise ZeroDivisionError("a fault of ours")

    monkeypatch.setattr("tui_tutor.cli.places.why_unwritable", fail)
    assert main(["where"]) == 1
    assert str(home / "tutor.log") in capsys.readouterr().err
    assert "Traceback" in (home / "tutor.log").read_text()
    monkeypatch.setenv("TUTOR_HOME", str(Path(__file__)))
    assert main(["where"]) == 1
    assert capsys.readouterr().err.endswith("a fault of ours\n")


# ------------------------------------------------------------------ beginning anew


@pytest.fixture
def learned(home: Path) -> Callable[[], Progress]:
    """A learner's record of two lessons; read anew at each call."""
    progress = Progress(home)
    for lesson, exercise, demo in (("softmax", "softmax", "softmax"), ("loss", "one_hot", "loss")):
        progress.put("done", lesson, value=True)
        progress.put("predictions", lesson, "abc", value={"verdict": "wrong", "at": 1})
        progress.put("knobs", demo, "x", value="1")
        progress.put("exercises", exercise, value=True)
        progress.put("drafts", exercise, value="def")
    progress.put("place", value="loss")
    progress.put("settings", "theme", value="nord")
    progress.save()
    return lambda: Progress(home)


def test_one_lesson_is_begun_anew(learned: Callable[[], Progress], home: Path) -> None:
    before = json.loads((home / "progress.json").read_text())
    assert main(["reset", "softmax", "--yes"]) == 0
    progress = learned()
    for path in (("done",), ("predictions",), ("knobs",), ("exercises",), ("drafts",)):
        assert progress.get(*path, "softmax") is None, path
    assert progress.get("done", "loss") is True
    assert progress.get("place") == "loss"
    (copy,) = home.glob("progress-before-reset-*.json")
    assert json.loads(copy.read_text()) == before


def test_the_course_is_begun_anew_and_settings_stay(learned: Callable[[], Progress]) -> None:
    assert main(["reset", "--yes"]) == 0
    progress = learned()
    assert not progress.get("done")
    assert not progress.get("drafts")
    assert progress.get("place") is None
    assert progress.get("settings", "theme") == "nord"


@pytest.mark.usefixtures("learned")
def test_nothing_is_forgotten_unasked(home: Path) -> None:
    before = (home / "progress.json").read_bytes()
    done = tutor("reset")
    assert done.returncode == 2
    assert "--yes" in done.stderr
    assert (home / "progress.json").read_bytes() == before


def test_an_unknown_lesson_is_told() -> None:
    done = tutor("reset", "sotfmax", "--yes")
    assert (done.returncode, "softmax" in done.stderr) == (2, True)
