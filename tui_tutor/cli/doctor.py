"""`tutor doctor`: how this machine suits the program, and what to do where it does not."""

import argparse
import json
import os
import platform
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass

from tui_tutor import __version__
from tui_tutor.clean import clean
from tui_tutor.cli import Commands, words
from tui_tutor.folders import cache_folder, data_folder, named, why_unwritable
from tui_tutor.text import series

SMALLEST = 80, 24  # of a terminal, columns and rows, where nothing has to be scrolled for
SLOW = 5.0  # times as long as its five products: a step that takes more is held up by something
SLOW_PRODUCTS = 3e-3  # seconds; any fast BLAS of the last fifteen years takes less than one
STEPS = 60
WALLS = ("landlock", "seccomp")  # without them learners' code can do what the learner can
SIGNS = "✓ ✗ − ½ █ ▌ ⣿ 中文"  # what fonts lack is seen by eye alone


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; `advice` says what to do, and is "" where all is well."""

    name: str
    found: str
    advice: str = ""


def add_parser(commands: Commands) -> None:
    parser = commands.add_parser(
        "doctor", help=words("help.doctor"), description=words("help.doctor")
    )
    parser.add_argument("--json", action="store_true", help=words("help.json"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Exit 0 where all is well, 1 where there is advice."""
    findings = list(examined())
    if args.json:
        print(json.dumps([asdict(one) for one in findings], ensure_ascii=False, indent=1))
    else:
        _print(findings)
    return 1 if any(one.advice for one in findings) else 0


def _print(findings: list[Finding]) -> None:
    from rich.cells import cell_len, set_cell_size

    names = [words.of("finding", one.name) for one in findings]
    width = max(map(cell_len, names))
    for name, one in zip(names, findings, strict=True):
        print(f"{'✗' if one.advice else '✓'} {set_cell_size(name, width)}  {one.found}")
        if one.advice:
            print(f"  {' ' * width}  → {one.advice}")
    if not any(one.name == "encoding" and one.advice for one in findings):
        print(words("doctor.signs", signs=SIGNS))
    print(words("doctor.paste"))


def examined() -> Iterator[Finding]:
    """Every finding, without the name of the home, which is often the learner's own."""
    for one in _found():
        yield Finding(one.name, _private(one.found), _private(one.advice))


def _private(text: str) -> str:
    home = str(named("~"))
    return clean(text.replace(home, "~") if len(home) > 1 else text)


def _found() -> Iterator[Finding]:
    yield Finding("tutor", __version__)
    system = f"{platform.system()} {platform.machine()} · {os.cpu_count()} CPU"
    yield Finding("python", f"{platform.python_version()} · {system}")
    from tui_tutor.demos.welcome.imports import numpy_build

    kernel = os.environ.get("OPENBLAS_CORETYPE")
    yield Finding("numpy", numpy_build() + (f" · OPENBLAS_CORETYPE={kernel}" if kernel else ""))
    yield _speed()
    yield _terminal()
    yield from _answered()
    yield _colours()
    yield _encoding()
    for name, folder in (("progress", data_folder()), ("cache", cache_folder())):
        fault = why_unwritable(folder)
        advice = words("doctor.unwritable", reason=fault) if fault else ""
        yield Finding(name, str(folder), advice)
    yield _digits()
    yield _walls()


def _speed() -> Finding:
    """A step of the studio's network against its five matrix products, and these alone."""
    import numpy as np

    from tui_tutor.nets import Settings, Training

    rng = np.random.default_rng(0)
    images = rng.integers(0, 256, (200, 28, 28), np.uint8)
    labels = rng.integers(0, 10, 200).astype(np.uint8)
    training = Training(images, labels, images, labels, Settings())
    x, W1, W2 = (rng.random(shape, np.float32) for shape in ((100, 784), (784, 50), (50, 10)))
    hidden, scores = x @ W1, x @ W1 @ W2

    def products() -> None:
        _ = x @ W1, hidden @ W2, hidden.T @ scores, scores @ W2.T, x.T @ hidden

    step, bare = _fastest(training.learn), _fastest(products)
    micro = {name: f"{seconds * 1e6:.0f}" for name, seconds in (("step", step), ("bare", bare))}
    said = words("doctor.speed", **micro, ratio=f"{step / bare:.1f}")
    advice = words("doctor.slow") if step > SLOW * bare else ""
    if bare > SLOW_PRODUCTS:
        advice = words("doctor.slow-products")
    return Finding("step", said, advice)


def _fastest(work: Callable[[], object]) -> float:
    """Seconds; the least of many, since all else on the machine only adds to it."""
    best = float("inf")
    for _ in range(STEPS):
        began = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - began)
    return best


def _terminal() -> Finding:
    if not (sys.stdout and sys.stdout.isatty()):
        return Finding("terminal", words("doctor.no-terminal"))
    columns, rows = shutil.get_terminal_size()
    said = f"{columns}×{rows} · TERM={os.environ.get('TERM', '')}"
    for name in ("TERM_PROGRAM", "TMUX", "STY", "SSH_CONNECTION"):
        if os.environ.get(name):
            said += f" · {os.environ[name] if name == 'TERM_PROGRAM' else name}"
    small = columns < SMALLEST[0] or rows < SMALLEST[1]
    wanted = "×".join(map(str, SMALLEST))
    return Finding("terminal", said, words("doctor.small", wanted=wanted) if small else "")


def _answered() -> Iterator[Finding]:
    """What the terminal says of itself; nothing where it says nothing."""
    from tui_tutor.cli.asking import asked

    said = asked()
    if said.cells is not None:
        advice = "" if said.cells == 2 else words("doctor.narrow")
        yield Finding("wide", words("doctor.cells", cells=said.cells), advice)
    if said.mouse is not None:
        yield Finding("mouse", words("doctor.mouse" if said.mouse else "doctor.no-mouse"))
    if said.keys is not None:
        yield Finding("keys", words("doctor.all-keys" if said.keys else "doctor.few-keys"))


def _colours() -> Finding:
    from rich.console import Console

    if os.environ.get("NO_COLOR"):
        return Finding("colours", words("doctor.no-color"))
    system = Console().color_system
    if not Console().is_terminal:
        return Finding("colours", words("doctor.no-terminal"))
    few = system in (None, "standard")
    return Finding("colours", str(system), words("doctor.few-colours") if few else "")


def _encoding() -> Finding:
    encoding = ((sys.stdout and sys.stdout.encoding) or "").lower()
    utf8 = encoding.replace("-", "") == "utf8"
    return Finding("encoding", encoding, "" if utf8 else words("doctor.encoding"))


def _digits() -> Finding:
    from tui_tutor.digits import mnist

    kept = mnist.look(mnist.kept_folder())
    states = {one.state for one in kept}
    if states == {"whole"}:
        return Finding("digits", words("doctor.mnist"))
    if states == {"missing"}:
        return Finding("digits", words("doctor.drawn"))
    bad = series(f"{one.path.name}: {one.reason}" for one in kept if one.state != "whole")
    return Finding("digits", bad, words("doctor.get"))


def _walls() -> Finding:
    """What keeps a learner's code apart: tried with a line of it."""
    from tui_tutor.practice.sandbox import run_code

    outcome = run_code("1 + 1")
    if outcome.not_started:
        return Finding("sandbox", outcome.not_started, words("doctor.not-started"))
    held = series(outcome.confined) or words("doctor.no-walls")
    open_ = not all(wall in outcome.confined for wall in WALLS)
    return Finding("sandbox", held, words("doctor.open") if open_ else "")
