"""`tutor progress export FILE` and `import FILE`: what was learnt goes to another machine."""

import argparse
import json
from pathlib import Path

from tui_tutor.clean import clean
from tui_tutor.cli import Commands, UsageError, folder, save, words
from tui_tutor.cli.places import copied
from tui_tutor.folders import data_folder, reason
from tui_tutor.merging import MOST_BYTES, NotARecord, merge, read_record
from tui_tutor.progress import Progress


def add_parser(commands: Commands) -> None:
    said = words("help.progress")
    parser = commands.add_parser("progress", help=said, description=said)
    ways = parser.add_subparsers(metavar="export|import", required=True)
    for name, run in (("export", run_export), ("import", run_import)):
        said = words.of("progress-help", name)
        way = ways.add_parser(name, help=said, description=said)
        way.add_argument("file", metavar="FILE", type=folder, help=words("help.progress-file"))
        way.set_defaults(run=run)


def run_export(args: argparse.Namespace) -> int:
    progress = Progress(data_folder())
    tree = progress.get()
    if not tree:
        raise UsageError(words("taking.nothing", folder=data_folder()))
    text = json.dumps(tree, ensure_ascii=False, indent=1)
    try:
        with args.file.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text + "\n")
    except FileExistsError:
        raise UsageError(words("taking.there", path=args.file)) from None
    except OSError as error:
        raise UsageError(words("unwritable", path=args.file, reason=reason(error))) from None
    print(clean(words("written", path=args.file)))
    return 0


def run_import(args: argparse.Namespace) -> int:
    """Exit 0 also where there was nothing new."""
    leaves = _read(args.file)
    progress = Progress(data_folder())
    count = merge(progress, leaves)
    copy = copied(progress.path, before="import") if count else None
    if not save(progress):
        return 1
    print(words("taking.taken", count=count))
    if copy:
        print(clean(words("reset.copy", copy=copy)))
    return 0


def _read(path: Path) -> list[tuple[tuple[str, ...], object]]:
    try:
        with path.open("rb") as file:
            return read_record(file.read(MOST_BYTES + 1))
    except OSError as error:
        raise UsageError(words("unreadable", path=path, reason=reason(error))) from None
    except NotARecord as error:
        why = words.of("progress-fault", str(error))
        raise UsageError(words("unreadable", path=path, reason=why)) from None
