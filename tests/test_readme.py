"""The README in both languages has the same commands, pictures, links and rows."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
ENGLISH = (ROOT / "README.md").read_text(encoding="utf-8")
CHINESE = (ROOT / "README.zh.md").read_text(encoding="utf-8")


def commands(text: str) -> list[str]:
    """Every line of the blocks of code, without its comment."""
    fences = re.findall(r"^```sh\n(.*?)^```", text, re.M | re.S)
    return [line.split(" #")[0].rstrip() for fence in fences for line in fence.splitlines()]


def links(text: str) -> list[str]:
    return re.findall(r"(?:\]\(|src=\"|srcset=\")([^)\"]*)[)\"]", text)


def test_they_say_the_same_commands() -> None:
    assert commands(CHINESE) == commands(ENGLISH)


def test_they_have_the_same_headings_rows_pictures_and_links() -> None:
    for start in ("#", "|"):
        english, chinese = (
            [line for line in text.splitlines() if line.startswith(start)]
            for text in (ENGLISH, CHINESE)
        )
        assert len(chinese) == len(english)
    assert links(ENGLISH)[1:] == links(CHINESE)[1:]


def test_each_leads_to_the_other() -> None:
    assert links(ENGLISH)[0] == "README.zh.md"
    assert links(CHINESE)[0] == "README.md"


def test_what_is_code_in_a_sentence_stands_in_both() -> None:
    code = [set(re.findall(r"`([^`\n]+)`", text)) for text in (ENGLISH, CHINESE)]
    assert code[0] ^ code[1] <= {"speed"}
