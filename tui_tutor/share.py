"""A demo's knobs as one short string to send to somebody, and back: `hidden=100,seed=3`."""

from urllib.parse import quote, unquote

from tui_tutor.knobs import AnyKnobs, K, KnobError, as_text, set_knobs
from tui_tutor.text import Words

words = Words("knobs")
GONE = ("moment", "fork")  # knobs of older strings: what they did, the ribbon does
PLAIN = "+.|;^*() "  # characters that stand for themselves; a comma would not


def share_string(knobs: AnyKnobs) -> str:
    """Every knob that is not as its demo declares it, by name; "" where all are."""
    usual = as_text(type(knobs)())
    changed = {name: text for name, text in as_text(knobs).items() if text != usual[name]}
    return ",".join(f"{name}={quote(text, safe=PLAIN)}" for name, text in changed.items())


def from_share_string(knobs: K, string: str) -> K:
    """The knobs that `share_string` wrote down; raises KnobError, which says what is wrong."""
    changes = {}
    for part in filter(None, string.strip().split(",")):
        name, equals, value = part.partition("=")
        if not equals:
            raise KnobError(words("not-a-share", got=part))
        if name.strip() not in GONE:
            changes[name.strip()] = unquote(value)
    return set_knobs(type(knobs)(), changes)


def saved_knobs(knobs: K, saved: object) -> K:
    """The knobs with the values that were saved of them, those that no longer fit left out."""
    for name, text in saved.items() if isinstance(saved, dict) else ():
        try:
            knobs = set_knobs(knobs, {name: str(text)})
        except KnobError:
            continue
    return knobs
