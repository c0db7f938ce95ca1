"""The command line: serve, tick, and what operators need beside them."""

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

from piggypulse_http.composition import audits, commands, upkeep
from piggypulse_http.composition.reading import BadSettings

EXIT_BAD_CONFIGURATION = 2
EXIT_FAILED = 1

_DESCRIPTION = """\
PiggyPulse: personal budgeting in periods that begin when you are paid.

Settings come from the environment and from a .env file in the working
directory; their names are PIGGY_PULSE_<SECTION>__<NAME>. Without
PIGGY_PULSE_DATABASE__URL an embedded PostgreSQL keeps the data in a
directory of yours."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0, 1 when it failed, 2 when it was asked wrongly."""
    chosen = _parser().parse_args(arguments)
    try:
        return _run(chosen)
    except BadSettings as bad:
        print("The configuration cannot be used:", file=sys.stderr)
        for complaint in bad.complaints:
            print(f"  - {complaint}", file=sys.stderr)
        return EXIT_BAD_CONFIGURATION
    except commands.CommandFailed as failed:
        print(f"piggypulse: {failed}", file=sys.stderr)
        return EXIT_FAILED
    except KeyboardInterrupt:
        return EXIT_FAILED


def _run(chosen: argparse.Namespace) -> int:
    match chosen.command:
        case "serve":
            commands.serve(host=chosen.host, port=chosen.port, workers=chosen.workers)
        case "migrate":
            commands.migrate_database()
        case "openapi":
            commands.write_document(output=chosen.output)
        case "demo":
            commands.fill_demo()
        case "keys":
            commands.rotate_keys()
        case _:
            _look_after(chosen)
    return 0


def _look_after(chosen: argparse.Namespace) -> None:
    """What an operator asks of a server that runs."""
    match chosen.command:
        case "audit":
            audits.audit_ledgers()
        case "letters":
            upkeep.send_letters()
        case "tick":
            upkeep.tick()
        case "purge":
            upkeep.purge()
        case "sign-out":
            upkeep.sign_out(email=chosen.email)
        case "unlock":
            upkeep.unlock(email=chosen.email)
        case other:
            raise AssertionError(other)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="piggypulse",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--version", action="version", version=f"piggypulse {version('piggypulse')}"
    )
    actions = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
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
    _add_upkeep(actions.add_parser)
    return parser


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


if __name__ == "__main__":
    sys.exit(main())
