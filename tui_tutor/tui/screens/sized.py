"""A screen whose widgets always hear when they have another size."""

from textual import events
from textual.geometry import Size
from textual.screen import Screen, ScreenResultType


class SizedScreen(Screen[ScreenResultType]):
    """Textual finds out who has another size by comparing two layouts. Whoever asks for a place
    after styles have changed, and before their layout, makes both of them the new one: nobody is
    told then, and a demo in full screen would stay as narrow as it was beside its page.
    """

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        before = {widget: widget.outer_size for widget in self._compositor.widgets}
        super()._refresh_layout(size, scroll)
        for widget, had in before.items():
            if widget.outer_size != had:  # told twice, it takes the two for one
                widget.post_message(
                    events.Resize(widget.size, widget.virtual_size, widget.container_size)
                )
