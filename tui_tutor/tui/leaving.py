"""How the program goes: by a signal, or when nobody sees it any more, it saves and is soon away.

Textual writes to the terminal through a queue. Where nobody reads any more the queue fills, and
its own shutdown then waits for ever. So a thread that needs nothing of Textual stands beside it.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType

LOOK_EVERY = 0.5  # seconds: whether the terminal is still there
PATIENCE = 5.0  # seconds that Textual has to leave the terminal as it was
PATIENCE_ALONE = 0.8  # where there is no terminal any more
page_gone = threading.Event()  # the page in a browser that stands where a terminal would


def is_served() -> bool:
    """Whether a server for browsers has started this program."""
    return "TEXTUAL_DRIVER" in os.environ


def is_seen() -> bool:
    """Whether the terminal is there, or the page."""
    return not page_gone.is_set() if is_served() else os.isatty(0)


class Leaving:
    """Ends the program: `ask` it to end by itself, `save`, and do not wait for it long."""

    def __init__(self, ask: Callable[[], object], save: Callable[[], object]) -> None:
        self._ask = ask
        self._save = save
        self._going = threading.Event()

    def heed_signals(self) -> None:
        """Before the terminal is taken over: from here on a signal leaves it as it was."""
        if sys.platform != "win32":
            signal.signal(signal.SIGTERM, self._signalled)
            signal.signal(signal.SIGHUP, self._signalled)

    def _signalled(self, number: int, frame: FrameType | None) -> None:
        self._go(128 + number)

    def watch(self) -> None:
        """A terminal that vanishes without a signal leaves nobody to press a key."""
        threading.Thread(target=self._watch, name="terminal-watch", daemon=True).start()

    def _watch(self) -> None:
        while not self._going.wait(LOOK_EVERY):
            if not is_seen():
                self._go(0)

    def _go(self, status: int) -> None:
        if not self._going.is_set():
            self._going.set()
            threading.Thread(target=self._see_it_end, args=(status,), daemon=True).start()

    def _see_it_end(self, status: int) -> None:
        began = time.monotonic()
        self._ask()  # from this thread: a signal's handler would not wake the loop
        self._save()
        while time.monotonic() - began < (PATIENCE if is_seen() else PATIENCE_ALONE):
            time.sleep(0.05)
        os._exit(status)  # what is still here now will never come to its end


def continue_only_after_a_stop() -> None:
    """A SIGCONT that follows no Ctrl-Z would make Textual take the terminal over once more.

    The kernel sends one with the SIGHUP of a terminal that closes.
    """
    if sys.platform == "win32":
        return
    suspend, resume = signal.getsignal(signal.SIGTSTP), signal.getsignal(signal.SIGCONT)
    if not callable(suspend) or not callable(resume):
        return  # no terminal of Textual's own: it is headless
    suspended = False

    def stopped(number: int, frame: FrameType | None) -> None:
        nonlocal suspended
        suspended = True
        suspend(number, frame)

    def continued(number: int, frame: FrameType | None) -> None:
        nonlocal suspended
        if suspended:
            suspended = False
            resume(number, frame)

    signal.signal(signal.SIGTSTP, stopped)
    signal.signal(signal.SIGCONT, continued)
