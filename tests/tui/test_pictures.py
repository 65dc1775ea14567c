"""The script that draws the README's pictures still knows the app."""

import runpy
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "docs" / "pictures.py"


async def test_the_picture_of_a_wrong_attempt_shows_what_is_said_of_it() -> None:
    script = runpy.run_path(str(SCRIPT))
    picture = await script["draw"]("softmax", code=script["ATTEMPT"])
    words = picture.replace("&#160;", " ")
    assert "Write it: softmax" in words
    assert "np.max(a)" in words
    assert "One maximum and one sum for the whole" in words
