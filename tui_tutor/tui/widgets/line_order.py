"""Lines to be ordered: above, those that make the function; below, those that are left."""

from textual import on
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui_tutor.practice.ladder import Model
from tui_tutor.show.roles import QUIET
from tui_tutor.text import Words
from tui_tutor.tui.widgets.code import highlighted

words = Words("practice")


class LineOrder(OptionList):
    """A puzzle. Enter or a click takes a line into the function, or puts it back."""

    BINDINGS = [
        Binding("enter,m,space", "select", words.name("key.take")),
        Binding("shift+up,alt+up,K", "move(-1)", words.name("key.move")),
        Binding("shift+down,alt+down,J", "move(1)", words.name("key.move")),
    ]

    class Ordered(Message):
        """Other lines are taken now, or in another order."""

    def __init__(self, puzzle: Model, taken: list[int]) -> None:
        super().__init__(markup=False)
        self.puzzle = puzzle
        self.taken = taken  # numbers of pieces, from 1
        self._show(None)

    @property
    def answer(self) -> str:
        return self.puzzle.ordered(self.taken)

    @property
    def left(self) -> list[int]:
        return [n for n in range(1, len(self.puzzle.pieces) + 1) if n not in self.taken]

    def put_back(self) -> None:
        self.taken = []
        self._show(None)
        self.post_message(self.Ordered())

    @on(OptionList.OptionSelected)
    def toggled(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        number, place = int(event.option.id or 0), event.option_index
        if number in self.taken:
            self.taken.remove(number)
            self._show(number)
        else:
            self.taken.append(number)
            self._show(None)
            self.highlighted = min(place + 1, self.option_count - 1)  # the next one to take
        self.post_message(self.Ordered())

    def action_move(self, way: int) -> None:
        """Move the line under the cursor up or down in the function."""
        if self.highlighted is None:
            return
        number = int(self.get_option_at_index(self.highlighted).id or 0)
        if number in self.taken:
            place = self.taken.index(number)
            to = min(max(place + way, 0), len(self.taken) - 1)
            self.taken.insert(to, self.taken.pop(place))
            self._show(number)
            self.post_message(self.Ordered())

    def _show(self, cursor: int | None) -> None:
        """All lines anew, the cursor on that one, or on the first that can be chosen."""
        self.clear_options()
        self.add_option(Option(highlighted(self.puzzle.head), disabled=True))
        self.add_options(map(self._row, self.taken))
        self.add_option(
            Option(Content.styled(f"── {words('exercise.left')}", QUIET), disabled=True)
        )
        self.add_options(map(self._row, self.left))
        self.highlighted = self.get_option_index(str(cursor)) if cursor else self._first()

    def _first(self) -> int:
        return 1 if self.taken else min(2, self.option_count - 1)

    def _row(self, number: int) -> Option:
        return Option(highlighted(self.puzzle.pieces[number - 1]), id=str(number))
