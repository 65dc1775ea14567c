"""What the learner has done, kept so that nothing can lose it: not a kill, not a second program.

One JSON file of nested names. A change is a path and a value; saving takes a lock, reads what is
there by now, puts the changes into it, writes a new file and swaps it in.
"""

import json
import os
import time
from collections.abc import Collection
from pathlib import Path
from threading import RLock

from tui_tutor.files import locked, replace_file
from tui_tutor.folders import reason

Tree = dict[str, object]
OF_A_COURSE = (
    "place",
    "reading",
    "read",
    "done",
    "predictions",
    "goals",
    "may-run",
)  # each course has its own
# What is kept by the name of a demo or an exercise: of those that a course brings, under it too.
OF_A_NAME = (
    "knobs",
    "exercises",
    "attempts",
    "tried",
    "drafts",
    "recall",
    "rungs",
    "orders",
)


class Progress:
    """The learner's record. `get` and `put` work in memory, `save` makes the changes last.

    `course` names lessons from elsewhere, `brought` the demos and exercises that come with them:
    what was done there is kept under the course's name.
    `notice` says what the learner should be told once: "damaged:<new name>" or "unwritable:<why>".
    All methods may be called from any thread.
    """

    def __init__(self, folder: Path, course: str = "", brought: Collection[str] = ()) -> None:
        self.path = folder / "progress.json"
        self.course = course
        self.brought = brought
        self.notice: tuple[str, str] | None = None
        self._changes: list[tuple[tuple[str, ...], object]] = []
        self._guard = RLock()
        self._tree = self._read()

    def get(self, *path: str, default: object = None) -> object:
        """The value at that path, or the default."""
        with self._guard:
            node: object = self._tree
            for key in self._full(path):
                if not isinstance(node, dict) or key not in node:
                    return default
                node = node[key]
            return node

    def put(self, *path: str, value: object) -> None:
        """Set the value at that path, here and at the next `save`; None takes it away."""
        with self._guard:
            if self.get(*path) == value:
                return
            _put(self._tree, self._full(path), value)
            self._changes.append((self._full(path), value))

    def _full(self, path: tuple[str, ...]) -> tuple[str, ...]:
        if self.course and (path[0] in OF_A_COURSE or self._is_brought(path)):
            return ("courses", self.course, *path)
        return path

    def _is_brought(self, path: tuple[str, ...]) -> bool:
        """Whether it is kept by a name that the course brings along ("double", "double gaps")."""
        room, *names = path
        return room in OF_A_NAME and bool(names) and names[0].split(" ")[0] in self.brought

    def refresh(self) -> None:
        """See what other programs have saved since, below what is not saved here yet."""
        with self._guard:
            self._tree = self._read()
            for path, value in self._changes:
                _put(self._tree, path, value)

    def save(self) -> None:
        """Write the changes into the file, beside what other programs have written since."""
        with self._guard:
            if not self._changes:
                return
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                with locked(self.path.with_suffix(".lock")):
                    tree = self._read()
                    for path, value in self._changes:
                        _put(tree, path, value)
                    replace_file(self.path, json.dumps(tree, ensure_ascii=False, indent=1).encode())
            except OSError as error:
                self.notice = ("unwritable", reason(error))
                return
            self._tree = tree
            self._changes.clear()

    def _read(self) -> Tree:
        try:
            tree = json.loads(self.path.read_bytes())
            if isinstance(tree, dict):
                return tree
        except FileNotFoundError:
            return {}
        except OSError as error:
            self.notice = ("unwritable", reason(error))
            return {}
        except (ValueError, RecursionError):
            pass
        return self._set_aside()

    def _set_aside(self) -> Tree:
        """Keep a damaged file under another name and begin anew."""
        aside = self.path.with_name(f"progress-damaged-{time.time_ns()}.json")
        try:
            os.replace(self.path, aside)
            self.notice = ("damaged", aside.name)
        except OSError as error:
            self.notice = ("unwritable", reason(error))
        return {}


def kept_setting(folder: Path, name: str) -> str:
    """A setting of the learner's, read before anything else is; "" where it can't be."""
    try:
        value = json.loads((folder / "progress.json").read_bytes())["settings"][name]
    except (OSError, ValueError, RecursionError, LookupError, TypeError):
        return ""
    return value if isinstance(value, str) else ""


def _put(tree: Tree, path: tuple[str, ...], value: object) -> None:
    """Set one leaf, or take it away where the value is None.

    A branch that is not a branch (a foreign file) gives way.
    """
    *branches, leaf = path
    for key in branches:
        branch = tree.get(key)
        if not isinstance(branch, dict):
            branch = tree[key] = {}
        tree = branch
    if value is None:
        tree.pop(leaf, None)
    else:
        tree[leaf] = value
