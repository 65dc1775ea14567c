"""tutor: learn deep learning from scratch, in a terminal, with your own hands."""

__version__ = "0.1.0"
