"""`piggypulse export` and `piggypulse import`: somebody's archive, for those who run the server."""

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import IO

from piggypulse_core.identity.model.session import OPERATOR, Represented
from piggypulse_core.kernel.refusal import Fault, Refusal
from piggypulse_core.portability.model.incoming import Incoming
from piggypulse_core.portability.model.report import ImportChoices, ImportReport
from piggypulse_http.composition.archive_files import KIB, file_trouble, opened_file, whole_file
from piggypulse_http.composition.commands import CommandFailed, joined
from piggypulse_http.composition.container import Container
from piggypulse_http.composition.demo_progress import bar, count
from piggypulse_http.composition.upkeep import opened, said_in_words
from piggypulse_http.edge.problems import MalformedBody
from piggypulse_http.edge.retry import Retried
from piggypulse_http.portability.archive_file import incoming_of
from piggypulse_http.portability.wire.exports import archive_pieces


def write_archive(*, file: Path, email: str) -> None:
    """Write somebody's archive to a file, whole or not at all; raises CommandFailed."""
    with whole_file(file) as target:
        with joined() as container, said_in_words():
            export = partial(_exported, container, email=email, target=target, file=file)
            asyncio.run(opened(container, export))
        size = target.tell()
    print(f"{size // KIB + 1} KiB written.", file=sys.stderr)


async def _exported(container: Container, *, email: str, target: IO[bytes], file: Path) -> None:
    person = Represented(id=await container.find_person()(email=email))
    told = count(stream=sys.stderr, unit="KiB")
    async with container.export_data()(who=person, caller=OPERATOR) as archive:
        async for piece in archive_pieces(archive.head, archive.sections()):
            with file_trouble(file):
                target.write(piece)
            told(target.tell() // KIB)


def take_archive(*, file: Path, email: str, choices: ImportChoices) -> None:
    """Take an archive in, whole or not at all; raises CommandFailed once all faults are named."""
    incoming = _read(file)
    with joined() as container:
        report = asyncio.run(
            opened(
                container,
                partial(_imported, container, email=email, incoming=incoming, choices=choices),
            )
        )
    print("It would be written:" if choices.dry_run else "Written:")
    for kind, number in asdict(report).items():
        print(f"  {kind:<14}{number:>7}")


def _read(file: Path) -> Incoming:
    """What a file brings. Nothing runs yet that would have to be stopped."""
    with opened_file(file, told=bar(stream=sys.stderr)) as archive:
        try:
            return incoming_of(file=archive)
        except MalformedBody as refused:
            if refused.faults:
                raise _failed(refused) from None
            raise CommandFailed(f"{file} is no JSON in UTF-8.") from None
        except Refusal as refused:
            raise _failed(refused) from None


async def _imported(
    container: Container, *, email: str, incoming: Incoming, choices: ImportChoices
) -> ImportReport:
    with said_in_words():
        person = Represented(id=await container.find_person()(email=email))
    try:
        return await Retried(container.import_data())(
            who=person,
            incoming=incoming,
            choices=choices,
            caller=OPERATOR,
            progress=bar(stream=sys.stderr),
        )
    except Refusal as refused:
        raise _failed(refused) from None


def _failed(refused: Refusal) -> CommandFailed:
    """The faults are named on the way, the rest is the end of the command."""
    if not refused.faults:
        return CommandFailed(f"{refused.message()} Nothing was written.")
    for line in _told(refused.faults):
        print(line, file=sys.stderr)
    number = refused.members.get("errorCount", len(refused.faults))
    which = "" if number == len(refused.faults) else f", the first {len(refused.faults)} above"
    return CommandFailed(f"{number} fault(s){which}. Nothing was written.")


def _told(faults: Sequence[Fault]) -> Sequence[str]:
    """Pointers repeat names out of the file, and no terminal is to obey what is in there."""
    return [f"{_legible(one.field) or '/'}: {one.message} ({one.code})" for one in faults]


def _legible(text: str) -> str:
    return "".join(char if char.isprintable() else "\ufffd" for char in text)
