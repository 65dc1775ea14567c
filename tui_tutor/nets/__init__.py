"""Networks and their training, made of core's functions, fast and in place."""

from tui_tutor.nets.network import Network, load_network, save_network
from tui_tutor.nets.training import (
    ACTIVATIONS,
    INITS,
    OPTIMIZERS,
    Evaluation,
    Settings,
    Snapshot,
    Training,
    TrainingError,
    scaled,
)

__all__ = [
    "ACTIVATIONS",
    "INITS",
    "OPTIMIZERS",
    "Evaluation",
    "Network",
    "Settings",
    "Snapshot",
    "Training",
    "TrainingError",
    "load_network",
    "save_network",
    "scaled",
]
