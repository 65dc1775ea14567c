"""Which sentences the program asks for, where, and with which values: read from its source."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import tui_tutor

PACKAGE = Path(tui_tutor.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))


@dataclass(frozen=True)
class Asked:
    """One call such as `words("overflow", a=1010)`, or `words.of("knob", name)` for a table."""

    place: str  # file:line
    room: str
    keys: tuple[str, ...]  # every literal that the key may be; none where the call has no literal
    table: bool
    built: bool  # the key is put together, so that no search finds it
    filled: frozenset[str] | None  # the blanks that get a value; None where `**` hides them


@cache
def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


@cache
def rooms(file: Path) -> dict[str, str]:
    """What each name for `Words("room")` in that file stands for, imported ones too."""
    found = {}
    for node in ast.walk(parsed(file)):
        match node:
            case ast.Assign(
                targets=[ast.Name(name)],
                value=ast.Call(func=ast.Name("Words"), args=[ast.Constant(str(room))]),
            ):
                found[name] = room
            case ast.ImportFrom(module=str(module), names=names) if module.startswith("tui_tutor."):
                for alias in (alias for alias in names if alias.name.endswith("words")):
                    spec = find_spec(module)
                    there = rooms(Path(spec.origin)) if spec and spec.origin else {}
                    if alias.name in there:
                        found[alias.asname or alias.name] = there[alias.name]
    return found


def asked(file: Path) -> Iterator[Asked]:
    """Every sentence that the file asks for, the functions of a file one after the other."""
    known = rooms(file)
    for scope in ast.walk(parsed(file)):
        if not isinstance(scope, ast.Module | ast.FunctionDef):
            continue
        for node in own(scope):
            match node:
                case ast.Call(func=ast.Name(name)) if name in known:
                    yield _asked(file, node, known[name], False, scope)
                case ast.Call(func=ast.Attribute(ast.Name(name), "of")) if name in known:
                    yield _asked(file, node, known[name], True, scope)
                case ast.Call(func=ast.Attribute(ast.Name(name), "name")) if name in known:
                    yield _asked(file, node, known[name], len(node.args) > 1, scope)


def own(scope: ast.AST) -> Iterator[ast.AST]:
    """What stands in a scope, but for the functions in it."""
    for node in ast.iter_child_nodes(scope):
        if not isinstance(node, ast.FunctionDef):
            yield node
            yield from own(node)


def _asked(file: Path, call: ast.Call, room: str, table: bool, scope: ast.AST) -> Asked:
    key, names = call.args[0], [keyword.arg for keyword in call.keywords]
    built = isinstance(key, ast.JoinedStr | ast.BinOp)
    if isinstance(key, ast.Name):  # what the variable may be
        key = ast.Tuple(
            [
                node.value
                for node in own(scope)
                if isinstance(node, ast.Assign) and key.id in map(ast.unparse, node.targets)
            ]
        )
    return Asked(
        place=f"{file}:{call.lineno}",
        room=room,
        keys=tuple(strings(key)),
        table=table,
        built=built,
        filled=None if None in names else frozenset(str(name) for name in names),
    )


def strings(node: ast.AST) -> list[str]:
    """Every string that stands in a piece of source."""
    constants = (n.value for n in ast.walk(node) if isinstance(n, ast.Constant))
    return [value for value in constants if isinstance(value, str)]
