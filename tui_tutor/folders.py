"""Where things are kept on this machine: what is the learner's, and what can be made anew."""

import os
from pathlib import Path


def data_folder() -> Path:
    """Progress, saved networks and the log. TUTOR_HOME overrides it."""
    if home := os.environ.get("TUTOR_HOME"):
        return Path(home)
    from platformdirs import user_data_path

    return user_data_path("tutor", appauthor=False)


def cache_folder() -> Path:
    """Digits that were fetched or drawn. Inside TUTOR_HOME where that is set."""
    if home := os.environ.get("TUTOR_HOME"):
        return Path(home) / "cache"
    from platformdirs import user_cache_path

    return user_cache_path("tutor", appauthor=False)
