"""`tutor preview`: the page follows each save, and what is read stays under the eye."""

from pathlib import Path

import pytest

from tests.tui.test_app import settled, until
from tui_tutor.opening import progress_in, read
from tui_tutor.session import Session
from tui_tutor.tui.preview import PreviewApp, moved, sources
from tui_tutor.tui.widgets.demo_pane import DemoPane
from tui_tutor.tui.widgets.lesson_page import LessonPage

FRONT = "---\ntitle: One\nsummary: the first\npart: Part\norder: 10\nneeds: zero\n---\n# One\n\n"
BODY = "\n\n".join(f"Paragraph {number}." for number in range(60))


def preview(folder: Path) -> PreviewApp:
    course = read(folder)
    made = PreviewApp(Session(course, progress_in(course.elsewhere)), course.find("one"))
    made.animation_level = "none"
    return made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    page = tmp_path / "en" / "one.md"
    page.parent.mkdir()
    page.write_text(FRONT + BODY, encoding="utf-8")
    before = FRONT.replace("order: 10", "order: 5").replace("title: One", "title: Zero")
    page.with_name("zero.md").write_text(before, encoding="utf-8")
    return page


def top(app: PreviewApp) -> str:
    """The block that stands at the top of what is seen."""
    page = app.lesson_screen.query_one(LessonPage)
    document = page.document
    assert document is not None
    block, _ = document.place_at(round(page.scroll_y))
    return sources(document)[block][0]


def text(page: LessonPage) -> list[str]:
    """The blocks of the page, in the order in which they stand."""
    return [source for source, _ in sources(page.document)] if page.document else []


async def test_a_save_is_followed_and_the_place_is_kept(file: Path) -> None:
    app = preview(file.parents[1])
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        page = app.lesson_screen.query_one(LessonPage)
        page.scroll_to(y=61, animate=False)
        await until(pilot, lambda: page.place != (0, 0))
        before = top(app)
        assert before != "# One"
        file.write_text(FRONT + "New.\n\nNewer.\n\n" + BODY, encoding="utf-8")
        await until(pilot, lambda: "Newer." in text(page))
        await until(pilot, lambda: top(app) == before)
        assert text(page).count("Paragraph 7.") == 1


ASKED = "```python predict\n1 + 1\n```\n\nwhy: {why}\n\n1. Turn.\n   > answer: {answer}\n\n{end}"


async def test_only_what_has_changed_is_made_anew(file: Path) -> None:
    said = {"why": "so", "answer": "yes", "end": "End."}
    file.write_text(FRONT + ASKED.format(**said), encoding="utf-8")
    app = preview(file.parents[1])
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        page = app.lesson_screen.query_one(LessonPage)
        assert page.document is not None
        for change, kept in (({"end": "Over."}, 4), ({"why": "thus"}, 4), ({"answer": "no"}, 4)):
            before = list(page.document.children)
            said |= change
            file.write_text(FRONT + ASKED.format(**said), encoding="utf-8")
            body = FRONT.split("---\n")[2] + ASKED.format(**said)
            await until(pilot, lambda body=body: app.lesson_screen.lesson.body == body)
            assert len(set(before) & set(page.document.children)) == kept, change
            shown = "".join(source for source, _ in sources(page.document))
            assert len(page.document.children) == 5, shown


async def test_a_broken_page_is_told_and_the_last_good_one_stays(file: Path) -> None:
    app = preview(file.parents[1])
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        file.write_text(FRONT.replace("order: 10", "order: ten") + BODY, encoding="utf-8")
        await until(pilot, lambda: any("one.md:5" in n.message for n in app._notifications))
        assert "Paragraph 1." in app.lesson_screen.lesson.body
        file.write_text(FRONT + "Mended.", encoding="utf-8")
        await until(pilot, lambda: "Mended." in app.lesson_screen.lesson.body)


async def test_a_demo_comes_with_the_save_that_names_it(file: Path) -> None:
    app = preview(file.parents[1])
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        named = FRONT.replace("order: 10", "order: 10\ndemo: softmax")
        file.write_text(named + BODY, encoding="utf-8")
        pane = app.lesson_screen.query_one(DemoPane)
        await until(pilot, lambda: pane.demo is not None and pane.demo.name == "softmax")


@pytest.mark.parametrize(
    ("after", "block", "there"),
    [
        ("xabcd", 2, 3),  # something came before it
        ("cd", 2, 0),  # something went
        ("abXd", 2, 2),  # it was changed itself
        ("ab", 3, 1),  # it is no more
        ("abcd", 1, 1),
    ],
)
def test_a_block_is_found_again(after: str, block: int, there: int) -> None:
    before, now = ([(letter, "") for letter in text] for text in ("abcd", after))
    assert moved(block, before, now) == there
