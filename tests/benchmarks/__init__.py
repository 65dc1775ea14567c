"""How fast things are, each measured with the settings that the command gives NumPy and Textual."""

import tui_tutor.cli  # noqa: F401  # it sets them, before either of the two is imported
