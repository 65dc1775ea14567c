"""Colours are told by what they mean: no demo and no screen names a hue."""

import re
from pathlib import Path

import tui_tutor
from tui_tutor.show.roles import NAMED

TABLE = Path("show/roles.py"), Path("tui/themes.py")
HUE = re.compile(rf'"(?:(?:bold|dim|not bold) )*(?:{"|".join(NAMED)})"')


def test_no_hue_is_named_outside_the_table() -> None:
    top = Path(tui_tutor.__file__).parent
    files = [path for path in top.rglob("*.py") if path.relative_to(top) not in TABLE]
    assert files
    found = {str(path): HUE.findall(path.read_text(encoding="utf-8")) for path in files}
    assert not {path: hues for path, hues in found.items() if hues}
