"""The app's own two themes, and the data colours that go with any theme."""

from rich.terminal_theme import TerminalTheme
from textual.theme import Theme

from tui_tutor.show import roles
from tui_tutor.show.roles import ACT, AMBER, FAINT, NAMED, Shades


def _theme(name: str, dark: bool) -> Theme:
    def of(role: Shades) -> str:
        return role.dark if dark else role.light

    ground, surface, raised = of(roles.GROUND), of(roles.SURFACE), of(roles.RAISED)
    ink, soft, act, faint = of(roles.INK), of(roles.SOFT), of(NAMED[ACT]), of(NAMED[FAINT])
    variables = {
        "text-muted": soft,
        "text-disabled": soft,
        "foreground-muted": soft,
        "block-cursor-background": act,
        "block-cursor-foreground": ground,
        "block-cursor-blurred-background": raised,
        "block-cursor-blurred-foreground": ink,
        "block-hover-background": raised,
        "input-cursor-background": act,
        "input-cursor-foreground": ground,
        "input-selection-background": roles.mixed(surface, act, 0.35),
        "screen-selection-background": roles.mixed(surface, act, 0.35),
        "border": act,
        "border-blurred": faint,
        "scrollbar": faint,
        "scrollbar-background": ground,
        "scrollbar-background-hover": ground,
        "scrollbar-background-active": ground,
        "scrollbar-hover": act,
        "scrollbar-active": act,
        "footer-background": surface,
        "footer-foreground": ink,
        "footer-key-foreground": act,
        "footer-description-foreground": soft,
        "link-color": act,
        "link-background-hover": act,
        "link-color-hover": ground,
        "button-foreground": ink,
        "button-color-foreground": ground,
    }
    return Theme(
        name=name,
        primary=act,
        secondary=soft,
        accent=act,
        warning=of(NAMED[AMBER]),
        error=of(NAMED["red"]),
        success=of(NAMED["green"]),
        foreground=ink,
        background=ground,
        surface=surface,
        panel=raised,
        boost=raised,
        dark=dark,
        variables=variables,
    )


DARK, LIGHT = _theme("tutor-dark", dark=True), _theme("tutor-light", dark=False)


def _data_colours(ground: str, ink: str, named: list[str]) -> TerminalTheme:
    colours = [roles.rgb(colour) for colour in named]
    return TerminalTheme(roles.rgb(ground), roles.rgb(ink), colours[:8], colours[8:])


DARK_DATA = _data_colours(roles.GROUND.dark, roles.INK.dark, [s.dark for s in NAMED.values()])
LIGHT_DATA = _data_colours(roles.GROUND.light, roles.INK.light, [s.light for s in NAMED.values()])
