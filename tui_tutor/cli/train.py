"""`tutor train`: train a network without the app, with bars, plain lines or one JSON object."""

import argparse
import json
import sys
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING

from tui_tutor.clean import clean
from tui_tutor.cli import Commands, UsageError, count, words
from tui_tutor.folders import reason

if TYPE_CHECKING:
    from rich.console import Console

    from tui_tutor.digits import Digits
    from tui_tutor.nets import Evaluation, Network, Settings, Training

BATCH = 100  # images a step, where nobody says how many; fewer where there are fewer
HIDDEN = (50,)
SOURCE = "auto|drawn|mnist|DIR"


def add_parser(commands: Commands) -> None:
    parser = commands.add_parser("train", help=words("help.train"), description=words("help.train"))
    parser.add_argument("--data", default="auto", metavar=SOURCE, help=words("help.data"))
    parser.add_argument("--test", metavar=SOURCE, help=words("help.test"))
    parser.add_argument("--epochs", type=count, default=5, metavar="N", help=words("help.epochs"))
    parser.add_argument("--batch-size", type=int, metavar="N", help=words("help.batch"))
    parser.add_argument(
        "--hidden", type=_hidden, default=None, metavar="N[,N]", help=words("help.hidden")
    )
    parser.add_argument("--activation", default="relu", help=words("help.activation"))
    parser.add_argument("--optimizer", default="sgd", help=words("help.optimizer"))
    parser.add_argument("--init", default="he", help=words("help.init"))
    parser.add_argument(
        "--learning-rate", type=float, default=0.3, metavar="X", help=words("help.rate")
    )
    parser.add_argument("--seed", type=count, default=0, metavar="N", help=words("help.train-seed"))
    parser.add_argument("--save", type=Path, metavar="FILE", help=words("help.save"))
    parser.add_argument("--load", type=Path, metavar="FILE", help=words("help.load"))
    parser.add_argument("--json", action="store_true", help=words("help.json"))
    parser.set_defaults(run=run)


def _hidden(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(units) for units in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(words("not-units", got=text)) from None


def run(args: argparse.Namespace) -> int:
    from tui_tutor.digits import DigitsError
    from tui_tutor.nets import TrainingError, save_network

    if args.save and not _can_be_a_file(args.save):
        raise UsageError(words("unwritable", path=args.save, reason=words("no-file")))
    try:
        digits, training = _prepared(args)
        _train(training, digits, args)
        if args.save:
            save_network(args.save, training.network)
    except (DigitsError, TrainingError) as error:
        raise UsageError(str(error)) from None
    except MemoryError:
        raise UsageError(words("no-memory")) from None
    except OSError as error:
        raise UsageError(words("unwritable", path=args.save, reason=reason(error))) from None
    now = training.evaluate()
    if digits.like_mnist and not training.stopped:
        _keep(training.network, digits, now.unseen_accuracy)
    _report(training, now, digits, args)
    return 1 if training.stopped else 0


def _can_be_a_file(path: Path) -> bool:
    """Looked at before the training: its end would be late to find out."""
    return path.is_file() if path.exists() else path.parent.is_dir() and path.name != ""


def _prepared(args: argparse.Namespace) -> "tuple[Digits, Training]":
    from dataclasses import replace

    from tui_tutor import digits
    from tui_tutor.nets import Training, load_network

    data = digits.load(args.data)
    notes = data.notes
    if args.test:
        other = digits.load(args.test)
        data = replace(data, test_images=other.test_images, test_labels=other.test_labels)
        data = replace(data, test_name=other.name)
        notes += other.notes
    for note in dict.fromkeys(notes):
        print(f"tutor: {note}", file=sys.stderr)
    sets = (data.train_images, data.train_labels, data.test_images, data.test_labels)
    network = None
    settings = _settings(args, len(data.train_labels))
    if args.load:
        try:
            network = load_network(args.load)
        except ValueError as error:
            raise UsageError(str(error)) from None
        if args.hidden not in (None, network.sizes[1:-1]):
            told = (",".join(map(str, sizes)) for sizes in (network.sizes[1:-1], args.hidden))
            named = dict(zip(("hidden", "wanted"), told, strict=True))
            raise UsageError(words("other-hidden", path=args.load, **named))
        settings = replace(settings, hidden=network.sizes[1:-1], activation=network.activation)
    return data, Training(*sets, settings, network=network)


def _settings(args: argparse.Namespace, images: int) -> "Settings":
    from tui_tutor.nets import Settings

    return Settings(
        hidden=args.hidden or HIDDEN,
        activation=args.activation,
        init=args.init,
        optimizer=args.optimizer,
        learning_rate=args.learning_rate,
        batch_size=min(BATCH, images) if args.batch_size is None else args.batch_size,
        seed=args.seed,
    )


def _train(training: "Training", digits: "Digits", args: argparse.Namespace) -> None:
    """All epochs, shown as they go; Ctrl-C ends early and keeps what there is."""
    from rich.console import Console

    console = Console(stderr=True, highlight=False)
    live = console.is_terminal and not args.json
    try:
        if live:
            _with_bars(training, args.epochs, console)
        else:
            _plainly(training, args.epochs, quiet=args.json)
    except KeyboardInterrupt:
        print(words("interrupted", step=training.step_count), file=sys.stderr)


def _plainly(training: "Training", epochs: int, quiet: bool) -> None:
    for epoch in range(1, epochs + 1):
        for _ in range(training.steps_an_epoch):
            if not training.step():
                return
        if not quiet:
            now = training.evaluate()
            print(_line(epoch, epochs, training, now), flush=True)


def _line(epoch: int, epochs: int, training: "Training", now: "Evaluation") -> str:
    return words(
        "epoch",
        epoch=epoch,
        epochs=epochs,
        loss=f"{training.loss:.4f}",
        train=f"{now.train_accuracy:.2%}",
        test=f"{now.unseen_accuracy:.2%}",
    )


def _with_bars(training: "Training", epochs: int, console: "Console") -> None:
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    steps = training.steps_an_epoch
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[said]}"),
    )
    with Progress(*columns, console=console) as bars:
        whole = bars.add_task(words("bar.total"), total=epochs * steps, said="")
        part = bars.add_task(words("bar.epoch"), total=steps, said="")
        for epoch in range(1, epochs + 1):
            bars.reset(part, total=steps)
            for step in range(1, steps + 1):
                going_on = training.step()
                if step % 50 == 0 or step == steps or not going_on:
                    done = (epoch - 1) * steps + step
                    bars.update(whole, completed=done)
                    said = words("bar.loss", loss=f"{training.loss:.4f}")
                    bars.update(part, completed=step, said=said)
                if not going_on:
                    return
            now = training.evaluate()
            bars.update(whole, said=words("bar.accuracy", test=f"{now.unseen_accuracy:.2%}"))
            bars.console.print(_line(epoch, epochs, training, now))


def _keep(network: "Network", digits: "Digits", accuracy: float) -> None:
    """For the lessons that read the learner's hand."""
    from tui_tutor import kept

    reader = kept.Reader(network, digits.name, digits.tested_on, accuracy)
    if fault := kept.keep_network(reader):
        print(f"tutor: {words('not-kept', reason=clean(fault))}", file=sys.stderr)


def _report(
    training: "Training", now: "Evaluation", digits: "Digits", args: argparse.Namespace
) -> None:
    from tui_tutor.digits import called

    seconds = training.seconds
    steps = training.step_count
    values: dict[str, object] = {
        "dataset": digits.name,
        "test_dataset": digits.tested_on,
        "epochs": round(training.epoch, 4),
        "steps": steps,
        "seconds": round(seconds, 3),
        "us_per_step": round(seconds / steps * 1e6, 1) if steps else None,
        "train_accuracy": round(now.train_accuracy, 4),
        "test_accuracy": round(now.unseen_accuracy, 4),
        "test_loss": now.unseen_loss if isfinite(now.unseen_loss) else None,
        "stopped": training.stopped or None,
    }
    if args.json:
        print(json.dumps(values, ensure_ascii=False, allow_nan=False))
        return
    if training.stopped:
        rate = training.settings.learning_rate
        print(words.of("stopped", training.stopped, rate=f"{rate:g}", loss=f"{training.loss:.4g}"))
    said = {key: f"{values[key]:.2%}" for key in ("train_accuracy", "test_accuracy")}
    said |= {key: called(str(values[key])) for key in ("dataset", "test_dataset")}
    print(words("trained" if steps else "untrained", **(values | said)))
    if args.save:
        print(clean(words("saved", path=args.save)))
