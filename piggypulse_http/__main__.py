"""The command line: serve, tick, and what operators need beside them."""

import argparse
import sys
from collections.abc import Sequence

from piggypulse_core.portability.model.report import ImportChoices
from piggypulse_http.composition import archives, audits, commands, upkeep
from piggypulse_http.composition.arguments import parser
from piggypulse_http.composition.reading import BadSettings

EXIT_BAD_CONFIGURATION = 2
EXIT_FAILED = 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0, 1 when it failed, 2 when it was asked wrongly."""
    chosen = parser().parse_args(arguments)
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
        case "export":
            archives.write_archive(file=chosen.file, email=chosen.email)
        case "import":
            choices = ImportChoices(
                with_settings=chosen.settings == "apply", dry_run=chosen.dry_run
            )
            archives.take_archive(file=chosen.file, email=chosen.email, choices=choices)
        case "sign-out":
            upkeep.sign_out(email=chosen.email)
        case "unlock":
            upkeep.unlock(email=chosen.email)
        case other:
            raise AssertionError(other)


if __name__ == "__main__":
    sys.exit(main())
