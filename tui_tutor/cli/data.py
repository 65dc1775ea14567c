"""`tutor data get` and `tutor data status`: MNIST on this machine."""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tui_tutor.cli import Commands, UsageError, folder
from tui_tutor.text import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console

    from tui_tutor.digits.fetch import Amount, Told
    from tui_tutor.digits.mnist import Kept

words = Words("data")
LINES = 10  # that a fetch prints where there is no terminal


def add_parser(commands: Commands) -> None:
    about = words("help.data")
    parser = commands.add_parser("data", help=about, description=about)
    orders = parser.add_subparsers(metavar="get|status", required=True)
    get = orders.add_parser("get", help=words("help.get"), description=words("help.get"))
    way = get.add_mutually_exclusive_group()
    way.add_argument("--from", dest="source", type=folder, metavar="DIR", help=words("help.from"))
    way.add_argument("--mirror", type=_mirror, metavar="URL", help=words("help.mirror"))
    get.set_defaults(run=run_get)
    status = orders.add_parser(
        "status", help=words("help.status"), description=words("help.status")
    )
    status.add_argument("--json", action="store_true", help=words("help.json"))
    status.set_defaults(run=run_status)


def _mirror(url: str) -> str:
    """The folder on a server in which the four files stand."""
    from tui_tutor.digits.download import allowed

    if not allowed(url):
        raise argparse.ArgumentTypeError(words("get.not-a-mirror", got=url))
    return url if url.endswith("/") else f"{url}/"


def run_get(args: argparse.Namespace) -> int:
    from tui_tutor.digits import DigitsError, mnist

    if args.source and not args.source.exists():
        raise UsageError(words("get.no-folder", folder=args.source))
    try:
        _bring(args.source, args.mirror)
    except DigitsError as error:
        print(f"tutor: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(words("get.cancelled"), file=sys.stderr)
        return 130
    print(words("get.done", folder=mnist.kept_folder()))
    return 0


def _bring(source: Path | None, mirror: str | None) -> None:
    """Take or fetch it, with a bar on a terminal and plain lines elsewhere."""
    from rich.console import Console

    from tui_tutor.digits import mnist
    from tui_tutor.digits.fetch import fetch_mnist, take_mnist

    def bring(told: "Told") -> None:
        if source:
            take_mnist(source, told)
        else:
            fetch_mnist(told, mirrors=(mirror,) if mirror else None)

    if not source:
        print(words("get.about", size=f"{mnist.size() / 1e6:.1f}", licence=words("licence")))
    console = Console(stderr=True)
    if console.is_terminal:
        _with_bar(bring, console)
    else:
        bring(_Lines())


def _with_bar(bring: "Callable[[Callable[[Amount], None]], object]", console: "Console") -> None:
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        Progress,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )

    columns = (BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console) as bars:
        bar = bars.add_task("", total=None)

        def told(amount: "Amount") -> None:
            bars.update(bar, completed=amount.done, total=amount.total)

        bring(told)


class _Lines:
    """Prints a line whenever another tenth has come."""

    def __init__(self) -> None:
        self._next = 0

    def __call__(self, amount: "Amount") -> None:
        if amount.total and amount.done * LINES >= self._next * amount.total:
            self._next = amount.done * LINES // amount.total + 1
            print(amount.said(), flush=True)


def run_status(args: argparse.Namespace) -> int:
    """Exit 0 where MNIST is kept whole, 1 where it is not."""
    from tui_tutor.digits import mnist

    place = mnist.kept_folder()
    kept = mnist.look(place)
    whole = all(one.state == "whole" for one in kept)
    if args.json:
        print(json.dumps(_row(place, kept, whole), ensure_ascii=False))
        return 0 if whole else 1
    states = {one.state for one in kept}
    key = "status.whole" if whole else "status.broken"
    if states == {"missing"}:
        key = "status.missing"
    print(words(key, folder=place))
    for one in kept if states != {"missing"} else ():
        print(words("status.file", name=one.path.name, state=words.of("state", one.state)), end="")
        print(f" ({one.reason})" if one.state in ("damaged", "unreadable") else "")
    print(words("status.licence", licence=words("licence")))
    if elsewhere := os.environ.get("TUTOR_MNIST"):
        print(words("status.elsewhere", folder=elsewhere))
    return 0 if whole else 1


def _row(place: Path, kept: "tuple[Kept, ...]", whole: bool) -> dict[str, object]:
    return {
        "whole": whole,
        "folder": str(place),
        "licence": words("licence"),
        "tutor_mnist": os.environ.get("TUTOR_MNIST") or None,
        "files": [
            {"name": one.path.name, "state": one.state, "reason": one.reason or None}
            for one in kept
        ],
    }
