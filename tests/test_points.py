"""Own points: typed, pasted and read from a file, and what is said of what is none."""

from pathlib import Path

import pytest

from tui_tutor.knobs import KnobError
from tui_tutor.points import Plane, points_from

PLANE = Plane()


@pytest.mark.parametrize("text", [
    "1,2,1; -3,0.5,-1", "1,2,1\n-3,0.5,-1\n", "x1,x2,label\n1,2,1\n-3,0.5,-1", " 1, 2, 1;-3 ,.5,−1",
    "1,2,1\r\n\r\n-3,0.5,0\r\n", "x1\tx2\tlabel\n1\t2\t1\n-3\t0.5\t-1", "1 2 1; -3  0.5 -1",
])  # fmt: skip
def test_points_are_read_however_they_are_parted(text: str) -> None:
    wanted = ((1.0, 2.0, 1.0), (-3.0, 0.5, -1.0))
    got = PLANE.parse(text)
    assert got == wanted or got == ((1.0, 2.0, 1.0), (-3.0, 0.5, 0.0))
    assert PLANE.parse(PLANE.format(wanted)) == wanted


def test_labels_0_and_1_are_the_two_kinds() -> None:
    assert [label for *_, label in PLANE.parse("0,0,0; 1,1,1")] == [-1, 1]
    assert [label for *_, label in PLANE.parse("0,0,0; 1,1,1; 2,2,-1")] == [0, 1, -1]


@pytest.mark.parametrize(("text", "told"), [
    ("1,2", "line 1: “1,2” is no point"),
    ("x,y,z\n1,2,3", "line 2: “3” is no label"),
    ("1,2,1;7,0,1", "line 2: 7,0 is off the plane; x1 and x2 run from -6 to 6"),
    ("nan,0,1", "off the plane"),
    ("0,0,nan", "is no label"),
    ("0,0,1;" * 501, "501 points are too many"),
    ("1;2;3", "line 1: “1” is no point"),
])  # fmt: skip
def test_what_is_no_point_is_told_with_its_line(text: str, told: str) -> None:
    with pytest.raises(KnobError) as raised:
        PLANE.parse(text)
    assert told in str(raised.value)


def test_a_file_is_read_and_each_way_in_which_it_can_fail_has_its_sentence(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_bytes("\ufeffx1,x2,label\n1,2,0\n3,-4,1\n".encode())
    assert points_from(file, PLANE) == ((1, 2, -1), (3, -4, 1))
    for data, told in {
        b"": "there are no points in it",
        b"\xff\xfe\x00": "no text in UTF-8",
        b"1,2\n": "line 1",
        b"0,0,1\n" * 200_000: "larger than",
        b'"' + b"x" * 200_000: "line",
    }.items():
        file.write_bytes(data)
        with pytest.raises(KnobError) as raised:
            points_from(file, PLANE)
        assert told in str(raised.value)
        assert str(file) in str(raised.value)
    with pytest.raises(KnobError, match="can't be read"):
        points_from(tmp_path / "nowhere.csv", PLANE)
