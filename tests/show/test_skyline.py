"""The skyline: a cell is as high as its moment, the handle stands where the picture is."""

from math import inf, nan

from tui_tutor.show.roles import ACT, FAINT, QUIET, SKY
from tui_tutor.show.skyline import HANDLE, cell_of, reach, skyline, step_at
from tui_tutor.stand_ins import stand_in
from tui_tutor.tape import Ribbon

FALLING = tuple((step, float(16 - step)) for step in range(17))


def test_it_falls_with_the_loss_up_to_the_handle_and_has_the_rest_behind_it() -> None:
    row = skyline(Ribbon(at=8, end=16, heights=FALLING), 17)
    assert row.plain == f"███▇▇▆▆▅{HANDLE}▄▄▃▃▂▂▁▁"
    styles = [str(span.style) for span in row.spans]
    assert styles == [*[SKY] * 8, f"bold {ACT}", *[QUIET] * 8]


def test_the_run_before_is_faint_where_this_one_has_not_come() -> None:
    row = skyline(Ribbon(at=4, end=4, heights=FALLING[:5], before=FALLING), 17)
    assert row.plain[4] == HANDLE
    assert str(row.spans[-1].style) == FAINT
    assert " " not in row.plain


def test_it_doubles_and_so_never_twitches() -> None:
    ends = {0: 16, 16: 16, 17: 32, 32: 32, 33: 64, 1000: 1024}
    assert {end: reach(Ribbon(0, end)) for end in ends} == ends
    assert reach(Ribbon(0, 3, before=((0, 1.0), (40, 1.0)))) == 64


def test_what_is_no_number_is_said_and_harms_no_other() -> None:
    heights = ((0, nan), (1, 1.0), (2, 0.5), (3, inf), (4, nan))
    assert skyline(Ribbon(5, 5, heights), 17).plain[:5] == " █▁××"


def test_a_cell_leads_to_a_step_that_has_that_cell() -> None:
    for ends in (16, 64, 4096):
        for width in (8, 40, 101):
            for cell in range(width):
                step = step_at(cell, ends, width)
                assert 0 <= step <= ends
                assert cell_of(step, ends, width) >= cell


def test_ascii_has_it_as_digits() -> None:
    assert "".join(map(stand_in, f"▁▂▃▄▅▆▇█{HANDLE}×")) == "123_567#|x"
