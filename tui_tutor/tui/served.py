"""The app behind a page in a browser: a server stands where a terminal would."""

from textual.drivers.web_driver import WebDriver

from tui_tutor.tui.leaving import page_gone


class PageDriver(WebDriver):
    """Textual's own, which also tells when the page has gone, and with it the server's input."""

    def run_input_thread(self) -> None:
        super().run_input_thread()
        if not self.exit_event.is_set():
            page_gone.set()
