"""Runs in the learner's process: confines itself, runs the code, and sends back values.

Started as a file, with Python's standard library alone; of the rest of the program it loads the
walls that stand beside it, and what core holds comes in the job as text.
Reads one JSON job from standard input; writes frames (a JSON line, then that many bytes of .npy)
to the file or file descriptor that the job names. What is right or wrong is judged by the parent.
"""

import ast
import base64
import io
import json
import os
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType
from typing import Any, NoReturn

MOST_PARTS = 5  # values that are returned together
MOST, MOST_OF_MANY = 1_000_000, 8_000_000  # bytes of an array that is sent
Json = dict[str, Any]  # a job, a frame's header, or names by which code is run

# Taken hold of before the learner's code can put anything else in their place.
_write, _dumps, _exit = os.write, json.dumps, os._exit
_format_exception_only = traceback.format_exception_only


def main() -> None:
    job = json.loads(sys.stdin.buffer.read())
    sys.path.append(job["path"])
    import numpy as np

    sys.path.remove(job["path"])  # what else lies there is not the learner's business
    np.set_printoptions(threshold=200)
    if "file" in job:
        job["fd"] = os.open(job["file"], os.O_WRONLY | getattr(os, "O_BINARY", 0))
    page = beside("own/inside") if job["task"] == "page" else None  # read while it can be
    confined = beside("walls").confine(job)
    send(job["fd"], {"kind": "ready", "confined": confined})
    try:
        if page:
            page.run(job, np, make_core(job["core"]), partial(tell, job["fd"], np), fault)
        else:
            work(job, np)
    except BaseException:  # not in the learner's code, but for what it did to Python or NumPy
        _exit(job["broken"])


def beside(name: str) -> ModuleType:
    """A module of this folder, which is on no path here."""
    spec = spec_from_file_location(name, os.path.join(os.path.dirname(__file__), f"{name}.py"))
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def work(job: Json, np: ModuleType) -> None:
    """Run what the job asks for, and send what comes of it."""
    core = make_core(job["core"])
    modules: Json = {"np": np, "numpy": np, "core": core}
    if job["task"] == "predict":
        for block in job["blocks"]:
            predict(block, job["fd"], np, modules)
    else:
        modules |= {name: getattr(core, name) for name in job["given"]}
        modules["core"] = without(core, job["name"], job["withheld"])
        exercise(job, np, modules)


def send(fd: int, header: Json, payload: bytes = b"") -> None:
    header["bytes"] = len(payload)
    data = _dumps(header).encode() + b"\n" + payload
    while data:
        data = data[_write(fd, data) :]


class TooLarge(Exception):
    """Its message is the shape of an array that is not sent."""


def tell(fd: int, np: ModuleType, header: Json, arrays: list[object]) -> None:
    """Send a header with many arrays."""
    for array in arrays:
        if isinstance(array, np.ndarray) and array.nbytes > MOST_OF_MANY:
            raise TooLarge(str(array.shape))
    payloads = [packed(array, np, MOST_OF_MANY)[1] for array in arrays]
    send(fd, header | {"after": [len(one) for one in payloads]}, b"".join(payloads))


def make_core(texts: list[list[str]]) -> ModuleType:
    """core as a module, from its text: the folder it came from is not to be read."""
    package = sys.modules["tui_tutor"] = ModuleType("tui_tutor")
    for name, text in texts:
        module = ModuleType(f"tui_tutor.{name}")
        sys.modules[module.__name__] = module
        setattr(package, name, module)
        exec(compile(text, f"{name}.py", "exec"), module.__dict__)
    return sys.modules["tui_tutor.core"]


def without(core: Any, name: str, reason: str) -> ModuleType:
    """core for an exercise: all of it but the function that is asked for."""

    def missing(asked: str) -> NoReturn:
        if asked == name:
            raise NotImplementedError(reason)
        raise AttributeError(f"module 'core' has no attribute {asked!r}")

    shown = ModuleType(core.__name__)
    shown.__dict__.update({key: value for key, value in vars(core).items() if key != name})
    shown.__dict__["__getattr__"] = missing
    sys.modules[core.__name__] = sys.modules["tui_tutor"].__dict__["core"] = shown
    return shown


# ------------------------------------------------------------------ predictions


def predict(block: Json, fd: int, np: ModuleType, modules: Json) -> None:
    """Run all but the last expression, then send what that one is worth."""
    namespace: Json = {"__name__": "__main__", **modules}
    if block["seed"] is not None:
        namespace["seed"] = block["seed"]
    try:
        tree = ast.parse(block["source"])
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "<lesson>", "exec"), namespace)
        value = unrounded = None
        if last is not None:
            if (rounded := take_out_rounded(last.value)) is not None:
                unrounded = eval(compile(ast.Expression(rounded), "<lesson>", "eval"), namespace)
                namespace["_unrounded"] = unrounded
            value = eval(compile(ast.Expression(last.value), "<lesson>", "eval"), namespace)
    except BaseException as error:
        send(fd, fault(error))
        return
    header, payload = packed(value, np)
    header["repr"] = "" if value is None else repr(value)[:2000]
    exact = packed(unrounded, np)[1]
    header |= {"unrounded": len(exact)} if exact else {}
    send(fd, header, payload + exact)


def take_out_rounded(call: ast.expr) -> ast.expr | None:
    """The x of `x.round(3)`, `np.round(x, 3)` or `round(x, 3)`, with a name in its place there."""
    name = ast.copy_location(ast.Name("_unrounded", ast.Load()), call)
    match call:
        case ast.Call(
            func=ast.Name(id="round") | ast.Attribute(value=ast.Name(id="np"), attr="round"),
            args=[x, *_],
        ):
            call.args[0] = name
        case ast.Call(func=ast.Attribute(value=x, attr="round") as method):
            method.value = name
        case _:
            return None
    return x


# ------------------------------------------------------------------ exercises


def exercise(job: Json, np: ModuleType, modules: Json) -> None:
    """Define the learner's function, call it on every input, send each answer."""
    namespace: Json = {"__name__": "answer", **modules}
    load, own, rng = np.load, {"np": np}, np.random.default_rng
    calls = [[decode(a, load, own, rng) for a in call] for call in job["calls"]]
    fill_what_is_empty(np)
    try:
        exec(compile(job["source"], "<answer>", "exec"), namespace)
        function = namespace[job["name"]]
    except KeyError:
        send(job["fd"], {"kind": "undefined"})
        return
    except BaseException as error:
        send(job["fd"], fault(error))
        return
    for arguments in calls:
        try:
            value = function(*arguments)
            value = arguments[0] if job["moves"] else value
        except BaseException as error:
            send(job["fd"], fault(error))
            continue
        header, payload = packed(value, np)
        if isinstance(value, list | tuple):  # no array, yet it may hold the right numbers
            payload = numbers_of(value, np)
        after = [packed(a, np)[1] for a in arguments if isinstance(a, np.ndarray)]
        if isinstance(value, list | tuple) and len(value) <= MOST_PARTS:
            header["parts"] = len(value)
            after += [packed(part, np)[1] for part in value]
        header["after"] = [len(one) for one in after]
        send(job["fd"], header, payload + b"".join(after))


def fill_what_is_empty(np: Any) -> None:
    """Make np.empty and np.empty_like give no zeros by luck: what is left unset is nan, or -1."""

    def filled(make: Callable[..., Any]) -> Callable[..., Any]:
        def made(*given: Any, **named: Any) -> Any:
            array = make(*given, **named)
            array.fill(np.nan if array.dtype.kind in "fc" else -1 if array.dtype.kind == "i" else 1)
            return array

        return made

    np.empty, np.empty_like = filled(np.empty), filled(np.empty_like)


def decode(
    argument: Json, load: Callable[..., object], own: Json, rng: Callable[..., object]
) -> object:
    """An argument of a call: an array, a function of x given as an expression, a random generator
    given by its seed, or a number or a word.
    """
    if "npy" in argument:
        return load(io.BytesIO(base64.b64decode(argument["npy"])), allow_pickle=False)
    if "seed" in argument:
        return rng(argument["seed"])
    if "function" in argument:
        return eval(f"lambda x: {argument['function']}", dict(own))
    return argument["value"]


def numbers_of(value: object, np: ModuleType) -> bytes:
    """A list's numbers as .npy bytes; none where it makes no array."""
    try:
        return packed(np.array(value), np)[1]
    except (ValueError, TypeError):
        return b""


def packed(value: object, np: ModuleType, most: int = MOST) -> tuple[Json, bytes]:
    """A value as a header and .npy bytes; what is no number is described by its type's name."""
    kind = type(value).__name__
    if isinstance(value, np.ndarray | np.generic | int | float | bool):
        array = np.asarray(value)
        if array.dtype.kind in "biuf" and array.nbytes <= most:
            file = io.BytesIO()
            np.lib.format.write_array(file, array, allow_pickle=False)
            return {"kind": "value", "type": kind}, file.getvalue()
        kind = f"an array of dtype {array.dtype}, shape {array.shape}"
    return {"kind": "other", "type": kind}, b""


def fault(error: BaseException) -> Json:
    """The error's name, what it says, and the line of the learner's code where it came up."""
    line = getattr(error, "lineno", None)
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename in ("<answer>", "<lesson>"):
            line = frame.lineno
    said = "".join(_format_exception_only(type(error), error)).strip().splitlines()
    if not isinstance(error, SyntaxError):  # of those the code comes first, and what is wrong last
        said = [one.removeprefix(f"{type(error).__module__}.") for one in said[:1]]
    return {
        "kind": "error",
        "type": type(error).__name__,
        "family": [kind.__name__ for kind in type(error).__mro__],
        "message": said[-1][:500] if said else "",
        "line": line,
    }


main()
with suppress(Exception):  # it may be closed by now, or something else
    sys.stdout.flush()
_exit(0)
