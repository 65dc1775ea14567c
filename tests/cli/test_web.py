"""`tutor web` where its extra is not installed."""

import sys

import pytest

from tui_tutor.cli import main


def test_without_the_extra_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for module in ("tui_tutor.web", "tui_tutor.web.visit"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    for module in ("aiohttp", "textual_serve"):
        monkeypatch.setitem(sys.modules, module, None)
    assert main(["web"]) == 2
    said = capsys.readouterr().err
    assert "pip install 'tui-tutor[web]'" in said
    assert said.count("\n") == 1
