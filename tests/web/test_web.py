"""The app in a real browser: seen, turned, answered, drawn in; closed, and nothing is left."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

pytest.importorskip("textual_serve", reason="needs the extra: pip install 'tui-tutor[web]'")
from tests.some import thorough
from tests.web import browser as chromium
from tests.web.browser import Browser, Page
from tests.web.served import Served, served

pytestmark = [
    pytest.mark.skipif(not chromium.found(), reason="there is no Chromium on this machine"),
    pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks for processes in /proc"),
]
CLOSED = """new Promise(done => setInterval(
  () => document.body.classList.contains("-closed") && done(), 50))"""
FIELD = "value, shape or error"  # what stands in a field for an answer while it is empty
TABS = 30  # more than the first page has places for the cursor


@pytest.fixture
def server(home: Path) -> Iterator[Served]:
    with served(home) as one:
        yield one


@pytest.fixture
async def browser(tmp_path: Path) -> AsyncIterator[Browser]:
    async with chromium.browser(tmp_path) as one:
        yield one


async def click(page: Page, text: str) -> None:
    """Click on that text, once the screen has come to rest."""
    screen = await page.settled()
    row, line = next((y, line) for y, line in enumerate(screen.splitlines()) if text in line)
    await page.drag((line.index(text), row))


async def answer_a_prediction(page: Page, answer: str) -> None:
    """Move the cursor on until the page shows a field for an answer, and type it there."""
    for _ in range(TABS):
        if FIELD in await page.settled():
            break
        await page.press("tab")
    await click(page, FIELD)
    await page.press(answer)
    await page.until(answer)
    await page.press("enter")


async def draw_a_one(page: Page) -> None:
    """A stroke down the middle of the pad, which is drawn in half blocks."""
    lines = (await page.screen()).splitlines()
    top = next(y for y, line in enumerate(lines) if "▀" * 10 in line)
    left = lines[top].index("▀")
    middle = left + lines[top].count("▀") // 2
    await page.drag(*((middle, top + row) for row in range(3, 11)))


async def test_a_visitor_reads_turns_answers_draws_and_leaves_nothing_behind(
    server: Served, browser: Browser
) -> None:
    page = await browser.open(server.url)
    await page.until("The network beside this text")
    screen = await page.until("It says")
    first = screen[screen.index("It says") :].splitlines()[0].rstrip()

    await page.press("d", "right")
    assert "It says" in await page.until_gone(first)

    await page.press("down", "right")
    await page.until("Draw a digit on the pad.")
    await draw_a_one(page)
    await page.until("It says 1")

    await page.press("d")
    await answer_a_prediction(page, "no such thing")
    await page.until("it gives")

    assert server.programs()
    await page.close()
    assert server.nothing_is_left()


@thorough
async def test_the_page_needs_no_other_machine_and_says_when_the_program_has_ended(
    server: Served, browser: Browser
) -> None:
    page = await browser.open(server.url)
    await page.until("1 of ")
    asked = await page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    assert len(asked) >= 2
    assert all(name.startswith(server.url) for name in asked)
    assert await page.evaluate("""document.fonts.check('16px "Roboto Mono"')""")
    await page.press("q")
    await page.evaluate(CLOSED)
    assert "The program has ended" in await page.evaluate("document.body.innerText")
    assert server.nothing_is_left()
