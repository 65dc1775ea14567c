"""What the screen calls the options of a choice, in the language in use."""

from tui_tutor.knobs import Choice, Control
from tui_tutor.text import Words


def choice_name(demo: str, knob: str, option: str) -> str:
    """What the screen calls one of a choice's options; code and numbers are called what they are.

    What is saved, shared and handed on stays the option itself, in every language.
    """
    names = Words(demo)
    return names.of("choice", knob, option) if names.has(f"choice.{knob}.{option}") else option


def range_named(demo: str, knob: str, control: Control) -> str:
    """What may be chosen or typed, in the names that the screen has for it."""
    if not isinstance(control, Choice):
        return control.range()
    return " | ".join(choice_name(demo, knob, option) for option in control.options)


def option_named(demo: str, knob: str, control: Control, text: str) -> str:
    """The option that has this name on the screen; what is no choice is left as it was typed."""
    if not isinstance(control, Choice) or text in control.options:
        return text
    named = {choice_name(demo, knob, option).casefold(): option for option in control.options}
    if found := named.get(text.casefold()):
        return found
    raise control.no_such(text, range_named(demo, knob, control))
