"""Reads what a learner's process prints and sends, within its limits, until it ends."""

import io
import json
import os
import selectors
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from tui_tutor.arrays import Array
from tui_tutor.clean import clean

Json = dict[str, Any]  # what is sent to the child, or the header of what comes back
BROKEN = 97  # the status of a child whose own work fails after the learner's code has run
TIMED_OUT = (9, 24)  # SIGKILL and SIGXCPU: how the kernel ends what has used up its time


@dataclass(frozen=True)
class Limits:
    """What a learner's process may use."""

    seconds: float = 10.0  # by the clock
    cpu_seconds: int = 5
    memory: int = 1 << 30  # bytes of address space
    output: int = 64 * 1024  # bytes printed
    answers: int = 8 << 20  # bytes sent back


@dataclass(frozen=True)
class Answer:
    """What one call came to."""

    kind: str  # "value", "other", "error", "undefined", "progress" or "arrays"
    type: str = ""  # of the value or the error
    family: tuple[str, ...] = ()  # of an error: its type and all that this one is a kind of
    value: Array | None = None
    unrounded: Array | None = None  # a prediction's value before its last step rounded it
    after: tuple[Array | None, ...] = ()  # each array argument, as the call left it
    parts: tuple[Array | None, ...] = ()  # of several values that were returned together
    message: str = ""
    line: int | None = None
    repr: str = ""


@dataclass
class Talk:
    """All that comes from one child, until it ends or must be ended. How it comes, subclasses say.

    `heard` is called with each answer as it comes. `for_child` goes into the job, and `pass_fds`
    to the process.
    """

    limits: Limits
    cancelled: threading.Event | None
    deadline: float
    heard: Callable[[Answer], None] | None = None
    printed: bytearray = field(default_factory=bytearray)
    sent: bytearray = field(default_factory=bytearray)
    answers: list[Answer] = field(default_factory=list)
    confined: list[str] = field(default_factory=list)
    ready: bool = False  # the child has said that it is about to run the code
    _taken: int = 0  # bytes of `sent` that are frames already read
    _garbled: bool = False  # the learner's code wrote there too; what follows means nothing

    for_child: Json = field(default_factory=dict)
    pass_fds: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        self._open()

    def _open(self) -> None:
        """Make the way by which it comes."""
        raise NotImplementedError

    def listen(self, process: "subprocess.Popen[bytes]") -> str:
        """Read until it ends or is to be ended; returns how it ended."""
        stopped = self._read(process) or self._too_much()
        self._take_frames()
        return stopped or self._how_it_ended(process)

    def _read(self, process: "subprocess.Popen[bytes]") -> str:
        """Fill `printed` and `sent`; returns what it is to be ended for, or ""."""
        raise NotImplementedError

    def close(self) -> None:
        """Nothing more is to be read."""

    def _how_it_ended(self, process: "subprocess.Popen[bytes]") -> str:
        try:
            status = process.wait(max(self.deadline - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            return "time"
        if -status in TIMED_OUT and self._long_enough():
            return "time"
        if any(answer.type == "MemoryError" for answer in self.answers):
            return "memory"
        return {0: "well", BROKEN: "broken"}.get(status, "died")

    def _stopped(self) -> str:
        if self.cancelled is not None and self.cancelled.is_set():
            return "cancelled"
        if time.monotonic() > self.deadline:
            return "time"
        return self._too_much()

    def _too_much(self) -> str:
        flood = len(self.sent) > self.limits.answers or len(self.printed) > self.limits.output
        return "output" if flood else ""

    def _long_enough(self) -> bool:
        return time.monotonic() > self.deadline - self.limits.seconds + self.limits.cpu_seconds - 1

    def _take_frames(self) -> None:
        """Read what has come whole: a line of JSON, and as many bytes as it says."""
        while not self._garbled and (end := self.sent.find(b"\n", self._taken)) >= 0:
            try:
                header = json.loads(self.sent[self._taken : end])
                after = end + 1 + int(header["bytes"])
                if after > len(self.sent):
                    return
                self._take(header, bytes(self.sent[end + 1 : after]))
                self._taken = after
            except (ValueError, KeyError, TypeError, RecursionError, MemoryError):
                self._garbled = True

    def _take(self, header: Json, payload: bytes) -> None:
        if header["kind"] == "ready":
            self.ready = True
            self.confined = [str(name) for name in header["confined"]]
            return
        answer = _answer(header, payload)
        self.answers.append(answer)
        if self.heard:
            self.heard(answer)


class TalkByPipe(Talk):
    """What the child sends comes through a pipe of its own."""

    def _open(self) -> None:
        self._reading, self._writing = os.pipe()
        self.for_child, self.pass_fds = {"fd": self._writing}, (self._writing,)

    def _read(self, process: "subprocess.Popen[bytes]") -> str:
        assert process.stdout is not None
        self._close_writing()
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout.fileno(), selectors.EVENT_READ, self.printed)
            selector.register(self._reading, selectors.EVENT_READ, self.sent)
            while selector.get_map():
                if stopped := self._stopped():
                    return stopped
                for key, _ in selector.select(0.05):
                    chunk = os.read(key.fd, 65536)
                    if chunk:
                        key.data.extend(chunk)
                    else:
                        selector.unregister(key.fd)
                self._take_frames()
                if process.poll() is not None and not selector.select(0):
                    break
        return ""

    def _close_writing(self) -> None:
        """The end that is the child's: once only it has it, its end is the pipe's."""
        if self.pass_fds:
            os.close(self._writing)
            self.pass_fds = ()

    def close(self) -> None:
        self._close_writing()
        os.close(self._reading)


class TalkByFile(Talk):
    """For Windows, where two pipes can't be waited for at once: what the child sends is a file."""

    def _open(self) -> None:
        handle, name = tempfile.mkstemp(prefix="tutor-")
        os.close(handle)
        self._file = Path(name)
        self.for_child = {"file": name}

    def _read(self, process: "subprocess.Popen[bytes]") -> str:
        printing = threading.Thread(target=self._read_printed, args=(process,), daemon=True)
        printing.start()
        stopped = ""
        with self._file.open("rb") as file:
            while not stopped and (process.poll() is None or printing.is_alive()):
                stopped = self._stopped()
                printing.join(0.02)
                self._hear(file)
            self._hear(file)
        return stopped

    def _hear(self, file: BinaryIO) -> None:
        """What has come since the last time."""
        self.sent += file.read(self.limits.answers + 1 - len(self.sent))
        self._take_frames()

    def _read_printed(self, process: "subprocess.Popen[bytes]") -> None:
        assert process.stdout is not None
        while len(self.printed) <= self.limits.output:
            if not (chunk := os.read(process.stdout.fileno(), 65536)):
                break
            self.printed.extend(chunk)

    def close(self) -> None:
        self._file.unlink(missing_ok=True)


def _answer(header: Json, payload: bytes) -> Answer:
    lengths = [int(length) for length in header.get("after", [])]
    split = len(payload) - sum(lengths) - int(header.get("unrounded", 0))
    ends = [split + sum(lengths[: i + 1]) for i in range(len(lengths))]
    line = header.get("line")
    arrays = tuple(_array(payload[e - n : e]) for e, n in zip(ends, lengths, strict=True))
    arguments = len(arrays) - int(header.get("parts", 0))
    return Answer(
        kind=str(header["kind"]),
        type=clean(str(header.get("type", "")), 200),
        family=tuple(clean(str(name), 200) for name in header.get("family", [])[:20]),
        value=_array(payload[:split]),
        unrounded=_array(payload[split:]) if "unrounded" in header else None,
        after=arrays[:arguments],
        parts=arrays[arguments:],
        message=clean(str(header.get("message", "")), 500),
        line=line if isinstance(line, int) else None,
        repr=clean(str(header.get("repr", "")), 2000),
    )


def _array(data: bytes) -> Array | None:
    if not data:
        return None
    array: Array = np.lib.format.read_array(io.BytesIO(data), allow_pickle=False)
    if array.dtype.kind not in "biuf":
        raise ValueError(array.dtype)
    return array
