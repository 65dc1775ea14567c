"""A small MNIST in place of the real one, and a server for it, where a test asks for them."""

from collections.abc import Iterator

import pytest

from tests.digits.mirror import Mirror, running_mirror, small_files
from tui_tutor.digits import mnist


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program takes the small MNIST for the real one."""
    monkeypatch.setattr(mnist, "FILES", small_files())


@pytest.fixture
def mirror(small: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mirror]:
    """A server for it on this machine; no proxy stands between."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with running_mirror() as server:
        yield server
