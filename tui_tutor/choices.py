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
    """The option that has this name on the screen, or the text as it was typed."""
    options = control.options if isinstance(control, Choice) else ()
    named = {choice_name(demo, knob, option).casefold(): option for option in options}
    return text if text in options else named.get(text.casefold(), text)
