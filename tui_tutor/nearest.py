"""The names that were probably meant, where one does not exist."""

from collections.abc import Collection
from difflib import get_close_matches

ALIKE = 0.5  # how much two names have in common, from 0 to 1, to be taken for each other


class NoSuchName(LookupError):
    """A name that does not exist; carries the nearest ones, or all where none is near."""

    def __init__(self, name: str, names: Collection[str]) -> None:
        self.name = name
        self.nearest = nearest_names(name, names) or list(names)
        super().__init__(name)


def nearest_names(name: str, names: Collection[str], alike: float = ALIKE) -> list[str]:
    """Up to three that come near, the nearest first; capitals do not count."""
    by_small = {known.casefold(): known for known in sorted(names)}
    return [by_small[near] for near in get_close_matches(name.casefold(), by_small, cutoff=alike)]


def nearest(name: str, names: Collection[str], alike: float = ALIKE) -> str:
    """The one that comes nearest, "" where none does."""
    return next(iter(nearest_names(name, names, alike)), "")
