"""The colour of each activation function, the same in every demo; its shape stands beside it."""

from tui_tutor.show.roles import AMBER, NEUTRAL, ROSE, SKY, STRAW

COLOURS = {"x": NEUTRAL, "step": ROSE, "sigmoid": SKY, "tanh": STRAW, "ReLU": AMBER}
