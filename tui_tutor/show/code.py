"""The colours of code, by what Pygments takes its pieces for."""

from pygments.token import Token

from tui_tutor.show.roles import AMBER, QUIET, ROSE, SKY

# What is not here is plain ink. Names of the terminal's colours, which suit every theme.
STYLES = {
    Token.Comment: f"{QUIET} italic",
    Token.Keyword: ROSE,
    Token.Operator.Word: ROSE,
    Token.Name.Function: f"bold {SKY}",
    Token.Name.Class: f"bold {SKY}",
    Token.Literal.Number: AMBER,
    Token.Literal.String: SKY,
    Token.Literal.String.Doc: f"{QUIET} italic",
}
