"""The app's own two themes."""

from textual.theme import Theme

from tui_tutor.show import roles
from tui_tutor.show.palette import FEW_ACT
from tui_tutor.show.roles import ACT, AMBER, FAINT, NAMED, Shades

DARK, LIGHT = "tutor-dark", "tutor-light"
# For the interface of a terminal with sixteen colours, in those.
FEW = {
    roles.GROUND: Shades("#000000", "#ffffff"),
    roles.SURFACE: Shades("#000000", "#ffffff"),
    roles.RAISED: Shades("#000000", "#ffffff"),
    roles.INK: Shades("#ffffff", "#000000"),
    roles.SOFT: Shades("#aaaaaa", "#555555"),
    NAMED[ACT]: FEW_ACT,
    NAMED[FAINT]: Shades("#555555", "#aaaaaa"),
}


def themes(few_colours: bool) -> list[Theme]:
    """The dark one, and the light one."""
    return [_theme(*both, few_colours) for both in ((DARK, True), (LIGHT, False))]


def _theme(name: str, dark: bool, few_colours: bool) -> Theme:
    def of(role: Shades) -> str:
        shades = FEW.get(role, role) if few_colours else role
        return shades.dark if dark else shades.light

    ground, surface, raised = of(roles.GROUND), of(roles.SURFACE), of(roles.RAISED)
    ink, soft, act, faint = of(roles.INK), of(roles.SOFT), of(NAMED[ACT]), of(NAMED[FAINT])
    # What is quiet on it has 4.5 : 1, too.
    cursor = ink if few_colours else roles.mixed(act, ink, 0.45)
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
        variables=_variables(ground, surface, raised, ink, soft, act, faint, cursor),
    )


def _variables(
    ground: str, surface: str, raised: str, ink: str, soft: str, act: str, faint: str, cursor: str
) -> dict[str, str]:
    """What of the interface would else be worked out from other colours."""
    return {
        "text-muted": soft,
        "text-disabled": soft,
        "foreground-muted": soft,
        "block-cursor-background": cursor,
        "block-cursor-foreground": ground,
        # The palette's list never has the focus: Enter in its field opens what is chosen there.
        "block-cursor-blurred-background": cursor,
        "block-cursor-blurred-foreground": ground,
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
