"""What arrays are called in annotations, once for all who compute with them or draw them."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]  # of whatever dtype NumPy gave it: that of a learner's own numbers, say
Floats = NDArray[np.floating]
Labels = NDArray[np.integer]
Pixels = NDArray[np.uint8]
Flags = NDArray[np.bool_]
