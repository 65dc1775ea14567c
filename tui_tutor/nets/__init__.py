"""Networks and their training, made of core's functions, fast and in place."""

from tui_tutor.nets.activations import ACTIVATIONS, TRAINABLE, Activation
from tui_tutor.nets.backprop import Backprop
from tui_tutor.nets.batches import scaled
from tui_tutor.nets.fitting import Fault, Fit, FitSettings, FitState, place_of
from tui_tutor.nets.losses import LOSSES
from tui_tutor.nets.measuring import QUICK, Evaluation
from tui_tutor.nets.network import Network, load_network, save_network
from tui_tutor.nets.penalties import PENALTIES
from tui_tutor.nets.rules import RULES
from tui_tutor.nets.settings import INITS, Settings, TrainingError
from tui_tutor.nets.training import Snapshot, Training

__all__ = [
    "ACTIVATIONS",
    "INITS",
    "LOSSES",
    "PENALTIES",
    "QUICK",
    "RULES",
    "TRAINABLE",
    "Activation",
    "Backprop",
    "Evaluation",
    "Fault",
    "Fit",
    "FitSettings",
    "FitState",
    "Network",
    "Settings",
    "Snapshot",
    "Training",
    "TrainingError",
    "load_network",
    "place_of",
    "save_network",
    "scaled",
]
