"""`tutor doctor`: what it finds on machines that are well, and on odd ones."""

import json
from pathlib import Path

import pytest

from tests.cli.test_commands import tutor
from tui_tutor.cli import doctor
from tui_tutor.text import Words

words = Words("cli")


def test_it_prints_one_object_a_finding_as_json() -> None:
    rows = json.loads(tutor("doctor", "--json").stdout)
    assert [set(row) for row in rows] == [{"name", "found", "advice"}] * len(rows)


def test_every_finding_has_a_name_that_is_said() -> None:
    for one in doctor.examined():
        assert words.of("finding", one.name)


def test_what_keeps_code_apart_is_tried_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui_tutor.practice.sandbox.sys.executable", "/no/python")
    found = next(one for one in doctor.examined() if one.name == "sandbox")
    assert found.advice == words("doctor.not-started")


def test_the_homes_name_is_not_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TUTOR_HOME", str(tmp_path / "kept"))
    said = [one.found + one.advice for one in doctor.examined()]
    assert not [text for text in said if str(tmp_path) in text]
    assert any("~" in text for text in said)


def test_a_folder_that_cannot_be_written_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("TUTOR_HOME", str(tmp_path / "file"))
    found = {one.name: one for one in doctor.examined()}
    assert "TUTOR_HOME" in found["progress"].advice
    assert "TUTOR_HOME" in found["cache"].advice


def test_damaged_digits_are_told(home: Path) -> None:
    folder = home / "cache" / "mnist"
    folder.mkdir(parents=True)
    (folder / "train-labels-idx1-ubyte.gz").write_bytes(b"no gzip")
    found = {one.name: one for one in doctor.examined()}
    assert "train-labels-idx1-ubyte.gz" in found["digits"].found
    assert found["digits"].advice == words("doctor.get")


def test_slow_products_are_told_apart_from_a_slow_step(monkeypatch: pytest.MonkeyPatch) -> None:
    for step, products, advice in (
        (1e-3, 9e-4, ""),
        (9e-3, 9e-4, "doctor.slow"),
        (2e-2, 1e-2, "doctor.slow-products"),
    ):
        took = iter((step, products))
        monkeypatch.setattr(doctor, "_fastest", lambda work, took=took: next(took))
        found = {one.name: one for one in doctor.examined()}
        assert found["step"].advice == (words.raw(advice) if advice else "")


def test_a_terminal_without_utf8_is_shown_no_signs_to_choose_a_font_by() -> None:
    ascii_only = tutor("doctor", encoding="ascii")
    assert "Fonts can't be asked" not in ascii_only.stdout
    assert "us, its five matrix products" in ascii_only.stdout
    assert "Fonts can't be asked" in tutor("doctor").stdout
