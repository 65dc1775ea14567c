"""A demo as one line to send to somebody: `playground:data=xor,+100,learning_rate=0.3,+50`.

From left to right it is what the learner did: knobs that were turned, and steps that were taken.
"""

from dataclasses import dataclass
from typing import Generic
from urllib.parse import quote, unquote

from tui_tutor.knob_values import K, as_text, set_knobs
from tui_tutor.knobs import KnobError, short
from tui_tutor.text import Words

words = Words("knobs")
GONE = ("moment", "fork")  # knobs of older strings: what they did, the ribbon does
PLAIN = "+.|;^*() "  # characters that stand for themselves; a comma would not
NAME, STEPS, SEED = ":", "+", "~"  # the demo's name ends with the first; these begin a number
MOST_STEPS = 10_000_000
MOST = 100_000  # characters
Legs = tuple[tuple[K, int], ...]  # knobs, and the steps that are taken with them


@dataclass(frozen=True)
class Shared(Generic[K]):
    """How a demo is brought to where somebody else has it."""

    knobs: K  # as they are at last
    legs: Legs[K] = ()
    seed: int = 0


def share_string(name: str, shared: Shared[K]) -> str:
    """What differs from how the demo begins: each knob that was turned, and when."""
    parts = [f"{SEED}{shared.seed}"] if shared.seed else []
    now = as_text(type(shared.knobs)())
    for knobs, steps in (*shared.legs, (shared.knobs, 0)):
        turned = {name: text for name, text in as_text(knobs).items() if text != now[name]}
        parts += [f"{name}={quote(text, safe=PLAIN)}" for name, text in turned.items()]
        parts += [f"{STEPS}{steps}"] if steps else []
        now |= turned
    return f"{name}{NAME}{','.join(parts)}"


def demo_of(string: str) -> str:
    """The demo that a share string names; "" where it names none, as older ones do."""
    name, ends, _ = string.strip().partition(NAME)
    return name if ends and name.isidentifier() else ""


def from_share_string(name: str, knobs: K, string: str) -> Shared[K]:
    """What `share_string` wrote down; raises KnobError, which says what is wrong."""
    if len(string) > MOST:
        raise KnobError(words("too-long", most=MOST))
    if (other := demo_of(string)) not in ("", name):
        raise KnobError(words("other-demo", got=short(other), wanted=name))
    seed, legs, changes = 0, list[tuple[K, int]](), dict[str, str]()
    for part in filter(None, string.strip().removeprefix(f"{name}{NAME}").split(",")):
        knob, equals, value = part.partition("=")
        if equals:
            changes |= {} if knob.strip() in GONE else {knob.strip(): unquote(value)}
        elif part.startswith(STEPS):
            knobs, changes = set_knobs(knobs, changes), {}
            legs.append((knobs, _count(part)))
        elif part.startswith(SEED):
            seed = _count(part)
        else:
            raise KnobError(words("not-a-share", got=short(part)))
    if sum(steps for _, steps in legs) > MOST_STEPS:
        raise KnobError(words("too-many-steps", most=f"{MOST_STEPS:,}"))
    return Shared(set_knobs(knobs, changes), tuple(legs), seed)


def _count(part: str) -> int:
    number = part[1:]
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        raise KnobError(words("not-a-share", got=short(part)))
    return int(number)


def saved_knobs(knobs: K, saved: object) -> K:
    """The knobs with the values that were saved of them, those that no longer fit left out."""
    for name, text in saved.items() if isinstance(saved, dict) else ():
        try:
            knobs = set_knobs(knobs, {name: str(text)})
        except KnobError:
            continue
    return knobs
