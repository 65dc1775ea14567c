"""Completion in the shells themselves: a tab is pressed, and what stands on the line is read."""

import os
import select
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("shtab", reason="needs the extra: pip install 'tui-tutor[completion]'")
from tui_tutor.cli import main
from tui_tutor.text import languages

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)
import pty

QUIET = 20.0  # seconds, on a busy machine
SHELLS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], 'eval "$(cat {file})"'),
    "zsh": (["zsh", "-f", "-i"], 'autoload -U compinit; compinit -u -D; eval "$(cat {file})"'),
    "fish": (["fish", "--no-config", "-i"], "source {file}"),
}
LINES = {
    "tutor sho": "tutor show ",
    "tutor show softm": "tutor show softmax ",
    "tutor try softmax --sol": "tutor try softmax --solution ",
    "tutor demo playgr": "tutor demo playground ",
    "tutor completion zs": "tutor completion zsh ",
    "tutor export {folder}/on": "tutor export {folder}/only/",
}


class Shell:
    """A shell in a pseudo-terminal, wide enough for any line."""

    def __init__(self, command: list[str], home: Path) -> None:
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            about = {"PS1": "$ ", "TERM": "dumb", "HOME": str(home), "COLUMNS": "400"}
            os.execvpe(command[0], command, {**os.environ, **about})

    def press(self, keys: str) -> None:
        os.write(self.terminal, keys.encode())

    def until(self, text: str) -> None:
        said, end = b"", time.monotonic() + QUIET
        while text.encode() not in said:
            assert time.monotonic() < end, f"{text!r} never came; got {said!r}"
            if select.select([self.terminal], [], [], 0.1)[0]:
                said += os.read(self.terminal, 65536)

    def close(self) -> None:
        os.close(self.terminal)
        os.waitpid(self.pid, 0)


@pytest.fixture(params=SHELLS)
def shell(
    request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Iterator[Shell]:
    name: str = request.param
    command, begin = SHELLS[name]
    if not shutil.which(name):
        pytest.skip(f"there is no {name} on this machine")
    assert main(["completion", name]) == 0
    script = tmp_path / "script"
    script.write_text(capsys.readouterr().out, encoding="utf-8")
    one = Shell(command, tmp_path)
    one.press(begin.format(file=script) + "; echo rea''dy\n")
    one.until("ready")
    yield one
    one.close()


def test_a_tab_completes_commands_options_names_and_folders(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "only").mkdir()
    for typed, completed in LINES.items():
        typed, completed = (line.format(folder=tmp_path) for line in (typed, completed))
        shell.press(f"{typed}\t")
        shell.until(completed[len(typed) - 1 :])
        shell.press("\x15")  # ctrl+u: the line is empty again


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", SHELLS)
def test_every_command_is_known_in_every_language(
    name: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["completion", name, "--language", language]) == 0
    script = capsys.readouterr().out
    for command in ("start", "show", "doctor", "completion"):
        assert command in script


def test_without_the_extra_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "shtab", None)
    assert main(["completion", "bash"]) == 2
    assert "pip install 'tui-tutor[completion]'" in capsys.readouterr().err


def test_no_other_shell_is_promised(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["completion", "csh"])
    assert "bash" in capsys.readouterr().err
