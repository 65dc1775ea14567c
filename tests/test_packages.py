"""Courses by others: found, opened, kept apart, and harmless where they are broken."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.test_commands import tutor
from tests.installing import install, install_sample, uninstall
from tests.some import some
from tui_tutor import packages
from tui_tutor.progress import Progress
from tui_tutor.text import Words

LESSON = "---\ntitle: One\nsummary: the first\npart: Part\norder: 10\n---\n# One\n"


@pytest.fixture
def sample(site: Path) -> Path:
    """The sample course, installed, and its code may run."""
    folder = install_sample(site)
    assert tutor("courses", "--allow", "sample", "--yes").returncode == 0
    return folder


def package(site: Path, module: str, **files: str) -> Path:
    """A package with one lesson and these files: `demos__mine` is demos/mine.py."""
    folder = site / module
    pages = folder / "lessons" / "en"
    pages.mkdir(parents=True)
    (pages / "one.md").write_text(LESSON, encoding="utf-8")
    (folder / "__init__.py").write_text("", encoding="utf-8")
    for name, text in files.items():
        file = folder / f"{name.replace('__', '/')}.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    install(site, f"tutor-{module}", {module: module})
    return folder


# ------------------------------------------------------------------ installed, opened, removed


def test_the_sample_course_is_installed_opened_and_removed(site: Path) -> None:
    assert "no package with a course" in tutor("courses").stdout
    install_sample(site)
    assert "sample · lessons: 2 · tutor-course-sample 1.0 · not asked" in tutor("courses").stdout
    assert "The ends" in tutor("list", "--course", "sample").stdout
    assert "slides along the curve" in tutor("show", "window", "--course=sample").stdout
    uninstall(site)
    gone = tutor("list", "--course", "sample")
    assert (gone.returncode, gone.stdout) == (2, "")
    assert gone.stderr == "tutor: no course “sample” is installed; there are: \n"
    assert tutor("list").returncode == 0


def test_the_sample_course_holds_what_it_promises(sample: Path) -> None:
    checked = tutor("check", "--course", "sample")
    assert (checked.returncode, checked.stdout.splitlines()[1:]) == (0, []), checked.stdout


def test_its_demo_and_its_exercise_speak_both_languages(sample: Path) -> None:
    for language, demo, hint in (("en", "Of the noise", "A mean"), ("zh", "噪声还剩", "平均")):
        wanted = ("--course", "sample", "--language", language)
        assert demo in tutor("demo", "smoothing", *wanted).stdout
        assert hint in tutor("try", "smoothed", "--hint", "1", *wanted).stdout


def test_its_exercise_is_judged_and_its_ideas_are_told(sample: Path, tmp_path: Path) -> None:
    answer = tmp_path / "answer.py"
    for mode, status, said in (("valid", 0, "Passed"), ("same", 1, "→ This takes 0")):
        body = f"return np.convolve(x, np.ones(window) / window, {mode!r})"
        answer.write_text(f"def smoothed(x, window):\n    {body}\n", encoding="utf-8")
        told = tutor("try", "smoothed", str(answer), "--course", "sample")
        assert (told.returncode, said in told.stdout) == (status, True), told.stdout


def test_what_is_done_in_it_is_kept_apart(sample: Path, home: Path) -> None:
    tutor("ask", "window", "1", "3.0", "--course", "sample")
    tutor("try", "smoothed", "--solution", "--course", "sample")
    tree = Progress(home)
    assert tree.get("predictions") is None
    assert tree.get("recall") is None
    theirs = Progress(home, "tutor-course-sample/sample", {"smoothed"})
    assert theirs.get("predictions", "window") is not None
    assert theirs.get("recall", "smoothed") is not None


def test_ours_is_open_where_no_course_is_named(sample: Path) -> None:
    assert "softmax" in tutor("list").stdout
    assert "no demo “smoothing”" in tutor("demo", "smoothing").stderr
    assert tutor("demo", "softmax", "--course", "sample").returncode == 0


def test_its_texts_stand_beside_ours_and_can_harm_nothing(site: Path) -> None:
    texts = package(site, "loud") / "text" / "en"
    texts.mkdir(parents=True)
    (texts / "app.toml").write_text('[key]\nnext = "HA"\n', encoding="utf-8")
    (texts / "loud.toml").write_text('one = "\\u001b[31mred"\n', encoding="utf-8")
    (texts / "exercises.toml").write_text('[relu]\nstub = "HA"\n[mine]\nstub = "mine"\n')
    packages.use(packages.find("loud"))
    assert Words("app")("key.next") == "next"
    assert Words("exercises").of("mine", "stub") == "mine"
    assert "def relu" in Words("exercises").of("relu", "stub")
    assert Words("loud")("one") == "�[31mred"
    packages.use(None)
    assert not Words("exercises").has("mine.stub")


# ------------------------------------------------------------------ may its code run?

LOUD = "from pathlib import Path\nPath(__file__).with_name('ran').touch()\n"


def test_none_of_its_code_is_imported_before_the_learner_says_so(site: Path) -> None:
    folder = package(site, "loud", __init__=LOUD, demos__mine=LOUD)
    (folder / "__init__.py").write_text(LOUD, encoding="utf-8")
    for command in (("courses",), ("list", "--course", "loud"), ("show", "one", "--course=loud")):
        assert tutor(*command).returncode == 0
    for command in (("demo", "mine"), ("check",), ("try", "mine", "--stub")):
        told = tutor(*command, "--course", "loud")
        assert told.returncode == 2
        assert told.stderr.count("\n") == 1
    assert not list(folder.rglob("ran"))
    tutor("courses", "--allow", "loud", "--yes")
    tutor("demo", "mine", "--course", "loud")
    assert len(list(folder.rglob("ran"))) == 2


def test_another_version_is_another_question(site: Path, sample: Path) -> None:
    assert tutor("demo", "smoothing", "--course", "sample").returncode == 0
    install_sample(site, "1.1")
    told = tutor("demo", "smoothing", "--course", "sample")
    assert (told.returncode, "may not run yet" in told.stderr) == (2, True)


def test_consent_says_what_the_code_may_do_and_is_given_by_somebody(site: Path) -> None:
    install_sample(site)
    told = tutor("courses", "--allow", "sample")
    assert (told.returncode, "change and delete your files" in told.stdout) == (2, True)
    assert "not asked" in tutor("courses").stdout


# ------------------------------------------------------------------ broken ones


def break_entry(site: Path) -> None:
    install(site, "tutor-bad", {"bad": "bad:COURSE"})


def break_module(site: Path) -> None:
    install(site, "tutor-bad", {"bad": "not_here"})


def break_lessons(site: Path) -> None:
    (package(site, "bad") / "lessons" / "en" / "one.md").unlink()


def break_name(site: Path) -> None:
    install(site, "tutor-bad", {"Bad course": "bad"})


def break_twin(site: Path) -> None:
    package(site, "bad")
    install(site, "tutor-worse", {"bad": "bad"})


def break_ours(site: Path) -> None:
    install(site, "tutor-bad", {"bad": "tui_tutor"})


BROKEN = [
    (break_entry, "its entry point is “bad:COURSE”"),
    (break_module, "no such package is installed"),
    (break_lessons, "there are no lessons in"),
    (break_name, "small letters"),
    (break_twin, "brings a course of the same name"),
    (break_ours, "its entry point is “tui_tutor”"),
]


@pytest.mark.parametrize(("make", "reason"), BROKEN, ids=[make.__name__ for make, _ in BROKEN])
def test_a_broken_package_is_one_line_and_others_work(
    site: Path, make: Callable[[Path], None], reason: str
) -> None:
    install_sample(site)
    make(site)
    told = tutor("courses")
    (line,) = [line for line in told.stdout.splitlines() if line.startswith("✗")]
    assert reason in line
    assert "sample · lessons: 2" in told.stdout
    assert tutor("list", "--course", "sample").returncode == tutor("list").returncode == 0


def test_a_broken_course_that_is_asked_for_says_what_is_wrong(site: Path) -> None:
    break_module(site)
    told = tutor("list", "--course", "bad")
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.startswith("tutor: bad (tutor-bad): its entry point names not_here")


def test_a_list_of_entry_points_that_is_no_list_is_passed_over(site: Path) -> None:
    info = install(site, "tutor-odd", {})
    (info / "entry_points.txt").write_text("[tui_tutor.courses]\nnonsense\n", encoding="utf-8")
    install_sample(site)
    assert "sample · lessons: 2" in tutor("courses").stdout


def test_a_demo_that_raises_is_one_line(sample: Path) -> None:
    demo = sample / "demos" / "smoothing.py"
    code = demo.read_text(encoding="utf-8").replace("return stage(", "return 1 / 0, (")
    demo.write_text(code, encoding="utf-8")
    for command in (("demo", "smoothing"), ("show", "window")):
        told = tutor(*command, "--course", "sample")
        assert (told.returncode, told.stderr.count("\n")) == (1, 1)
        assert "ZeroDivisionError" in told.stderr
    assert tutor("demo", "softmax", "--course", "sample").returncode == 0


# ------------------------------------------------------------------ faults, with file and line


def changed(file: str, old: str, new: str) -> Callable[[Path], None]:
    """A change of one file of the sample; with nothing to replace it becomes all of it."""

    def change(folder: Path) -> None:
        path = folder / file
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        assert old in text
        path.write_text(text.replace(old, new, 1) if old else new, encoding="utf-8")

    return change


DEMO, EXERCISE = "demos/smoothing.py", "exercises/smoothed.py"
FAULTS = [
    (DEMO, "return stage(", "return 1 / 0, (", "33: ZeroDivisionError"),
    (
        DEMO,
        '"""A noisy',
        'import nonsense\n"""',
        "1: ModuleNotFoundError: No module named 'nonsense'",
    ),
    (DEMO, "def draw(", "def draw((", "31: SyntaxError"),
    (DEMO, "DEMO =", "MINE =", "1: the module has no DEMO"),
    (DEMO, 'StillDemo("smoothing"', 'StillDemo("other"', "1: it does not end in a StillDemo"),
    (DEMO, "core=()", 'core=("sofmax",)', "1: no functions of core: sofmax"),
    ("demos/softmax.py", "", "DEMO = 1\n", "1: softmax is the name of one of tutor's own"),
    ("text/en/smoothing.toml", "window =", "windows =", "1: there is no sentence “knob.window”"),
    ("text/en/smoothing.toml", "mean =", "mean", "4: it can't be read"),
    ("text/zh/smoothing.toml", 'mean = "平均"\n', "", "1: the sentence “mean” is missing here"),
    ("text/zh/smoothing.toml", "{percent}", "{per}", "5: “left” has other blanks"),
    (EXERCISE, "return np.convolve", "return 1 / 0, (np.convolve", "10: SyntaxError"),
    (EXERCISE, "return np", "return 1 / 0 + np", "10: ZeroDivisionError"),
    (EXERCISE, '"valid")', '"full")', "1: from the answers of “full”"),
    (EXERCISE, "    answer=smoothed,\n", "", "1: core has no function smoothed"),
    (EXERCISE, 'lambda x, window: np.convolve(x, np.ones(window), "valid")', "smoothed", "1: from"),
    ("exercises/smoothed.txt", '«"valid"»', '«"same"»', "1: its answer does not pass"),
    ("exercises/lonely.py", "", "EXERCISE = 1\n", "1: text/en/exercises.toml has no [lonely]"),
    ("lessons/en/ends.md", "needs: window", "needs: windows", "7: "),
    ("lessons/en/window.md", "left <= 1 / 3", "right <= 1 / 3", "2"),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), some(FAULTS, 2))
def test_check_names_the_file_and_the_line_of_each_fault(
    sample: Path, file: str, old: str, new: str, said: str
) -> None:
    changed(file, old, new)(sample)
    told = tutor("check", "--course", "sample")
    *faults, _ = told.stdout.splitlines()
    assert (told.returncode, told.stderr) == (1, "")
    assert any(fault.startswith(f"{sample / file}:{said}") for fault in faults), told.stdout
