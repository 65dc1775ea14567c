"""`tutor try`: what it prints, how it ends, what it keeps, and that it looks again at each save."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_commands import tutor
from tests.practice.solutions import RIGHT
from tests.some import some
from tui_tutor.folders import data_folder
from tui_tutor.progress import Progress
from tui_tutor.review import attempts, exercise_state

SUM = "import numpy as np\ndef axis_sum(x, axis):\n    return np.sum(x, axis={})\n"


@pytest.fixture
def answer(tmp_path: Path) -> Path:
    return tmp_path / "answer.py"


def tried(name: str, answer: Path, source: str) -> tuple[int, dict[str, Any]]:
    answer.write_text(source, encoding="utf-8")
    result = tutor("try", name, str(answer), "--json")
    assert result.stderr == ""
    report = json.loads(result.stdout)
    assert list(report) == ["exercise", "passed", "checks", "idea", "stdout", "seconds", "line"]
    assert report["exercise"] == name
    assert all(list(one) == ["name", "passed", "detail"] for one in report["checks"])
    assert report["passed"] == all(one["passed"] for one in report["checks"])
    assert isinstance(report["seconds"], float)
    return result.returncode, report


def test_a_right_answer(answer: Path) -> None:
    status, report = tried("softmax", answer, "print('hello')\n" + RIGHT["softmax"][0])
    assert status == 0
    assert report["passed"]
    assert report["idea"] == ""
    assert report["stdout"] == "hello\n"
    assert not any(one["detail"] for one in report["checks"])


def test_a_wrong_answer_and_the_idea_behind_it(answer: Path) -> None:
    status, report = tried("axis_sum", answer, SUM.format(0))
    assert status == 1
    assert "axis 0 whatever is asked: you get one number a column" in report["idea"]
    failed = [one for one in report["checks"] if not one["passed"]]
    assert "expected [3 7]\ngot      [4 6]" in failed[0]["detail"]


def test_text_says_the_first_fault_the_idea_and_the_verdict(answer: Path) -> None:
    answer.write_text(SUM.format(1))
    result = tutor("try", "axis_sum", str(answer))
    assert result.returncode == 1
    assert result.stdout.count("expected") == 1
    assert "\n→ This sums over the last axis" in result.stdout
    assert result.stdout.endswith("\nNot yet.\n")
    answer.write_text(SUM.format("axis"))
    result = tutor("try", "axis_sum", str(answer))
    assert (result.returncode, result.stdout[-8:]) == (0, "Passed.\n")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("", "no code yet"),
        ("x" * 2_000_000, "more than 100000"),
        ("def relu（x）: return x", "full-width"),
        ("print('passed')\nimport os; os._exit(0)", "before all answers had come"),
        ("import sys; sys.exit(0)", "calls exit"),
        ("print('\\x1b]0;title\\x07', '\\x1b[31m')\ndef relu(x): return 7", "should be"),
    ],
    ids=["empty", "2 MB", "full-width", "os._exit", "sys.exit", "escape codes"],
)
def test_hostile_files(answer: Path, source: str, said: str) -> None:
    status, report = tried("relu", answer, source)
    assert status == 1
    assert said in " ".join(one["detail"] for one in report["checks"])
    assert "\x1b" not in report["stdout"]


@pytest.mark.parametrize("arguments", [[], ["relu"], ["rleu", "x.py"], ["relu", "/nowhere/x.py"]])
def test_misuse(arguments: list[str]) -> None:
    result = tutor("try", *arguments)
    assert result.returncode == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


def test_what_came_of_it_is_kept(answer: Path) -> None:
    tried("axis_sum", answer, SUM.format(0))
    assert exercise_state(Progress(data_folder()), "axis_sum") == "attempted"
    assert "comes back within a day" in tutor("review").stdout
    tried("axis_sum", answer, SUM.format("axis"))
    progress = Progress(data_folder())
    assert exercise_state(progress, "axis_sum") == "passed"
    assert attempts(progress, "axis_sum") == 2
    rows = {row["id"]: row for row in json.loads(tutor("list", "--json").stdout)}
    assert rows["axes"]["exercises"]["axis_sum"] == "passed"
    assert "1 of 1 written" in tutor("list").stdout


@pytest.mark.skipif(os.name == "nt", reason="sends SIGINT")
def test_watching_checks_at_each_save_and_outlives_a_bad_one(answer: Path) -> None:
    answer.write_text(SUM.format(0))
    command = [sys.executable, "-m", "tui_tutor", "try", "axis_sum", str(answer)]
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([*command, "--watch", "--json"], text=True, **pipes) as watching:
        assert watching.stdout is not None
        assert watching.stderr is not None
        assert not json.loads(watching.stdout.readline())["passed"]
        assert "whenever" in watching.stderr.readline()
        answer.write_bytes(b"\xff\xfe\xff")
        assert "not UTF-8" in watching.stderr.readline()
        other = answer.with_suffix(".new")
        other.write_text(SUM.format("axis"))
        answer.unlink()  # as some editors save: another file takes the place
        other.rename(answer)
        assert json.loads(watching.stdout.readline())["passed"]
        time.sleep(0.2)  # it has said so, and goes back to watching
        watching.send_signal(signal.SIGINT)
        try:
            assert watching.wait(30) == 0
        finally:
            watching.kill()
        assert watching.stderr.read() == ""


@pytest.mark.parametrize("file", some(["-", "/dev/stdin"]))
@pytest.mark.skipif(os.name == "nt", reason="has no /dev/stdin")
def test_an_answer_comes_through_a_pipe_which_is_not_watched(file: str) -> None:
    command = [sys.executable, "-m", "tui_tutor", "try", "axis_sum", file, "--watch"]
    source = SUM.format("axis")
    result = subprocess.run(command, input=source, capture_output=True, text=True, timeout=60)
    assert (result.returncode, result.stdout[-8:]) == (0, "Passed.\n")
    assert "tried once" in result.stderr


def test_a_file_is_read_in_the_encoding_that_it_declares(answer: Path) -> None:
    source = "# -*- coding: gbk -*-\n# 轴\n" + SUM.format("axis")
    answer.write_bytes(source.encode("gbk"))
    assert tutor("try", "axis_sum", str(answer)).returncode == 0
    answer.write_bytes(source.partition("\n")[2].encode("gbk"))
    result = tutor("try", "axis_sum", str(answer))
    assert result.returncode == 2
    assert "Save it as UTF-8" in result.stderr


def test_a_puzzle_is_printed_and_answered_by_the_numbers_of_its_lines() -> None:
    printed = tutor("try", "affine", "--rung", "1").stdout
    rows = dict(line.split(None, 1)[::-1] for line in printed.splitlines() if line[2:3].isdigit())
    order = ",".join(rows[line] for line in ("weighted = x @ W", "return weighted + b"))
    right = tutor("try", "affine", "--order", order)
    assert right.returncode == 0
    assert "Passed." in right.stdout
    wrong = tutor("try", "affine", "--order", rows["return weighted + b"])
    assert wrong.returncode == 1
    assert Progress(data_folder()).get("rungs", "affine") == {"1": True}
    assert exercise_state(Progress(data_folder()), "affine") == "new"
    assert "___" in tutor("try", "affine", "--rung", "2").stdout
    assert "___" not in tutor("try", "affine", "--rung", "3").stdout
    for misuse in ("9", "0", "x", "-1"):
        refused = tutor("try", "affine", f"--order={misuse}")
        assert refused.returncode == 2
        assert "1 to 6" in refused.stderr
