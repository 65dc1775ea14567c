"""`python -m tui_tutor` is `tutor`."""

import sys

from tui_tutor.cli import main

sys.exit(main())
