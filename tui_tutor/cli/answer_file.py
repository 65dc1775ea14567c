"""A learner's file as the command line takes it: read, or standard input, and watched for saves."""

import sys
import time
import tokenize
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from tui_tutor.clean import clean
from tui_tutor.cli import UsageError, words
from tui_tutor.files import stamp
from tui_tutor.folders import reason

LOOK_EVERY = 0.3  # seconds between two looks at the file's time
LARGEST = 1 << 20  # bytes


def read_answer(file: Path) -> str:
    """The text of a file, a pipe, or standard input, for which `-` stands; UsageError if none."""
    try:
        return _decoded(_read(file))
    except OSError as error:
        raise UsageError(words("unreadable", path=file, reason=reason(error))) from None
    except (SyntaxError, UnicodeError, LookupError):
        raise UsageError(words("not-utf8", path=file)) from None


def _decoded(data: bytes) -> str:
    """The text as Python reads it: in the encoding that its first lines declare, or UTF-8."""
    encoding, _ = tokenize.detect_encoding(BytesIO(data).readline)
    return data.decode(encoding)


def _read(file: Path) -> bytes:
    if str(file) == "-":
        return sys.stdin.buffer.read(LARGEST) if sys.stdin else b""
    with file.open("rb") as opened:
        return opened.read(LARGEST)


def once_or_watched(file: Path, watch: bool, judge: Callable[[], int]) -> int:
    """Judge it, and where that is wanted again at each save; returns the last status."""
    seen = stamp(file)
    status = judge()
    if not watch:
        return status
    if not file.is_file():
        print(clean(words("not-watched", file=file)), file=sys.stderr)
        return status
    print(clean(words("watching", file=file)), file=sys.stderr)
    try:
        while True:
            time.sleep(LOOK_EVERY)
            if (now := stamp(file)) != seen and now is not None:
                seen = now
                status = _again(judge)
    except KeyboardInterrupt:
        return status


def _again(judge: Callable[[], int]) -> int:
    """After a save. A file that can't be read for now is said, and watched on."""
    try:
        return judge()
    except UsageError as error:
        print(f"tutor: {error}", file=sys.stderr)
        return 2
