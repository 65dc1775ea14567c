"""Fetching MNIST from a server that misbehaves: one clear message, and nothing good is lost."""

import errno
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.digits.mirror import AT_ONCE, Mirror, arrays, packed
from tui_tutor import digits
from tui_tutor.digits import DigitsError, fetch, mnist
from tui_tutor.digits.fetch import Amount, CancelledError, fetch_mnist

PROGRAM = """
import sys
from tests.digits.mirror import small_files
from tui_tutor.digits import mnist
from tui_tutor.digits.fetch import fetch_mnist
mnist.FILES = small_files()
fetch_mnist(lambda amount: None, mirrors=(sys.argv[1],))
"""


def quiet(amount: Amount) -> None: ...


def kept() -> dict[str, bytes]:
    """The kept files with what is in them; the lock is none, nor is what came in part."""
    return {name: data for name, data in there().items() if not name.endswith(fetch.PART)}


def there() -> dict[str, bytes]:
    paths = mnist.kept_folder().iterdir() if mnist.kept_folder().is_dir() else ()
    return {path.name: path.read_bytes() for path in paths if path.name != ".lock"}


def part(file: int = 0) -> Path:
    return mnist.kept_folder() / f"{mnist.FILES[file].name}.gz{fetch.PART}"


def is_whole() -> bool:
    return all(one.state == "whole" for one in mnist.look(mnist.kept_folder()))


@pytest.fixture
def labels_kept(small: None) -> dict[str, bytes]:
    """One file is kept already: it must be the same when all is over."""
    name = f"{mnist.FILES[3].name}.gz"
    mnist.kept_folder().mkdir(parents=True)
    (mnist.kept_folder() / name).write_bytes(packed()[name])
    return {name: packed()[name]}


def fails(*mirrors: str, **more: Any) -> str:
    with pytest.raises(DigitsError) as caught:
        fetch_mnist(quiet, mirrors=mirrors, **more)
    said = str(caught.value)
    assert "\n" not in said
    return said


# ------------------------------------------------------------------ as it should be


def test_it_comes_whole_and_is_used_then(mirror: Mirror) -> None:
    amounts: list[Amount] = []
    fetch_mnist(amounts.append, mirrors=(mirror.url("good"),))
    assert kept() == packed()
    loaded = digits.load("auto")
    assert (loaded.name, loaded.drawn, loaded.notes) == ("MNIST", False, ())
    assert (loaded.train_images == arrays()[0]).all()
    assert (loaded.test_labels == arrays()[3]).all()
    done = [amount.done for amount in amounts]
    assert done == sorted(done)
    assert (done[0], done[-1]) == (0, mnist.size())
    assert {amount.total for amount in amounts} == {mnist.size()}
    assert amounts[-1].speed > 0


def test_what_is_whole_is_not_fetched_again(mirror: Mirror, labels_kept: dict[str, bytes]) -> None:
    damaged = mnist.kept_folder() / f"{mnist.FILES[1].name}.gz"
    damaged.write_bytes(b"damaged")
    fetch_mnist(quiet, mirrors=(mirror.url("good"),))
    assert kept() == packed()
    assert not any(name in path for name in labels_kept for path in mirror.asked)
    fetch_mnist(quiet, mirrors=(mirror.url("good"),))
    assert len(mirror.asked) == 3


def test_a_redirect_to_an_allowed_address_is_followed(mirror: Mirror) -> None:
    fetch_mnist(quiet, mirrors=(mirror.url("moved"),))
    assert kept() == packed()


def test_the_next_mirror_is_asked_and_the_failing_one_not_again(mirror: Mirror) -> None:
    amounts: list[Amount] = []
    fetch_mnist(amounts.append, mirrors=(mirror.url("half"), mirror.url("good")))
    assert kept() == packed()
    assert [path.split("/")[1] for path in mirror.asked] == ["half", *["good"] * 4]
    assert amounts[-1].done == mnist.size()  # what came in vain is not counted


# ------------------------------------------------------------------ servers


@pytest.mark.parametrize(
    ("way", "said"),
    [
        ("half", "it sent {half} of {size} bytes"),
        ("half_without_a_length", "it sent {half} of {size} bytes"),
        ("more", "it sent more than the {size} bytes"),
        ("wrong", "is not MNIST's file (SHA-256)"),
        ("page", "it sent a web page in place of train-images"),
        ("403", "it answers 403 Forbidden"),
        ("404", "it answers 404 Not Found"),
        ("500", "it answers 500 Internal Server Error"),
        ("to_file", "sends on to an address that is not followed"),
        ("to_plain_http", "sends on to an address that is not followed"),
        ("round", "sends on to an address that is not followed"),
        ("nonsense", "it can't be reached (220 mail server ready"),
    ],
)
def test_a_server_that_sends(
    mirror: Mirror, labels_kept: dict[str, bytes], way: str, said: str
) -> None:
    size = mnist.FILES[0].size
    told = fails(mirror.url(way))
    assert said.format(half=size // 2, size=size) in told
    assert f"127.0.0.1:{mirror.server_port}: " in told
    assert kept() == labels_kept


def test_a_server_that_says_nothing(mirror: Mirror, labels_kept: dict[str, bytes]) -> None:
    assert "it said nothing for 0.2 seconds" in fails(mirror.url("silence"), silence=0.2)
    assert kept() == labels_kept


@pytest.mark.parametrize("way", ["drip", "dripping_headers", "silence"])
def test_a_server_that_drips_meets_the_deadline(
    mirror: Mirror, labels_kept: dict[str, bytes], way: str
) -> None:
    """No read of these takes long: only a deadline for all of it ends them."""
    assert "did not come within 0.3 seconds" in fails(mirror.url(way), deadline=0.3)
    assert not mirror.release.is_set()
    assert kept() == labels_kept


def test_no_network(small: None, labels_kept: dict[str, bytes]) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        closed = f"http://127.0.0.1:{free.getsockname()[1]}/"
    told = fails(closed, closed)
    assert told.count("Connection refused") == 2
    assert "try again later" in told
    assert kept() == labels_kept


def test_a_server_without_a_certificate(mirror: Mirror) -> None:
    told = fails(mirror.url("good").replace("http:", "https:"))
    assert "SSL" in told
    assert mirror.asked == []


@pytest.mark.parametrize(
    "address", ["file:///etc/", "ftp://127.0.0.1/", "http://192.0.2.1/", "data:text/plain,", "x"]
)
def test_an_address_that_is_not_https_is_not_opened(small: None, address: str) -> None:
    assert "its address is not https" in fails(address)


# ------------------------------------------------------------------ proxies


def test_a_proxy_in_the_environment_is_used(
    mirror: Mirror, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{mirror.server_port}")
    fetch_mnist(quiet, mirrors=("http://localhost:1/good/",))  # nobody listens there
    assert kept() == packed()
    assert mirror.asked[0].startswith("http://localhost:1/good/train-images")


def test_https_goes_through_its_proxy_too(mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{mirror.server_port}")
    assert "403 Forbidden" in fails("https://mirror.invalid/mnist/")
    assert mirror.asked == ["CONNECT mirror.invalid:443"]


@pytest.mark.parametrize("name", ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"])
def test_a_dead_proxy_is_named_as_the_proxy(
    small: None, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "http://user:secret@127.0.0.1:1")
    told = fails("https://mirror.invalid/mnist/")
    assert "the proxy http://127.0.0.1:1, which your environment names, does not reach it" in told
    assert "Connection refused" in told
    assert "secret" not in told


def test_a_socks_proxy_is_told_not_to_be_spoken(
    small: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks5h://127.0.0.1:1080")
    told = fails("https://mirror.invalid/mnist/")
    assert "127.0.0.1:1080" in told
    assert "SOCKS is not spoken here" in told


def test_what_needs_no_proxy_is_asked_without(
    mirror: Mirror, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("all_proxy", "socks5://127.0.0.1:1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    fetch_mnist(quiet, mirrors=(mirror.url("good"),))
    assert kept() == packed()


def test_a_proxy_that_says_nothing(mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("all_proxy", f"127.0.0.1:{mirror.server_port}")
    told = fails("http://localhost:1/silence/", silence=0.2)
    assert f"through the proxy http://127.0.0.1:{mirror.server_port}" in told


# ------------------------------------------------------------------ cancelled


@pytest.mark.parametrize("way", ["silence", "dripping_headers", "drip", "held"])
def test_it_can_be_cancelled_at_any_moment(
    mirror: Mirror, labels_kept: dict[str, bytes], way: str
) -> None:
    """The server goes on to hold what it holds: who waits for it would wait for ever."""
    mirror.hold_at = 1000
    with pytest.raises(CancelledError):
        fetch_mnist(quiet, cancelled=mirror.holds.is_set, mirrors=(mirror.url(way),))
    assert not mirror.release.is_set()
    assert kept() == labels_kept


def test_it_can_be_cancelled_before_it_begins(mirror: Mirror) -> None:
    with pytest.raises(CancelledError):
        fetch_mnist(quiet, cancelled=lambda: True, mirrors=(mirror.url("good"),))
    assert kept() == {}


# ------------------------------------------------------------------ the disk


class Full:
    """A file on a disk that is full after so many bytes."""

    def __init__(self, file: Any, room: int) -> None:
        self.file, self.room = file, room

    def __enter__(self) -> "Full":
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def write(self, data: bytes) -> int:
        self.room -= len(data)
        if self.room < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written: int = self.file.write(data)
        return written

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)


@pytest.mark.parametrize("room", [0, 70_000])
def test_disk_full(
    mirror: Mirror,
    labels_kept: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
    room: int,
) -> None:
    opened = Path.open

    def on_a_full_disk(path: Path, *mode: Any, **more: Any) -> Any:
        file = opened(path, *mode, **more)
        return Full(file, room) if path.suffix == fetch.PART else file

    monkeypatch.setattr(Path, "open", on_a_full_disk)
    told = fails(mirror.url("good"), mirror.url("good"))
    assert told.startswith(f"{mnist.kept_folder()}: No space left on device; ")
    assert len(mirror.asked) == 1  # another mirror makes no room
    assert kept() == labels_kept


def test_disk_full_when_it_is_written_at_last(
    mirror: Mirror, labels_kept: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(number: int) -> None:
        raise OSError(errno.EDQUOT, os.strerror(errno.EDQUOT))

    monkeypatch.setattr(os, "fsync", full)
    assert "quota exceeded" in fails(mirror.url("good"))
    assert kept() == labels_kept


def test_cache_folder_read_only(mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_only(*_: Any, **__: Any) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(Path, "mkdir", read_only)
    told = fails(mirror.url("good"))
    assert told.startswith(f"{mnist.kept_folder()}: Read-only file system; make room there")
    assert mirror.asked == []


def test_a_file_where_the_cache_folder_should_be(mirror: Mirror, home: Path) -> None:
    home.mkdir()
    (home / "cache").write_text("mine")
    assert "Not a directory" in fails(mirror.url("good"))
    assert (home / "cache").read_text() == "mine"


# ------------------------------------------------------------------ two programs, and a killed one


@pytest.fixture
def another_program(mirror: Mirror) -> "Iterator[Callable[[], subprocess.Popen[bytes]]]":
    """Starts a program that fetches, and waits until the server holds what it sends."""
    started: list[subprocess.Popen[bytes]] = []

    def start() -> "subprocess.Popen[bytes]":
        program = subprocess.Popen([sys.executable, "-c", PROGRAM, mirror.url("held")])
        started.append(program)
        assert mirror.holds.wait(30)
        return program

    yield start
    for program in started:
        program.kill()
        program.wait()


def test_two_programs_fetching_at_once(
    mirror: Mirror, another_program: Callable[[], "subprocess.Popen[bytes]"]
) -> None:
    mirror.hold_at = 500
    program = another_program()
    assert "another program is putting MNIST there just now" in fails(mirror.url("good"))
    mirror.release.set()
    assert program.wait(30) == 0
    assert kept() == packed()


@pytest.mark.skipif(os.name == "nt", reason="needs a signal that kills")
@pytest.mark.parametrize(
    ("file", "at"), [(0, 0), (0, 70_000), (1, 20), (2, 60_000), (3, 0)], ids=str
)
def test_killed_at_any_moment(
    mirror: Mirror, another_program: Callable[[], "subprocess.Popen[bytes]"], file: int, at: int
) -> None:
    """What had come whole stays, what had not the next fetch goes on with."""
    mirror.hold_file, mirror.hold_at = file, at
    program = another_program()
    program.send_signal(signal.SIGKILL)
    program.wait(30)
    names = [f"{file.name}.gz" for file in mnist.FILES]
    left = there()
    assert {name: left[name] for name in names[:file]} == dict(list(packed().items())[:file])
    assert set(left) - set(names[:file]) <= {names[file] + fetch.PART}
    assert digits.load("auto").drawn
    fetch_mnist(quiet, mirrors=(mirror.url("good"),))
    assert kept() == packed()


def test_killed_between_the_last_byte_and_its_place(mirror: Mirror, small: None) -> None:
    """A whole file under its temporary name counts for nothing, and need not come again."""
    mnist.kept_folder().mkdir(parents=True)
    for name, data in packed().items():
        (mnist.kept_folder() / (name + fetch.PART)).write_bytes(data)
    assert not is_whole()
    fetch_mnist(quiet, mirrors=(mirror.url("404"),))
    assert there() == packed()
    assert mirror.asked == []


# ------------------------------------------------------------------ going on


def test_a_line_that_breaks_brings_it_in_several_tries(mirror: Mirror) -> None:
    """Each try goes on where the one before has ended."""
    amounts: list[Amount] = []
    assert "goes on with what has come" in fails(mirror.url("slow"))
    assert part().stat().st_size == AT_ONCE
    tries = 1
    while not is_whole():
        assert tries < 20
        tries += 1
        with suppress(DigitsError):
            fetch_mnist(amounts.append, mirrors=(mirror.url("slow"),))
    assert tries == sum(-(-file.size // AT_ONCE) - 1 for file in mnist.FILES) + 1
    assert there() == packed()
    assert amounts[-1].done == amounts[-1].total


def test_what_one_mirror_began_the_next_one_ends(mirror: Mirror) -> None:
    amounts: list[Amount] = []
    fetch_mnist(
        amounts.append, mirrors=(mirror.url("half"), mirror.url("slow"), mirror.url("good"))
    )
    assert there() == packed()
    assert amounts[-1].done == mnist.size()


def test_a_server_that_can_not_go_on_sends_it_all_and_no_byte_is_kept_twice(mirror: Mirror) -> None:
    fails(mirror.url("half"))
    assert 0 < part().stat().st_size < mnist.FILES[0].size
    fetch_mnist(quiet, mirrors=(mirror.url("good"),))
    assert there() == packed()


@pytest.mark.parametrize("way", ["good", "slow"])
@pytest.mark.parametrize("left", [b"<html>", bytes(1000), bytes(10_000_000)])
def test_what_was_left_and_is_something_else_comes_again(
    mirror: Mirror, small: None, way: str, left: bytes
) -> None:
    mnist.kept_folder().mkdir(parents=True)
    part().write_bytes(left)
    for _ in range(10):
        try:
            fetch_mnist(quiet, mirrors=(mirror.url(way),))
            break
        except DigitsError:
            continue
    assert there() == packed()


def test_a_web_page_and_a_wrong_file_leave_nothing_to_go_on_with(mirror: Mirror) -> None:
    for way in ("page", "wrong", "more"):
        fails(mirror.url(way))
        assert there() == {}


def test_where_a_full_disk_ended_it_no_room_is_taken(
    mirror: Mirror, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(number: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    fails(mirror.url("good"))
    assert there() == {}
