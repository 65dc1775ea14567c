"""Every goal of the course, reached by keys alone in a real terminal, one after the other.

    python -m tests.reaching [LESSON …]

Each goal has the terminal (tmux) and the learner to itself. Its circle is looked for on the page
and must be open; then its knobs are turned and typed as a learner would, the demo is played, and
the circle must become a tick, on the screen and in what is kept.
"""

import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

from tui_tutor.course import Lesson, read_course
from tui_tutor.demo import Demo, LiveDemo
from tui_tutor.goal_check import answer_to, demo_of
from tui_tutor.goals import Goal, goals_of
from tui_tutor.knob_values import as_text, controls, in_play, set_knobs
from tui_tutor.knobs import AnyKnobs, Button, Choice, Pad, Switch, Value

PATIENCE = 60.0  # seconds for a run on a busy machine
SINGLY = 12  # steps that are taken by `.`; where there are more, the demo plays
PEN_AT = (14, 7)  # where the pen of a drawing pad is at first
REST = 0.3  # seconds without a change: it has come to rest
ANSWER = 3.0  # seconds until a key that does something has shown it
HALF = 60  # cells of the page
START = 34  # cells of a sentence that stand in one line of the page


class Terminal:
    """tmux with the program in it, 120 by 40."""

    def __init__(self, home: Path, lesson: str) -> None:
        home.mkdir(parents=True)
        self.kept = home / "progress.json"
        self.kept.write_text('{"settings": {"mnist": "not now"}}', encoding="utf-8")
        self.name = f"reaching-{os.getpid()}-{home.name}"
        program = [sys.executable, "-m", "tui_tutor", "start", lesson]
        environment = [f"TUTOR_HOME={home}", "COLORTERM=truecolor", "TERM=xterm-256color"]
        command = shlex.join(["env", "-u", "COLUMNS", "-u", "LINES", *environment, *program])
        self.tmux("new-session", "-d", "-x", "120", "-y", "40", command)

    def tmux(self, *arguments: str) -> str:
        done = subprocess.run(["tmux", "-L", self.name, *arguments], capture_output=True, text=True)
        return done.stdout

    def press(self, *keys: str) -> None:
        self.tmux("send-keys", *keys)

    def type(self, text: str) -> None:
        self.tmux("send-keys", "-l", "--", text)

    def screen(self, *, styled: bool = False) -> str:
        shown = self.tmux("capture-pane", "-p", *(["-e"] if styled else []))
        return shown.replace("\N{NO-BREAK SPACE}", " ")

    def after(self, *keys: str) -> str:
        """The screen that these keys led to, once it rests; the same as before if to none."""
        before = shown = self.screen()
        if keys:
            self.press(*keys)
        began = since = time.monotonic()  # a busy machine paints late
        while time.monotonic() < (since + REST if shown != before else began + ANSWER):
            time.sleep(0.05)
            if (now := self.screen()) != shown:
                shown, since = now, time.monotonic()
        return shown

    def halves(self) -> tuple[list[str], list[str]]:
        """The rows of the page, and those of the demo beside it."""
        rows = self.screen().splitlines()
        return [row[:HALF] for row in rows], [row[HALF:] for row in rows]

    def goals(self) -> dict[str, bool]:
        kept = json.loads(self.kept.read_text(encoding="utf-8")).get("goals", {})
        return {name: value for of_lesson in kept.values() for name, value in of_lesson.items()}

    def close(self) -> None:
        self.tmux("kill-server")


class NotReached(Exception):
    """What was wanted and did not come."""


def until(seen: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
    deadline = time.monotonic() + seconds
    while not seen():
        if time.monotonic() > deadline:
            raise NotReached(what)
        time.sleep(0.05)


def reach(terminal: Terminal, demo: Demo, goal: Goal) -> None:
    line = goal.sentence
    if len(line) > START:
        line = line[:START].rsplit(" ", 1)[0]
    until(lambda: "".join(terminal.halves()[1][2:-1]).strip() != "", "the demo")
    page_down_to(terminal, f"○ {line}")
    if goal.options:
        choose(terminal, answer_to(demo, goal))
    else:
        trial = next(trial for trial in goal.trials if trial.reaches)
        terminal.press("d")
        turn(terminal, demo, dict(trial.knobs))
        if trial.steps and isinstance(demo, LiveDemo) and demo.has_transport:
            play(terminal, trial.steps)
    until(lambda: f"✓ {line}" in terminal.screen(), f"the tick before {line!r}")
    until(lambda: goal.name in terminal.goals(), "the goal among what is kept")


def page_down_to(terminal: Terminal, text: str) -> None:
    """Read on until that stands on the page."""
    before, shown = "", terminal.after()
    while text not in shown:
        if shown == before:
            raise NotReached(f"{text!r} on the page")
        before, shown = shown, terminal.after(*["Down"] * 12)
    if terminal.goals():
        raise NotReached("an open goal: it is reached as the page opens")


def choose(terminal: Terminal, answer: str) -> None:
    """Tab until that option has the focus, which is seen by its reversed colours; take it."""
    has_focus = re.compile(rf"\x1b\[(\d+;)*7m(\x1b\[[\d;]*m)* {re.escape(answer)} \x1b")
    for _ in range(80):
        terminal.after("Tab")
        if has_focus.search(terminal.screen(styled=True)):
            return terminal.press("Enter")
    raise NotReached(f"the option {answer!r} by tab")


def turn(terminal: Terminal, demo: Demo, changes: dict[str, str]) -> None:
    """Turn the knobs by keys, those first that are in sight; for the others the view."""
    knobs, at = demo.knobs, 0
    declared = {field.name: field.metadata for field in fields(knobs)}
    back: dict[str, str] = {}  # the view to come back to
    while changes or back:
        changes, back = changes or back, back if changes else {}
        seen = [name for name in controls(knobs) if name in in_play(knobs)]
        name = next((name for name in changes if name in seen), None)
        if name is None:
            hidden = declared[next(iter(changes))]
            name = hidden["of"]
            back[name] = as_text(knobs)[name]
            changes = {name: hidden["views"][0], **changes}
        move(terminal, seen.index(name) - at)
        turned = set_knobs(knobs, {name: changes.pop(name)})
        turn_one(terminal, knobs, turned, name)
        knobs = turned
        at = [one for one in controls(knobs) if one in in_play(knobs)].index(name)


def move(terminal: Terminal, by: int) -> None:
    for _ in range(abs(by)):
        terminal.press("Tab" if by > 0 else "BTab")


def turn_one(terminal: Terminal, before: AnyKnobs, after: AnyKnobs, name: str) -> None:
    control, value = controls(before)[name], getattr(after, name)
    if isinstance(control, Choice):
        options = control.options
        steps = (options.index(value) - options.index(getattr(before, name))) % len(options)
        terminal.press(*["Right"] * steps)
    elif isinstance(control, Switch):
        terminal.press(*["Right"] * (value != getattr(before, name)))
    elif isinstance(control, Button):
        terminal.press(*["Enter"] * (value - getattr(before, name)))
    elif isinstance(control, Pad):
        draw(terminal, value)
    else:
        terminal.press("Enter", "C-u")
        terminal.type(as_text(after)[name])
        terminal.press("Enter")


def draw(terminal: Terminal, strokes: Value) -> None:
    """Lead the pen, cell by cell, through each stroke."""
    x, y = PEN_AT
    for stroke in strokes:
        for place, (to_x, to_y) in enumerate(stroke):
            while (x, y) != (to_x, to_y):
                if abs(to_x - x) >= abs(to_y - y):
                    terminal.press("Right" if to_x > x else "Left")
                    x += 1 if to_x > x else -1
                else:
                    terminal.press("Down" if to_y > y else "Up")
                    y += 1 if to_y > y else -1
            if place == 0:
                terminal.press("Space")
        terminal.press("Space")


def play(terminal: Terminal, steps: int) -> None:
    """Step or play; a demo that plays already, since a knob was turned, is left to itself."""
    if steps <= SINGLY:
        terminal.press(*["."] * steps)
    elif "▶" in terminal.after():
        terminal.press("Space")


def tried(lesson: Lesson, goal: Goal, home: Path) -> str:
    """What was missed; "" where the goal was reached."""
    terminal = Terminal(home, lesson.name)
    try:
        reach(terminal, demo_of(lesson.demo or ""), goal)
    except NotReached as missed:
        return f"{missed}\n{terminal.screen()}"
    finally:
        terminal.close()
    return ""


def main() -> None:
    lessons = [one for one in read_course().lessons if not sys.argv[1:] or one.name in sys.argv]
    asked = [(lesson, goal) for lesson in lessons for goal in goals_of(lesson)]
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        for number, (lesson, goal) in enumerate(asked):
            began = time.monotonic()
            fault = tried(lesson, goal, Path(folder) / str(number))
            missed += bool(fault)
            seconds = time.monotonic() - began
            told = f"NOT REACHED: {fault}" if fault else "reached"
            print(f"{lesson.name}: {goal.sentence} {told} ({seconds:.1f} s)", flush=True)
    print(f"{len(asked) - missed} of {len(asked)} goals were reached by keys")


if __name__ == "__main__":
    main()
