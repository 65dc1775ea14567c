"""What `tutor web` starts and ends: who gets in, whose progress it is, who is left."""

import asyncio
import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("textual_serve", reason="needs the extra: pip install 'tui-tutor[web]'")
import aiohttp

from tests.installing import install_sample
from tests.some import some, thorough
from tests.web.served import PATIENCE, Served, served, visit
from tui_tutor.cli import main

pytestmark = pytest.mark.skipif(
    not Path("/proc/self").exists(), reason="looks for processes in /proc"
)


@pytest.fixture
def server(home: Path) -> Iterator[Served]:
    with served(home) as one:
        yield one


@thorough
async def test_what_one_visitor_has_done_is_kept_and_no_other_sees_it(server: Served) -> None:
    one = await visit(server.url)
    await one.until("1 of ")
    await one.press("n")
    await one.until("2 of ")
    await one.close()
    assert server.nothing_is_left()
    (home,) = (server.home / "visitors").iterdir()
    assert json.loads((home / "progress.json").read_text())["place"]

    other = await visit(server.url)
    await other.until("1 of ")
    await other.close()
    again = await visit(server.url, home.name)
    await again.until("2 of ")
    await again.close()


@thorough
async def test_no_name_of_a_browser_leads_out_of_the_folder_of_visitors(server: Served) -> None:
    for name in ("..", "../../x", "a" * 33, "A" * 32):
        one = await visit(server.url, name)
        await one.until("1 of ")
        await one.press("n")
        await one.until("2 of ")
        await one.close()
    assert server.nothing_is_left()
    names = [folder.name for folder in (server.home / "visitors").iterdir()]
    assert all(len(name) == 32 and name.isalnum() for name in names)
    assert {entry.name for entry in server.home.iterdir()} <= {"visitors", "cache"}


@thorough
async def test_visitors_of_a_course_by_others_read_that_course(
    home: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_sample(site)
    monkeypatch.setenv("PYTHONPATH", str(site), prepend=os.pathsep)
    with served(home, "--course", "sample") as server:
        one = await visit(server.url)
        await one.until("tutor-course-sample 1.0")  # whose code may it run?
        await one.close()


SIGNALS = signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL


@pytest.mark.parametrize("number", some(SIGNALS))
async def test_however_the_server_ends_its_programs_end(
    server: Served, number: signal.Signals
) -> None:
    one = await visit(server.url)
    await one.until("1 of ")
    assert server.programs()
    server.process.send_signal(number)
    await one.close()
    assert server.nothing_is_left()


async def test_ctrl_c_again_while_programs_end_changes_nothing(server: Served) -> None:
    one = await visit(server.url)
    await one.until("1 of ")
    for pid in server.programs():
        os.kill(pid, signal.SIGSTOP)  # it takes its time
    for _ in range(3):
        server.process.send_signal(signal.SIGINT)
        await asyncio.sleep(0.3)
        assert server.process.poll() is None
    for pid in server.programs():
        os.kill(pid, signal.SIGCONT)
    assert await asyncio.to_thread(server.process.wait, PATIENCE) == 0
    assert server.nothing_is_left()
    await one.close()


@thorough
async def test_a_program_that_does_not_heed_its_page_is_ended(server: Served) -> None:
    one = await visit(server.url)
    await one.until("1 of ")
    for pid in server.programs():
        os.kill(pid, signal.SIGSTOP)
    await one.close()
    assert server.nothing_is_left()


@thorough
@pytest.mark.parametrize("message", ["no JSON", '["stdin"]', '["resize", 5]'])
async def test_a_page_that_talks_nonsense_is_closed_and_the_server_goes_on(
    server: Served, message: str
) -> None:
    one = await visit(server.url)
    await one.until("1 of ")
    await one.send(message)
    assert server.nothing_is_left()
    await one.close()
    other = await visit(server.url)
    await other.until("1 of ")
    await other.close()


async def test_without_the_secret_there_is_nothing(server: Served) -> None:
    base, secret = server.url.rsplit("/", 2)[:2]
    async with aiohttp.ClientSession() as session:
        for path in ("", "ws", "static/js/textual.js", f"{secret[:-1]}/ws", "download/x"):
            async with session.get(f"{base}/{path}") as answer:
                assert answer.status == 404, path


def test_loopback_is_all_that_hears_it_and_nothing_is_said_of_others(server: Served) -> None:
    assert server.url.startswith("http://127.0.0.1:")
    assert "Others" not in "".join(server.said)


def test_where_others_can_come_in_it_says_what_that_opens(home: Path) -> None:
    with served(home, "--host", "0.0.0.0") as open_to_all:
        assert "Whoever knows it runs code here" in "".join(open_to_all.said)


def test_a_port_that_is_taken_is_told(server: Served, capsys: pytest.CaptureFixture[str]) -> None:
    taken = server.url.split(":")[2].split("/")[0]
    assert main(["web", "--port", taken]) == 2
    said = capsys.readouterr().err
    assert f"port {taken}: Address already in use" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("given", ["99999", "-1", "http"])
def test_what_is_no_port_is_told(given: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["web", f"--port={given}"])
    assert f"“{given}” is not a port" in capsys.readouterr().err


def test_a_host_that_does_not_exist_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["web", "--host", "no.such.host.invalid"]) == 2
    assert capsys.readouterr().err.startswith("tutor: nothing can be served at no.such.host")
