"""The learner's own Python: which one it is, and where an import would come from."""

import keyword
import os
import platform
import shlex
import subprocess
import sys
from collections.abc import Collection, Iterator

import numpy as np
from rich.cells import cell_len, set_cell_size
from rich.console import RenderableType
from rich.text import Text

from tui_tutor.clean import clean
from tui_tutor.demos.welcome.finding import (
    Environment,
    Place,
    has,
    look,
    pip_command,
    this_environment,
    version,
)
from tui_tutor.nearest import nearest
from tui_tutor.show import heading, note
from tui_tutor.show.roles import LIT, QUIET, RIGHT, WRONG
from tui_tutor.show.stage import BLANK, Part, loose, stack
from tui_tutor.text import Words

words = Words("welcome")
MARKS = {True: "✓", False: "✗", None: "·"}
STYLES = {True: RIGHT, False: "", None: QUIET}
# What is imported → what is installed. Only names that are known to be right: a name that nobody
# has taken may be taken tomorrow by somebody with bad intentions.
INSTALLED_AS = {
    "numpy": "numpy",
    "matplotlib": "matplotlib",
    "mpl_toolkits": "matplotlib",
    "torch": "torch",
    "scipy": "scipy",
    "pandas": "pandas",
    "sklearn": "scikit-learn",
    "PIL": "pillow",
    "cv2": "opencv-python",
}
IMPORTED_AS = {d: module for module, d in INSTALLED_AS.items() if d not in INSTALLED_AS}


def picture(module: str, environment: Environment, width: int) -> Part:
    """Which Python this is, the places where it looks, and what came of it."""
    facts = table([*described(environment)], width)
    if not module.isidentifier() or keyword.iskeyword(module):
        return stack(facts, BLANK, heading(f"import {shown(module)}"), note(no_module(module)))
    places = look(module, environment)
    found = next((place for place in places if place.found), None)
    return stack(
        facts,
        BLANK,
        heading(f"import {shown(module)}"),
        loose(search(places, width)),
        BLANK,
        note(verdict(module, found), RIGHT if found else WRONG),
        *(note(remark) for remark in remarks(module, environment, found)),
        *advice(module, environment, found),
    )


# ------------------------------------------------------------------ which Python this is


def described(environment: Environment) -> Iterator[tuple[str, str, str]]:
    """The facts: a name, what there is to say, and a path where there is one."""
    system = clean(f"{platform.system()} {platform.machine()}")
    release, processors = platform.python_version(), os.cpu_count() or 1
    told = words("python-is", version=release, system=system, processors=processors)
    yield words("python"), told, ""
    yield words("interpreter"), "", home_short(environment.executable)
    prefix = "" if environment.kind == "none" else home_short(environment.prefix)
    yield words("environment"), words.of("environment-is", environment.kind), prefix
    yield "NumPy", words("nothing-yet") if environment.is_new else numpy_build(), ""


def numpy_build() -> str:
    """NumPy's version, the library that multiplies its matrices, and how many threads that has."""
    blas = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
    name = str(blas.get("name", "?")).removeprefix("scipy-")
    release = ".".join(str(blas.get("version", "")).split(".")[:3])
    threads = os.environ.get("OPENBLAS_NUM_THREADS", "") if "openblas" in name else ""
    key = "numpy-threads" if threads.isdecimal() else "numpy"
    blas_shown = clean(f"{name} {release}".strip())
    return words(key, version=np.__version__, blas=blas_shown, threads=threads)


def table(facts: list[tuple[str, str, str]], width: int) -> Text:
    """A fact a line, its name before it."""
    label = max(cell_len(name) for name, _, _ in facts) + 1
    text = Text(no_wrap=True, overflow="ellipsis")
    for i, (name, told, path) in enumerate(facts):
        text.append("\n" if i else "").append(set_cell_size(name, label), QUIET)
        text.append(told).append(tail(path, width - label - cell_len(told)))
    return text


# ------------------------------------------------------------------ where it looks


def search(places: list[Place], width: int) -> Text:
    """A place a line: whether the module is there, what the place is, where it is."""
    kinds = [words.of("kind", place.kind) for place in places]
    label = max(map(cell_len, kinds), default=0) + 2
    text = Text(no_wrap=True)
    for i, (place, kind) in enumerate(zip(places, kinds, strict=True)):
        text.append("\n" if i else "").append(f"{MARKS[place.found]} ", STYLES[place.found])
        text.append(set_cell_size(kind, label), LIT if place.found else STYLES[place.found])
        text.append(" " + tail(home_short(place.folder), width - label - 3), QUIET)
    return text


def home_short(path: str) -> str:
    """A path as one writes it: `~` for home, `.` for here."""
    home = os.path.expanduser("~")
    if path == home or path.startswith(home + os.sep):
        path = "~" + path.removeprefix(home)
    return clean(path or ".").replace("\n", "�")


def tail(path: str, width: int) -> str:
    """The end of a path that is too long, which is the part that tells; cut between names."""
    if cell_len(path) <= width:
        return path
    while path and cell_len(path) >= width:
        path = path[1:]
    cut = path.find(os.sep)
    return "…" + (path if cut < 0 else path[cut:])


# ------------------------------------------------------------------ words


def verdict(module: str, found: Place | None) -> str:
    if found is None:
        return words("not-found", module=shown(module))
    return words.of("found", found.kind, module=shown(module))


def remarks(module: str, environment: Environment, found: Place | None) -> Iterator[str]:
    """What is worth knowing about this search."""
    if found is None and environment.is_new and has(module, this_environment()):
        yield words("elsewhere", module=module)
    elif found is None and module not in INSTALLED_AS:
        near = meant(module, INSTALLED_AS) or meant(module, sys.stdlib_module_names)
        hint = words("near", near=near) if near else words("unknown")
        yield other_name(module) or hint
    elif found is not None and found.kind in ("installed", "added"):
        number = version(INSTALLED_AS.get(module, module), found.folder)
        if number:
            yield words("version", version=clean(number))
    if found is not None and found.kind == "start":
        yield words("shadow", module=shown(module))


def meant(module: str, names: Collection[str]) -> str:
    """The module that was probably meant: one that is much alike, since it may be installed."""
    return nearest(module, names, alike=0.7)


def advice(module: str, environment: Environment, found: Place | None) -> Iterator[RenderableType]:
    """The command that installs it, of this very interpreter."""
    if found is not None or module not in INSTALLED_AS:
        return
    if environment.managed:
        yield note(words("managed"))
        return
    command = pip_command(INSTALLED_AS[module], environment)
    yield note(words("without-pip" if command[0] == "uv" else "install"))
    join = subprocess.list2cmdline if os.name == "nt" else shlex.join
    yield note(clean(join(command)), "bold")


def no_module(name: str) -> str:
    """Why this can't be the name of a module."""
    return other_name(name) or words("no-name", name=shown(name))


def other_name(name: str) -> str:
    """That what is installed under this name is imported under another; "" where it is not."""
    module = IMPORTED_AS.get(name.casefold())
    return words("installed-name", name=name, module=module) if module else ""


def shown(name: str) -> str:
    return clean(name if len(name) <= 40 else name[:39] + "…")
