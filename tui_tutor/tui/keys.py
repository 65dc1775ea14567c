"""Keys one after the other: each is taken when all that the one before it set off has happened.

Textual hands every key at once to the widget that has the focus then. Keys that come in one burst
(a slow line, a macro, a paste into a terminal that does not mark it) so reach a field, or a
screen, that the first of them is only about to open. Here they wait in line.
"""

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from typing import TypeGuard

from textual import events, on
from textual.app import App
from textual.dom import DOMNode
from textual.message import Message
from textual.message_pump import MessagePump

from tui_tutor.courtesy import key_came

PATIENCE = 2.0  # seconds that a key waits for what the one before it set off
LOOK_EVERY = 0.02  # seconds: whether a widget that should answer is still there
AT_ONCE = ("ctrl+q",)  # quits, whatever goes on
# Signs that a keyboard gives while Chinese punctuation is on → the keys that they stand for.
PUNCTUATION = {
    "？": ("question_mark", "?"),
    "。": ("full_stop", "."),
    "．": ("full_stop", "."),
    "＋": ("plus", "+"),
    "＝": ("equals_sign", "="),
    "－": ("minus", "-"),
    "【": ("left_square_bracket", "["),
    "】": ("right_square_bracket", "]"),
}


class KeysInTurn(App[None]):
    """An app that takes one key at a time."""

    class NextKey(Message):
        """What the last key set off has happened."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[events.Key | events.Paste] = deque()
        self._taking = False  # one, and what it sets off is still happening
        self._settling: asyncio.Task[None] | None = None

    async def on_event(self, event: events.Event) -> None:
        if not _waits(event):
            await super().on_event(event)
        elif self._taking or self._waiting:
            self._waiting.append(event)
        else:
            await self._take(event)

    @property
    def has_taken_all(self) -> bool:
        """Whether no key waits, and all that they set off has happened."""
        return not self._taking and not self._waiting

    @property
    def next_key(self) -> str:
        """The key that waits behind the one that is being taken; "" where none does."""
        first = self._waiting[0] if self._waiting else None
        return first.key if isinstance(first, events.Key) else ""

    async def _take(self, event: events.Key | events.Paste) -> None:
        self._taking = True
        key_came()
        if isinstance(event, events.Key):
            event = self._as_meant(event)
        self.revive_focus()
        target = self.focused or self.screen
        await super().on_event(event)
        self._settling = asyncio.create_task(self._settle(target))

    async def _settle(self, target: DOMNode) -> None:
        try:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._quiet_after(target), PATIENCE)
        finally:
            self._taking = False
            if self._waiting:
                self.post_message(self.NextKey())

    def on_unmount(self) -> None:
        self._waiting.clear()
        if self._settling:
            self._settling.cancel()

    @on(NextKey)
    async def take_next(self) -> None:
        if self._waiting and not self._taking:
            await self._take(self._waiting.popleft())

    async def _quiet_after(self, target: DOMNode) -> None:
        """Until every widget that the key went through, or that has the focus now, is idle."""
        while True:
            before = self.focused, self.screen
            pumps = dict.fromkeys((*_upwards(target), *_upwards(self.focused or self.screen), self))
            for pump in pumps:
                await _answered(pump)
            idle = not any(pump.message_queue_size for pump in pumps)
            if idle and (self.focused, self.screen) == before and not self.is_busy:
                return
            await asyncio.sleep(LOOK_EVERY if self.is_busy else 0)

    def _as_meant(self, key: events.Key) -> events.Key:
        """A sign of Chinese punctuation as the key that it stands for, but where text is typed."""
        sign = key.character or ""
        types = self.focused and self.focused.check_consume_key(key.key, sign)
        return key if types or sign not in PUNCTUATION else events.Key(*PUNCTUATION[sign])

    # ------------------------------------------------------------ what an app says of itself

    @property
    def is_busy(self) -> bool:
        """Whether what the last key asked for is still being made."""
        return False

    def revive_focus(self) -> None:
        """Called before each key: give the focus to a widget that can be seen, if none has it."""


def _waits(event: events.Event) -> TypeGuard[events.Key | events.Paste]:
    if isinstance(event, events.Key) and event.key in AT_ONCE:
        return False
    return isinstance(event, events.Key | events.Paste) and not event.is_forwarded


def _upwards(node: DOMNode) -> Iterator[MessagePump]:
    yield from node.ancestors_with_self


async def _answered(pump: MessagePump) -> None:
    """Until it has handled all that it was sent so far, or is gone."""
    answer = asyncio.get_running_loop().create_future()

    def answered() -> None:
        if not answer.done():
            answer.set_result(None)

    if pump.call_later(answered):
        while pump.is_attached and not answer.done():
            await asyncio.wait([answer], timeout=LOOK_EVERY)
