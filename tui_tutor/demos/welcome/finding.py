"""Where Python would find a module: told by looking into folders, never by importing."""

import os
import re
import sys
import sysconfig
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.machinery import BuiltinImporter, FrozenImporter, PathFinder
from pathlib import Path

NEW = os.path.join("new-project", ".venv")  # where a new environment would be made


@dataclass(frozen=True)
class Environment:
    """One Python, as far as finding and installing goes. Empty strings in `path` mean "here"."""

    executable: str
    prefix: str
    base_prefix: str  # the Python that a virtual environment was made from, else `prefix` itself
    path: tuple[str, ...]  # the folders that are searched, first to last
    stdlib: str
    managed: bool = False  # the system looks after it, and its pip refuses to install
    is_new: bool = False  # made up: as `python -m venv` would leave it

    @property
    def kind(self) -> str:
        """What sort of environment: "new", "venv", "conda", or "none" but the Python itself."""
        if self.is_new or self.prefix != self.base_prefix:
            return "new" if self.is_new else "venv"
        return "conda" if Path(self.prefix, "conda-meta").is_dir() else "none"


@dataclass(frozen=True)
class Place:
    """One folder of the path, and what came of looking there."""

    folder: str
    kind: str  # "inside", "start", "standard", "compiled", "installed", "new", "added"
    found: bool | None  # None: never looked at, since it was found before


def this_environment() -> Environment:
    """The Python that runs this program."""
    stdlib = sysconfig.get_path("stdlib")
    return Environment(
        sys.executable or "python",
        sys.prefix,
        sys.base_prefix,
        tuple(entry for entry in sys.path if isinstance(entry, str)),
        stdlib,
        managed=sys.prefix == sys.base_prefix and Path(stdlib, "EXTERNALLY-MANAGED").is_file(),
    )


def new_environment(old: Environment) -> Environment:
    """A virtual environment just made from the same Python: its own modules, nothing else."""
    room = {"base": NEW, "platbase": NEW}
    scripts = sysconfig.get_path("scripts", "venv", room)
    standard = [e for e in old.path if purpose(e, old) in ("standard", "compiled")]
    return replace(
        old,
        executable=os.path.join(scripts, Path(old.executable).name),
        prefix=NEW,
        path=(*standard, sysconfig.get_path("purelib", "venv", room)),
        managed=False,
        is_new=True,
    )


def purpose(folder: str, environment: Environment) -> str:
    """What a folder of the path is for."""
    path = Path(folder)
    if environment.is_new and path.is_relative_to(NEW):
        return "new"
    if path.name in ("site-packages", "dist-packages"):
        return "installed"
    if path.name in ("lib-dynload", "DLLs"):
        return "compiled"
    if path == Path(environment.stdlib):
        return "standard"
    return "start" if folder == environment.path[0] else "added"


def look(module: str, environment: Environment) -> list[Place]:
    """Every place asked for a top-level module, in Python's order.

    Folders that do not exist are left out, as Python passes over them.
    """
    if BuiltinImporter.find_spec(module) or FrozenImporter.find_spec(module):
        return [Place(environment.executable, "inside", True)]
    places: list[Place] = []
    known = False
    for folder in dict.fromkeys(environment.path):
        is_for = purpose(folder, environment)
        if is_for == "new":
            places.append(Place(folder, is_for, None if known else False))
        elif os.path.exists(folder or "."):
            places.append(Place(folder, is_for, None if known else _holds(folder, module)))
            known = known or bool(places[-1].found)
    return places


def _holds(folder: str, module: str) -> bool:
    """Whether an import would stop at this folder; a folder without code in it does not count."""
    spec = PathFinder.find_spec(module, [folder])
    return spec is not None and spec.loader is not None


def version(distribution: str, folder: str) -> str:
    """The installed version, as the files beside the module tell it; "" where none does."""
    from importlib.metadata import distributions

    found = distributions(name=distribution, path=[folder])
    return next((d.version for d in found if d.version), "")


def module_name(typed: str) -> str:
    """What a line asks for: `import numpy as np` and `from numpy.linalg import norm`: numpy."""
    words = re.split(r"[\s.,;(]+", re.sub(r"^\s*(import|from)\s+", "", typed.strip()))
    return words[0]


def has(module: str, environment: Environment) -> bool:
    return any(place.found for place in look(module, environment))


def pip_command(distribution: str, environment: Environment) -> Sequence[str]:
    """The words of the command that installs into this environment and no other."""
    if environment.is_new or has("pip", environment):
        return (environment.executable, "-m", "pip", "install", distribution)
    return ("uv", "pip", "install", "--python", environment.executable, distribution)
