"""The last row of a screen: the keys that act now, as caps. What matters least gives way first."""

from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.keys import format_key, key_to_character
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from tui_tutor.text import Words, said

words = Words("app")

GAP = 1  # cells between two entries
SAID = 6  # seconds that a sentence has the row
SIGNS = {"plus": "+", "minus": "-"}  # of keys whose names Textual does not turn back


@dataclass
class Entry:
    """Keys that share a word, each with what it does."""

    word: str
    keys: dict[str, tuple[str, str]]  # action → the key's name, and how its cap is written

    @property
    def width(self) -> int:
        return sum(cell_len(cap) + 2 for _, cap in self.keys.values()) + cell_len(self.word) + 2

    def key_at(self, x: int) -> str:
        """The key whose cap is at that cell; the first where the word is."""
        first, *_ = self.keys.values()
        for key, cap in self.keys.values():
            if x < cell_len(cap) + 2:
                return key
            x -= cell_len(cap) + 2
        return first[0]


class Foot(Widget):
    """Keys with their words; the mouse presses them too.

    While a field takes the letters, only keys are told that reach beyond it.
    """

    COMPONENT_CLASSES = {"foot--key", "foot--word", "foot--said"}
    DEFAULT_CSS = """
    Foot {
        height: 1;
        dock: bottom;
        background: $surface;
        .foot--key {
            color: $text-primary;
            background: $panel;
            text-style: bold;
        }
        .foot--word {
            color: $foreground;
        }
        .foot--said {
            color: $text-success;
            text-style: bold;
        }
    }
    """

    def __init__(self, *gives_way: str) -> None:
        """gives_way: actions in the order in which they leave where the room ends."""
        super().__init__()
        self.gives_way = gives_way
        self.entries: list[Entry] = []  # in sight
        self._named: dict[str, str] = {}
        self.said = ""  # in place of the keys, for a while

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self.follow)
        self.follow(self.screen)

    def name_anew(self, action: str, name: str) -> None:
        """Another word, by its name in the text files, for what that action would do now."""
        if self._named.get(action) != name:
            self._named[action] = name
            self.follow(self.screen)

    def follow(self, screen: Screen[object]) -> None:
        """Show what acts now."""
        if self.screen.is_current and not self.said:
            self.entries = self._fitting(self._all())
            self.refresh()

    def has_room_for(self, sentence: str) -> bool:
        return cell_len(sentence) + 2 <= self.size.width

    def say(self, sentence: str) -> None:
        """Put it in place of the keys for a while: here it covers nothing that is read."""
        self.said, self.entries = sentence, []
        self.refresh()
        self.set_timer(SAID, self.say_no_more)

    def say_no_more(self) -> None:
        """Its keys stand there again."""
        self.said = ""
        self.follow(self.screen)

    def on_resize(self) -> None:
        self.follow(self.screen)

    def _all(self) -> list[Entry]:
        focused = self.screen.focused
        entries: dict[str, Entry] = {}
        for key, (_, binding, enabled, _) in self.screen.active_bindings.items():
            sign = SIGNS.get(key) or key_to_character(key)
            typed = focused and focused.check_consume_key(key, sign)
            if not (enabled and binding.show) or typed:
                continue
            word = said(self._named.get(binding.action, binding.description))
            keys = entries.setdefault(word, Entry(word, {})).keys
            told, _ = keys.get(binding.action, ("", ""))
            if not told or ("+" in told and len(key) == 1):  # a letter is easier than a chord
                keys[binding.action] = key, self.app.get_key_display(binding)
        return list(entries.values())

    def _fitting(self, entries: list[Entry]) -> list[Entry]:
        for action in self.gives_way:
            if sum(entry.width + GAP for entry in entries) - GAP <= self.size.width:
                break
            entries = [entry for entry in entries if action not in entry.keys]
        return entries

    def render_line(self, y: int) -> Strip:
        key, word = (self.get_component_rich_style(f"foot--{part}") for part in ("key", "word"))
        said = self.get_component_rich_style("foot--said")
        segments = [Segment(f" {self.said}", said)] if self.said else []
        for entry in self.entries:
            segments += [Segment(f" {cap} ", key) for _, cap in entry.keys.values()]
            segments.append(Segment(f" {entry.word} " + " " * GAP, word))
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def on_click(self, event: events.Click) -> None:
        """Press what is under the mouse; a word presses the first of its keys."""
        place = event.get_content_offset(self)
        x = place.x if place else -1
        for entry in self.entries:
            if 0 <= x < entry.width:
                self.app.simulate_key(entry.key_at(x))
            x -= entry.width + GAP


def written(binding: Binding) -> str:
    """A key as it is written everywhere: `n`, `space`, `ctrl+q`, `→`."""
    *modifiers, key = binding.key.split("+")
    own = words.has(f"keyname.{key}")
    name = words.of("keyname", key) if own else format_key(key)
    return "+".join([*modifiers, name])
