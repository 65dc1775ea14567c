"""`tutor demo NAME`: what a demo shows, printed, or drawn into an SVG file."""

import argparse
import io
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tui_tutor import demos
from tui_tutor.clean import clean
from tui_tutor.cli import Commands, UsageError, count, nearest, read_session, save, words
from tui_tutor.folders import reason
from tui_tutor.text import Words

if TYPE_CHECKING:
    from rich.console import RenderableType

    from tui_tutor.demo import Demo
    from tui_tutor.knobs import AnyKnobs
    from tui_tutor.session import Session
    from tui_tutor.share import Shared


def add_parser(commands: Commands) -> None:
    parser = commands.add_parser("demo", help=words("help.demo"), description=words("help.demo"))
    parser.add_argument("name", metavar="NAME", help=words("help.demo-name"))
    parser.add_argument(
        "--set", action="append", default=[], metavar="KNOB=VALUE", help=words("help.set")
    )
    parser.add_argument(
        "--from", dest="share", default="", metavar="STRING", help=words("help.from")
    )
    parser.add_argument("--knobs", action="store_true", help=words("help.knobs"))
    parser.add_argument("--steps", type=count, default=0, metavar="N", help=words("help.steps"))
    parser.add_argument("--size", type=_size, metavar="80x24", help=words("help.size"))
    parser.add_argument("--seed", type=count, default=0, metavar="N", help=words("help.seed"))
    parser.add_argument("--svg", type=Path, metavar="FILE", help=words("help.svg"))
    parser.add_argument("--words", action="store_true", help=words("help.words"))
    parser.add_argument("--points", type=Path, metavar="FILE", help=words("help.points"))
    parser.add_argument("--as-code", action="store_true", help=words("help.as-code"))
    parser.add_argument("--data", metavar="DIR", type=Path, help=words("help.start-data"))
    parser.add_argument("--lessons", metavar="DIR", type=Path, help=words("help.lessons"))
    parser.set_defaults(run=run)


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    if not (width.isdecimal() and height.isdecimal()):
        raise argparse.ArgumentTypeError(words("not-a-size", got=text))
    if not (20 <= int(width) <= 400 and 5 <= int(height) <= 400):
        raise argparse.ArgumentTypeError(words("not-a-size", got=text))
    return int(width), int(height)


def run(args: argparse.Namespace) -> int:
    if args.name not in demos.names():
        raise nearest("no-such-demo", args.name, demos.NoSuchDemo(args.name, demos.names()).nearest)
    session = read_session(args.lessons, args.data)
    demo = demos.load(args.name, session)
    if args.knobs:
        return _print_knobs(demo)
    shared = _shared(demo, args)
    knobs = shared.knobs
    if args.as_code:
        return _print_code(demo, shared)

    from rich.console import Console

    from tui_tutor.cli.printed import print_in_words
    from tui_tutor.demo import LiveDemo, Size
    from tui_tutor.show import Shown
    from tui_tutor.show.skyline import Line
    from tui_tutor.tape import played

    console = Console(highlight=False, width=args.size[0] if args.size else None)
    size = Size(*args.size) if args.size else Size(console.width, 24)
    tape = played(demo, shared) if isinstance(demo, LiveDemo) else None
    snapshot = tape.snapshot() if tape else None
    ran = tape is not None and demo.has_transport and tape.end
    line = Line(tape.ribbon(), demo.name, size.width) if tape and ran else None
    if args.words:
        print_in_words(demo, knobs, size, snapshot)
        if line:
            print(line.told())
    elif args.svg is None:
        console.print(Shown(demo.frame(knobs, size, snapshot)))
        if line:
            console.print(line.text())
    else:
        _write_svg(demo.frame(knobs, size, snapshot), size.width, demo.name, args.svg)
        return 0
    _print_goals(session, demo, knobs, snapshot)
    _print_share(demo, shared)
    return 0


def _shared(demo: "Demo", args: argparse.Namespace) -> "Shared[AnyKnobs]":
    """What the share string says, then what the command line does; a label names a knob."""
    from tui_tutor.choices import option_named
    from tui_tutor.knob_values import controls, set_knobs
    from tui_tutor.knobs import KnobError
    from tui_tutor.share import Shared, from_share_string

    try:
        shared = from_share_string(demo.name, demo.knobs, args.share)
        knobs = shared.knobs
        names = {label.casefold(): name for name, label in _labels(demo).items()}
        typed = ((names.get(n.casefold(), n), value) for n, value in map(_change, args.set))
        known = controls(knobs)
        changes = {
            name: option_named(demo.name, name, known[name], value) if name in known else value
            for name, value in typed
        }
        if args.points:
            if "own" not in known:
                raise UsageError(words("takes-no-points", name=demo.name))
            from tui_tutor.points import Plane, points_from

            points = points_from(args.points, Plane())
            changes |= {"data": "own", "own": Plane().format(points)}
        knobs = set_knobs(knobs, changes)
    except KnobError as error:
        raise UsageError(str(error)) from None
    legs = (*shared.legs, (knobs, args.steps)) if args.steps else shared.legs
    return Shared(knobs, legs, args.seed or shared.seed)


def _print_code(demo: "Demo", shared: "Shared[AnyKnobs]") -> int:
    """The program that comes to the same numbers; a program is no place for words about it."""
    from tui_tutor.demo import StillDemo

    if isinstance(demo, StillDemo) or demo.as_code is None:
        raise UsageError(words("no-code", name=demo.name))
    if any(knobs != shared.knobs for knobs, _ in shared.legs):
        raise UsageError(words("code-turned"))
    steps = sum(steps for _, steps in shared.legs)
    sys.stdout.write(demo.as_code(shared.knobs, steps, shared.seed))
    return 0


def _write_svg(picture: "RenderableType", width: int, name: str, path: Path) -> None:
    from rich.console import Console

    from tui_tutor.show import Shown

    paper = Console(record=True, width=width, file=io.StringIO(), force_terminal=True)
    paper.print(Shown(picture))
    try:
        paper.save_svg(str(path), title=f"tutor demo {name}")
    except OSError as error:
        raise UsageError(words("unwritable", path=path, reason=reason(error))) from None
    print(clean(words("written", path=path)), file=sys.stderr)


def _change(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError(words("not-a-change", got=text))
    return name.strip(), value.strip()


def _print_share(demo: "Demo", shared: "Shared[AnyKnobs]") -> None:
    """The command that shows this elsewhere, on one line however long, to be copied."""
    from tui_tutor.share import Shared, share_string

    if shared != Shared(demo.knobs):
        string = share_string(demo.name, shared)
        print(words("share", command=f"tutor demo {demo.name} --from {shlex.quote(string)}"))


def _print_goals(session: "Session", demo: "Demo", knobs: "AnyKnobs", snapshot: object) -> None:
    """Which goals of the lessons with this demo are reached so; they are kept as in the app."""
    from tui_tutor.goals import goals_of, met, record_reached

    facts = demo.told(knobs, snapshot)
    for lesson in session.course.lessons:
        if lesson.demo == demo.name:
            reached = met(tuple(goals_of(lesson)), facts)
            record_reached(session.progress, lesson.name, reached)
            for goal in reached:
                print(clean(words("goal", sentence=goal.sentence)))
            if reached:
                save(session.progress)


def _labels(demo: "Demo") -> dict[str, str]:
    """Each knob's name as the screen shows it."""
    from tui_tutor.knob_values import controls

    labels = Words(demo.name)
    return {name: labels.of("knob", name) for name in controls(demo.knobs)}


def _print_knobs(demo: "Demo") -> int:
    from tui_tutor.choices import range_named
    from tui_tutor.knob_values import controls

    labels = _labels(demo)
    for name, control in controls(demo.knobs).items():
        default = control.format(getattr(demo.knobs, name))
        wanted = range_named(demo.name, name, control)
        print(words("knob", name=name, label=labels[name], range=wanted, default=default))
    return 0
