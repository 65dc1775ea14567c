"""Opens a course: the program's own, one in a folder, or one that an installed package brings."""

from pathlib import Path

from tui_tutor import demos, packages
from tui_tutor.course import Course, read_course
from tui_tutor.folders import data_folder
from tui_tutor.practice import exercises
from tui_tutor.progress import Progress


def read(folder: Path | None) -> Course:
    """The lessons of that folder; without one those of the package in use, or our own."""
    package = packages.in_use()
    if package and folder is None:
        return read_course(package.lessons, demos.names(), package)
    return read_course(folder, demos.names())


def read_anew(course: Course) -> Course:
    """The same course as its files say it now, in the language in use."""
    return read_course(course.folder, demos.names(), course.package)


def progress_in(elsewhere: str) -> Progress:
    """The learner's progress in lessons from elsewhere; "" for our own."""
    package = packages.in_use()
    if package is None:
        return Progress(data_folder(), elsewhere)
    brought = {*demos.names(), *exercises.names()} - {*demos.ours(), *exercises.ours()}
    progress = Progress(data_folder(), elsewhere, brought)
    packages.allow(progress.get("may-run") == package.release)
    return progress


def open_progress() -> Progress:
    """The learner's progress in the package in use, or in our own course."""
    package = packages.in_use()
    return progress_in(package.key if package else "")
