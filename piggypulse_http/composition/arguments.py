"""What the command line takes, and how it explains itself."""

import argparse
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

_DESCRIPTION = """\
PiggyPulse: personal budgeting in periods that begin when you are paid.

Settings come from the environment and from a .env file in the working
directory; their names are PIGGY_PULSE_<SECTION>__<NAME>. Without
PIGGY_PULSE_DATABASE__URL an embedded PostgreSQL keeps the data in a
directory of yours."""


def parser() -> argparse.ArgumentParser:
    """Everything the command line takes."""
    whole = argparse.ArgumentParser(
        prog="piggypulse",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    whole.add_argument("--version", action="version", version=f"piggypulse {version('piggypulse')}")
    actions = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_serve(actions.add_parser("serve", help="migrate the database and serve the API"))
    actions.add_parser(
        "migrate",
        help="apply the database migrations that are due",
        description="Apply the database migrations that are due, one at a time, under a lock.",
    )
    openapi = actions.add_parser(
        "openapi",
        help="print the OpenAPI document",
        description="Print the OpenAPI 3.1 document of the API; needs no database.",
    )
    openapi.add_argument(
        "--output", type=Path, metavar="FILE", help="write to FILE instead of standard output"
    )
    actions.add_parser(
        "demo",
        help="fill a demo user with a believable year",
        description="Make a demo user with a year of accounts, a schedule, periods, goals, "
        "subscriptions, an overlay and transactions, and print how to sign in. Each call makes a "
        "new user with a password of its own.",
    )
    actions.add_parser(
        "audit",
        help="prove that every stored figure is what is booked",
        description="Recompute every sum that is kept beside the bookings, one user after the "
        "other, and name each that differs. The exit status is 1 if any does. Beside a running "
        "server each user is looked at as of one instant.",
    )
    keys = actions.add_parser(
        "keys",
        help="seal secrets anew after a change of PIGGY_PULSE_SECURITY__SECRETS",
        description="Work with the ring of secrets.",
    )
    keys.add_subparsers(dest="act", required=True, metavar="ACT").add_parser(
        "rotate",
        help="seal everything with the first key",
        description="Seal everything with the first key of the ring, while servers run. The other "
        "keys can be dropped afterwards.",
    )
    actions.add_parser(
        "letters",
        help="send every letter that waits",
        description="Send every letter that waits, also those that are to be tried again later, "
        "and say what became of each. The server does this by itself while it runs.",
    )
    _add_archives(actions.add_parser)
    _add_upkeep(actions.add_parser)
    return whole


def _add_archives(add: Callable[..., argparse.ArgumentParser]) -> None:
    out = add(
        "export",
        help="write somebody's archive to a file",
        description="Write everything somebody has counted and planned to FILE, as of one instant: "
        "the archive they can download themselves, without anything to sign in with. FILE is "
        "readable by its owner alone and takes its name once it is whole; one that was there is "
        "replaced. It is written down in the audit log.",
    )
    into = add(
        "import",
        help="take an archive in for somebody",
        description="Take an archive in for somebody who is registered, all of it or nothing: rows "
        "that are there already stay as they are. What is wrong with it is named by JSON pointer, "
        "the first 100 faults of all. It is written down in the audit log. The exit status is 1 "
        "if nothing could be written.",
    )
    into.add_argument(
        "--settings",
        choices=("keep", "apply"),
        default="keep",
        help="apply takes profile and preferences over (keep)",
    )
    into.add_argument("--dry-run", action="store_true", help="only tell what would be written")
    for one, standard in ((out, "output"), (into, "input")):
        one.add_argument("file", type=Path, metavar="FILE", help=f"- is standard {standard}")
        one.add_argument(
            "--email", required=True, metavar="ADDRESS", help="the address they are registered with"
        )


def _add_upkeep(add: Callable[..., argparse.ArgumentParser]) -> None:
    add(
        "tick",
        help="make the periods and take the charges that are due",
        description="Make upcoming periods for everybody with an automatic schedule and bring "
        "subscriptions up to date, one user after the other. Doing it again on the same day "
        "changes nothing, also at the same time. The exit status is 1 if it failed for anybody; "
        "the others are done. The server does this by itself while it runs.",
    )
    add(
        "purge",
        help="remove what is dead or old",
        description="Remove dead sessions, answers kept for a day, letters sent long ago and old "
        "entries of the logs, and forget where people were. The server does this by itself while "
        "it runs.",
    )
    sign_out = add(
        "sign-out",
        help="end every session of somebody",
        description="End every session of the person with an address, on all their devices. They "
        "are told by letter and can sign in again.",
    )
    unlock = add(
        "unlock",
        help="let an address sign in again",
        description="Forget the wrong passwords that were tried for an address, so that its owner "
        "can sign in again at once.",
    )
    for one in (sign_out, unlock):
        one.add_argument("email", metavar="EMAIL", help="the address they are registered with")


def _add_serve(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Migrate the database, then serve the API until Ctrl-C. Options go before settings."
    )
    parser.add_argument(
        "--host", metavar="HOST", help="address to listen on (PIGGY_PULSE_SERVER__HOST, 127.0.0.1)"
    )
    parser.add_argument(
        "--port",
        type=_port,
        metavar="PORT",
        help="port to listen on (PIGGY_PULSE_SERVER__PORT, 8000)",
    )
    parser.add_argument(
        "--workers",
        type=_workers,
        metavar="N",
        help="server processes (PIGGY_PULSE_SERVER__WORKERS, 1); cores - 1 when PostgreSQL runs "
        "on the same machine",
    )


def _port(text: str) -> int:
    return _bounded(text, lowest=0, highest=65535)


def _workers(text: str) -> int:
    return _bounded(text, lowest=1, highest=64)


def _bounded(text: str, *, lowest: int, highest: int) -> int:
    if not (text.isascii() and text.isdigit() and lowest <= int(text) <= highest):
        raise argparse.ArgumentTypeError(f"must be a whole number from {lowest} to {highest}")
    return int(text)
