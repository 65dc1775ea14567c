"""`tutor web`: the app in a browser."""

import argparse
import ipaddress
import socket
from pathlib import Path

from tui_tutor.clean import clean
from tui_tutor.cli import Commands, UsageError, missing_extra
from tui_tutor.folders import data_folder, reason
from tui_tutor.text import Words

words = Words("web")
LOOPBACK, PORT = "127.0.0.1", 8000
GUARDS = {"landlock", "seccomp"}  # no files but its own; no network and no other process


def add_parser(commands: Commands) -> None:
    parser = commands.add_parser("web", help=words("help.web"), description=words("help.web"))
    host, number = words("help.host", usual=LOOPBACK), words("help.port", usual=PORT)
    parser.add_argument("--host", metavar="ADDRESS", default=LOOPBACK, help=host)
    parser.add_argument("--port", type=port, default=PORT, help=number)
    parser.set_defaults(run=run)


def port(text: str) -> int:
    """An option's port; 0 is any that is free."""
    if not text.isdecimal() or len(text) > 5 or int(text) > 65535:
        raise argparse.ArgumentTypeError(words("not-a-port", got=text))
    return int(text)


def run(args: argparse.Namespace) -> int:
    try:
        from tui_tutor.web import serve
    except ModuleNotFoundError as error:
        raise missing_extra("web", error) from None
    homes = data_folder() / "visitors"
    with _listening(args.host, args.port) as sock:
        serve(sock, homes, ready=lambda path: _tell(sock, path, homes))
    return 0


def _listening(host: str, number: int) -> socket.socket:
    try:
        found = socket.getaddrinfo(host, number, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, *_, address = found[0]
        return socket.create_server(address[:2], family=family)
    except (OSError, UnicodeError) as error:
        why = reason(error) if isinstance(error, OSError) else str(error)
        raise UsageError(words("closed", host=host, port=number, reason=why)) from None


def _tell(sock: socket.socket, path: str, homes: Path) -> None:
    """Where it is to be found, and what it opens."""
    named, number = sock.getsockname()[:2]
    address = ipaddress.ip_address(named)
    host = socket.gethostname() if address.is_unspecified else named
    url = f"http://{f'[{host}]' if ':' in host else host}:{number}{path}"
    print(clean(words("open", url=url)))
    print(clean(words("homes", folder=homes)))
    if not address.is_loopback:
        from tui_tutor.practice.sandbox import run_code

        guarded = set(run_code("None").confined) >= GUARDS
        print(words("others"))
        print(words("guarded" if guarded else "unguarded"))
    print(words("end"), flush=True)
