"""Keys go first: after one, what works on and on in another thread rests for a moment.

Python runs one thread at a time. What a key sets off is many small pieces of work, and beside a
network that trains each of them may have to wait. There is one clock for the whole process, as
there is one interpreter.
"""

import time

MOMENT = 0.015  # seconds, in which a key is answered and painted


class _Clock:
    key = float("-inf")  # when the last one came


def key_came() -> None:
    _Clock.key = time.monotonic()


def give_way() -> None:
    """Called between two steps of long work; from any thread but the app's own."""
    rest = _Clock.key + MOMENT - time.monotonic()
    if rest > 0:
        time.sleep(rest)
