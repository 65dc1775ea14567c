"""`tutor export`: the course as pages that need no server, no script and nothing from elsewhere."""

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from tests.demos.test_frames import MEASURED
from tests.some import thorough
from tui_tutor.cli import main

COURSE = Path(__file__).parents[1] / "course"
ALONE = {"meta", "link", "br", "img", "source", "hr", "input"}
MOST = 600_000  # bytes of a page with its pictures in one of the two grounds
HOSTILE = """---
title: <script>alert(1)</script>
summary: <b>bold</b> & "quoted"
part: <i>part</i>
order: 1
---
# A <script>alert(2)</script>

<script>alert(3)</script> [x](javascript:alert(4)) [gone](nowhere.md) ![seen](http://x.y/z.png)

## Twice

## Twice

```python exercise=<script>alert(5)</script>
```

```python predict
print("<script>alert(6)</script>")
```

why: <script>alert(7)</script>
"""


class Seen(HTMLParser):
    """What a page holds; `open_tags` is empty at its end, where each tag was closed in turn."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open_tags: list[str] = []
        self.unfolded = ""  # what is seen before anything is opened
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self.open_tags += [] if tag in ALONE else [tag]

    def handle_endtag(self, tag: str) -> None:
        assert tag in ALONE or self.open_tags.pop() == tag

    def handle_data(self, data: str) -> None:
        self.unfolded += "" if "details" in self.open_tags else data

    def all_of(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.tags if name in attributes]


def exported(folder: Path, lessons: Path, *options: str) -> dict[str, str]:
    """The text of each file of the site."""
    assert main(["export", str(folder), "--lessons", str(lessons), *options]) == 0
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, drawn_once: Path) -> dict[str, str]:
    """The tests' course, written in a home of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tui_tutor.digits.kept_drawn.cache_folder", lambda: drawn_once)
        patch.setenv("TUTOR_HOME", str(tmp_path_factory.mktemp("home")))
        patch.setenv("TUTOR_LANG", "en")
        patch.delenv("TUTOR_MNIST", raising=False)
        return exported(tmp_path_factory.mktemp("site"), COURSE)


@pytest.fixture(scope="module")
def pages(site: dict[str, str]) -> dict[str, Seen]:
    return {name: Seen(text) for name, text in site.items() if name.endswith(".html")}


def test_each_lesson_has_a_page_and_the_contents_lead_to_it(pages: dict[str, Seen]) -> None:
    lessons = {f"{path.stem}.html" for path in (COURSE / "en").glob("*.md")}
    assert set(pages) == lessons | {"index.html"}
    assert lessons <= set(pages["index.html"].all_of("href"))


def test_every_tag_is_closed_and_every_id_is_one_of_its_page(pages: dict[str, Seen]) -> None:
    for name, page in pages.items():
        assert page.open_tags == [], name
        assert max(Counter(page.all_of("id")).values()) == 1, name


def test_every_link_leads_somewhere(site: dict[str, str], pages: dict[str, Seen]) -> None:
    for name, page in pages.items():
        for link in page.all_of("href") + page.all_of("src") + page.all_of("srcset"):
            file, _, anchor = unquote(link).partition("#")
            assert (file or name) in site, f"{name}: {link}"
            assert not anchor or anchor in pages[file or name].all_of("id"), f"{name}: {link}"


def test_nothing_is_loaded_from_elsewhere_and_no_script_runs(
    site: dict[str, str], pages: dict[str, Seen]
) -> None:
    for name, page in pages.items():
        assert "script" not in [tag for tag, _ in page.tags], name
    for name, text in site.items():
        loaded = text.replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert not re.search(r"(src|srcset|url\(|@import|<link[^>]*href)[=\"( ]+http", loaded), name


def test_the_contents_say_where_each_function_is_taught(tmp_path: Path) -> None:
    course = tmp_path / "course"
    course.mkdir()
    head = "---\ntitle: One\nsummary: s\npart: p\norder: 1\nteaches: softmax, np.exp\n---\n"
    (course / "one.md").write_text(f"{head}# One\n\nsoftmax and np.exp\n", encoding="utf-8")
    assert main(["export", str(tmp_path / "site"), "--lessons", str(course)]) == 0
    text = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert '<a href="one.html"><code>np.exp</code></a>' in text
    assert '<a href="one.html">softmax</a>' in text


def test_a_page_says_its_language_and_its_headings_come_in_order(pages: dict[str, Seen]) -> None:
    for name, page in pages.items():
        assert page.tags[0] == ("html", {"lang": "en"}), name
        levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1, name
        assert levels.count(1) == 1, name
        assert all(b <= a + 1 for a, b in pairwise(levels)), name


def test_answers_hints_and_solutions_are_folded(
    pages: dict[str, Seen], site: dict[str, str]
) -> None:
    assert "(4, 6)" in site["axes.html"]
    assert "(4, 6)" not in pages["axes.html"].unfolded
    assert "[[0 1 2]" in pages["axes.html"].unfolded, "a run's output is seen"
    assert "return" in site["activations.html"]
    assert "return" not in pages["activations.html"].unfolded.partition('"""')[0]
    assert site["activations.html"].count("<details>") >= 5


def test_a_picture_stands_for_each_view_and_says_in_words_what_it_shows(
    site: dict[str, str], pages: dict[str, Seen]
) -> None:
    images = [attributes for tag, attributes in pages["softmax.html"].tags if tag == "img"]
    assert [image["src"] for image in images] == [
        "pictures/softmax-sample-light.svg",
        "pictures/softmax-batch-light.svg",
    ]
    assert all(len(image["alt"]) > 40 for image in images)
    for name, text in site.items():
        if name.endswith(".svg"):
            assert ElementTree.fromstring(text).tag.endswith("svg"), name


def test_a_page_with_its_pictures_is_small(site: dict[str, str], pages: dict[str, Seen]) -> None:
    for name, page in pages.items():
        size = sum(len(site[file].encode()) for file in [name, *page.all_of("src")])
        assert size < MOST, name


@thorough
def test_the_same_course_gives_the_same_site(site: dict[str, str], tmp_path: Path) -> None:
    """But for the speeds that a demo measures."""
    again = exported(tmp_path, COURSE)
    assert again.keys() == site.keys()
    for name in site:
        one, other = (
            [line for line in files[name].splitlines() if not MEASURED.search(line)]
            for files in (site, again)
        )
        assert one == other, name


@thorough
def test_another_language_speaks_around_the_lessons(tmp_path: Path) -> None:
    index = exported(tmp_path, COURSE, "--language", "zh")["index.html"]
    assert '<html lang="zh-Hans">' in index
    assert '<li lang="en">' in index, "the tests' course is English alone"


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    (tmp_path / "lessons").mkdir()
    (tmp_path / "lessons" / "one.md").write_text(HOSTILE, encoding="utf-8")
    site = exported(tmp_path / "site", tmp_path / "lessons")
    for name in ("one.html", "index.html"):
        page = Seen(site[name])
        tags = [tag for tag, _ in page.tags]
        assert page.open_tags == []
        assert not {"script", "b", "i"} & set(tags)
        assert not [
            link for link in page.all_of("href") if "javascript" in link or "nowhere" in link
        ]
        assert "img" not in tags
    assert "&lt;script&gt;alert(7)" in site["one.html"]


def test_a_page_of_somebody_else_is_left_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "index.html").write_text("mine")
    assert main(["export", str(tmp_path), "--lessons", str(COURSE)]) == 2
    assert "name another folder" in capsys.readouterr().err
    assert (tmp_path / "index.html").read_text() == "mine"
