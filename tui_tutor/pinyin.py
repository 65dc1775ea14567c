"""The first letters of pinyin, by which Chinese is looked up on any keyboard: 激活函数 is jhhs."""

from bisect import bisect

# GB 2312 has the 3,755 characters in common use in the order of their pinyin; with these each
# letter begins. No syllable begins with i, u or v.
BEGINS = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
LETTERS = "abcdefghjklmnopqrstwxyz"
LAST = "座"  # what comes behind it is ordered by radicals


def _place(sign: str) -> bytes:
    return sign.encode("gb2312", errors="ignore")


_BEGINS = [_place(sign) for sign in BEGINS]


def initials(text: str) -> str:
    """The text with the first letter of its pinyin for each character in common use."""
    return "".join(map(_initial, text))


def _initial(sign: str) -> str:
    place = _place(sign)
    if not _BEGINS[0] <= place <= _place(LAST):
        return sign
    return LETTERS[bisect(_BEGINS, place) - 1]
