"""`tutor data` and what `tutor train` makes of it: words, exit statuses, one JSON object."""

import gzip
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.cli.test_commands import tutor
from tests.digits.conftest import mirror, small
from tests.digits.mirror import Mirror, idx, packed, unpacked
from tui_tutor.cli import main
from tui_tutor.digits import fetch, mnist

__all__ = ["mirror", "small"]
MNIST = Path(
    os.environ.get("TUTOR_TEST_MNIST", Path(__file__).parents[2].parent / "shared" / "mnist")
)
unix = pytest.mark.skipif(os.name == "nt", reason="needs signals and a pseudo-terminal")
PROGRAM = """
import sys
from tests.digits.mirror import small_files
from tui_tutor.cli import main
from tui_tutor.digits import fetch, mnist
mnist.FILES = small_files()
fetch.MIRRORS = (sys.argv[1],)
sys.exit(main(["data", "get"]))
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    for name, data in unpacked().items():
        (folder / name).write_bytes(data)
    return folder


# ------------------------------------------------------------------ status


@pytest.mark.usefixtures("small")
def test_status_of_nothing(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    assert main(["data", "status"]) == 1
    said = capsys.readouterr().out
    assert f"MNIST is not kept in {home / 'cache' / 'mnist'}" in said
    assert "CC BY-SA 3.0, Y. LeCun and C. Cortes" in said


@pytest.mark.usefixtures("small")
def test_status_of_whole_and_damaged_files(
    capsys: pytest.CaptureFixture[str], source: Path
) -> None:
    assert main(["data", "get", "--from", str(source)]) == 0
    assert main(["data", "status"]) == 0
    said = capsys.readouterr().out
    assert "MNIST is here, whole" in said
    assert said.count(".gz: whole") == 4
    damaged = mnist.kept_folder() / f"{mnist.FILES[2].name}.gz"
    damaged.write_bytes(damaged.read_bytes()[:-1])
    assert main(["data", "status"]) == 1
    assert f"{damaged.name}: damaged (its gzip data is cut short)" in capsys.readouterr().out
    assert damaged.exists()  # who asks changes nothing


@pytest.mark.usefixtures("small")
def test_status_as_json(
    capsys: pytest.CaptureFixture[str], source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TUTOR_MNIST", "/elsewhere")
    assert main(["data", "status", "--json"]) == 1
    row = json.loads(capsys.readouterr().out)
    assert (row["whole"], row["tutor_mnist"]) == (False, "/elsewhere")
    assert {file["state"] for file in row["files"]} == {"missing"}
    main(["data", "get", "--from", str(source)])
    capsys.readouterr()
    assert main(["data", "status", "--json"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert row["whole"]
    assert row["folder"] == str(mnist.kept_folder())
    assert row["licence"].startswith("CC BY-SA 3.0")
    assert [file["name"] for file in row["files"]] == list(packed())


# ------------------------------------------------------------------ get


def test_get_prints_plain_lines_and_the_licence(
    mirror: Mirror, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "MIRRORS", (mirror.url("good"),))
    assert main(["data", "get"]) == 0
    out, err = capsys.readouterr()
    assert "CC BY-SA 3.0" in out
    assert "0.3 of 0.3 MB" in out
    assert "MB/s" in out
    assert "\x1b" not in out + err
    assert len(out.splitlines()) < 15


def test_get_that_fails_is_one_line_and_exit_1(
    mirror: Mirror, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "MIRRORS", (mirror.url("404"), mirror.url("500")))
    assert main(["data", "get"]) == 1
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "404 Not Found" in err
    assert "500 Internal Server Error" in err


@pytest.mark.usefixtures("small")
def test_get_from_a_folder_that_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "get", "--from", "/nowhere"]) == 2
    assert "there is no folder /nowhere" in capsys.readouterr().err


@pytest.mark.usefixtures("small")
def test_get_from_a_folder_with_a_damaged_file(
    capsys: pytest.CaptureFixture[str], source: Path
) -> None:
    (source / mnist.FILES[1].name).write_bytes(b"<html>")
    assert main(["data", "get", "--from", str(source)]) == 1
    assert "it is a web page, not digits" in capsys.readouterr().err
    assert not mnist.is_kept()


@unix
def test_ctrl_c_cancels_and_what_has_come_is_kept(mirror: Mirror) -> None:
    mirror.hold_at = 1000
    run = [sys.executable, "-c", PROGRAM, mirror.url("held")]
    program = subprocess.Popen(run, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert mirror.holds.wait(30)
    program.send_signal(signal.SIGINT)
    err = program.communicate(timeout=30)[1]
    assert program.returncode == 130, err
    assert "Cancelled" in err
    assert "Traceback" not in err
    left = {path.name for path in mnist.kept_folder().iterdir()}
    assert left == {".lock", f"{mnist.FILES[0].name}.gz.part"}  # the next try goes on from there


@unix
def test_a_terminal_gets_a_bar_with_speed(mirror: Mirror) -> None:
    outer, inner = os.openpty()
    run = [sys.executable, "-c", PROGRAM, mirror.url("good")]
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80"}
    program = subprocess.Popen(run, stdout=inner, stderr=inner, env=environment)
    os.close(inner)
    said = b""
    try:
        while chunk := os.read(outer, 65536):
            said += chunk
    except OSError:
        pass  # how a pseudo-terminal says that the other side has gone
    os.close(outer)
    assert program.wait(30) == 0
    assert "━".encode() in said
    assert b"B/s" in said
    assert b"MNIST is here, whole" in said


# ------------------------------------------------------------------ train


def written(folder: Path, counts: tuple[int, int] = (40, 20), classes: int = 10) -> Path:
    """A folder with digits of noise, in files that are called as MNIST's are."""
    folder.mkdir()
    rng = np.random.default_rng(0)
    for (images, labels), count in zip((mnist.FILES[:2], mnist.FILES[2:]), counts, strict=True):
        pixels = rng.integers(0, 256, (count, 28, 28)).astype(np.uint8)
        (folder / f"{images.name}.gz").write_bytes(gzip.compress(idx(pixels)))
        (folder / labels.name).write_bytes(idx((np.arange(count) % classes).astype(np.uint8)))
    return folder


def test_train_on_one_and_report_on_another(tmp_path: Path) -> None:
    folder = str(written(tmp_path / "noise"))
    common = ("--epochs", "1", "--batch-size", "20", "--json")
    row = json.loads(tutor("train", "--data", folder, "--test", "drawn", *common).stdout)
    assert (row["dataset"], row["test_dataset"]) == ("noise", "program-drawn digits")
    assert row["steps"] == 2
    row = json.loads(tutor("train", "--data", folder, *common).stdout)
    assert (row["dataset"], row["test_dataset"]) == ("noise", "noise")
    said = tutor("train", "--data", folder, "--test", "drawn", *common[:-1]).stdout
    assert "noise: 2 steps" in said
    assert "(program-drawn digits)" in said


@pytest.mark.skipif(not MNIST.is_dir(), reason="MNIST is not here")
def test_who_trained_on_drawn_digits_alone_reads_mnist() -> None:
    result = tutor("train", "--data", "drawn", "--test", str(MNIST), "--json")
    row = json.loads(result.stdout)
    assert (row["dataset"], row["test_dataset"]) == ("program-drawn digits", "MNIST")
    assert row["test_accuracy"] >= 0.85


def test_mnist_that_is_not_here_is_told(tmp_path: Path) -> None:
    for option in ("--data", "--test"):
        result = tutor("train", option, "mnist", "--epochs", "1")
        assert result.returncode == 2
        assert "run 'tutor data get'" in result.stderr


def test_a_damaged_kept_file_is_said_while_drawn_digits_step_in(home: Path) -> None:
    folder = home / "cache" / "mnist"
    folder.mkdir(parents=True)
    (folder / "t10k-labels-idx1-ubyte.gz").write_bytes(b"junk")
    result = tutor("train", "--epochs", "0", "--json")
    assert json.loads(result.stdout)["dataset"] == "program-drawn digits"
    assert result.returncode == 0
    assert "set aside as t10k-labels-idx1-ubyte.gz.damaged" in result.stderr
    assert result.stderr.count("tutor: ") == 2  # and that the others are missing
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "classes", "status", "said"),
    [
        (["--batch-size", "41"], 10, 2, "1 to 40 images"),
        (["--hidden", "50,0"], 10, 2, "at least one unit"),
        (["--batch-size", "20", "--learning-rate", "1e30"], 10, 1, "no longer a number"),
        (["--batch-size", "20"], 1, 2, "with one class there is nothing to learn"),
    ],
    ids=["a batch larger than the data", "zero hidden units", "learning rate", "one class only"],
)
def test_what_cannot_be_trained_with_is_one_clear_message(
    tmp_path: Path, arguments: list[str], classes: int, status: int, said: str
) -> None:
    folder = str(written(tmp_path / "noise", classes=classes))
    result = tutor("train", "--data", folder, *arguments)
    assert result.returncode == status
    assert (result.stdout + result.stderr).count(said) == 1
    assert "Traceback" not in result.stderr
    assert "Warning" not in result.stderr


# ------------------------------------------------------------------ another mirror


def test_another_mirror_can_be_named(mirror: Mirror, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "get", "--mirror", mirror.url("good").rstrip("/")]) == 0
    assert "MNIST is here, whole" in capsys.readouterr().out
    assert {path.split("/")[1] for path in mirror.asked} == {"good"}


@pytest.mark.parametrize("url", ["http://example.org/mnist/", "ftp://example.org/", "mnist", ""])
def test_a_mirror_is_an_https_address(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["data", "get", "--mirror", url])
    assert left.value.code == 2
    assert "https://" in capsys.readouterr().err
