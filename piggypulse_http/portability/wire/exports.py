"""Archives and statements as they are sent: piece by piece, none of them whole in memory."""

from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import datetime
from typing import Literal, assert_never

from msgspec import Struct
from msgspec.json import Encoder

from piggypulse_core.budgeting.model.billing import Billing
from piggypulse_core.budgeting.model.goal import Goal
from piggypulse_core.budgeting.model.period import Period
from piggypulse_core.ledger.model.account import Account
from piggypulse_core.ledger.model.category import Category
from piggypulse_core.ledger.model.transaction import Transaction
from piggypulse_core.ledger.model.vendor import Vendor
from piggypulse_core.portability.model.archive import (
    ARCHIVE_FORMAT,
    ARCHIVE_VERSION,
    ArchivedOverlay,
    ArchivedSettings,
    ArchiveHead,
    ArchiveRow,
    ArchiveSection,
)
from piggypulse_core.portability.model.statement import (
    StatementLine,
    statement_head,
    statement_of,
)
from piggypulse_http.portability.wire.charge_rows import archived_overlay, archived_subscription
from piggypulse_http.portability.wire.ledger_rows import (
    archived_account,
    archived_category,
    archived_transaction,
    archived_vendor,
)
from piggypulse_http.portability.wire.plan_rows import (
    ArchivedManualSchedule,
    ArchivedSchedule,
    archived_goal,
    archived_period,
    archived_schedule,
)
from piggypulse_http.settings.wire.preferences import PreferencesOut, preferences_out

_ENCODER = Encoder()


class ArchivedProfile(Struct, frozen=True, kw_only=True, rename="camel"):
    """How somebody is addressed, and what they count in."""

    name: str
    currency: str | None
    avatar: str
    timezone: str


class SettingsOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """Settings, without anything to sign in with."""

    profile: ArchivedProfile
    preferences: PreferencesOut
    onboarded: bool


class ArchiveHeadOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """What an archive has once."""

    exported_at: datetime
    settings: SettingsOut
    schedule: ArchivedSchedule | ArchivedManualSchedule | None
    format: Literal["piggypulse-archive"] = ARCHIVE_FORMAT
    version: Literal[1] = ARCHIVE_VERSION


async def archive_pieces(
    head: ArchiveHead,
    sections: Iterable[tuple[ArchiveSection, AsyncIterator[Sequence[ArchiveRow]]]],
    /,
) -> AsyncIterator[bytes]:
    """An archive as JSON; what ends too early is no JSON."""
    yield _ENCODER.encode(head_out(head)).removesuffix(b"}")
    for section, batches in sections:
        opening = f',"{section}":['.encode()
        async for rows in batches:
            yield opening + _ENCODER.encode([row_out(row) for row in rows])[1:-1]
            opening = b","
        yield b"]" if opening == b"," else opening + b"]"
    yield b"}"


async def statement_pieces(
    batches: AsyncIterator[Sequence[StatementLine]], /
) -> AsyncIterator[bytes]:
    """A statement as CSV in UTF-8."""
    head = statement_head()
    async for lines in batches:
        yield (head + statement_of(lines)).encode()
        head = ""
    if head:
        yield head.encode()


def head_out(head: ArchiveHead, /) -> ArchiveHeadOut:
    """What an archive begins with."""
    return ArchiveHeadOut(
        exported_at=head.exported_at,
        settings=_settings_out(head.settings),
        schedule=archived_schedule(head.schedule),
    )


def _settings_out(settings: ArchivedSettings) -> SettingsOut:
    profile = settings.profile
    return SettingsOut(
        profile=ArchivedProfile(
            name=profile.name,
            currency=profile.currency_code,
            avatar=profile.avatar,
            timezone=profile.timezone,
        ),
        preferences=preferences_out(settings.preferences),
        onboarded=settings.onboarded,
    )


def row_out(row: ArchiveRow, /) -> Struct:  # noqa: PLR0911 - one way out for each kind
    """A row of any kind."""
    match row:
        case Transaction():
            return archived_transaction(row)
        case Account():
            return archived_account(row)
        case Category():
            return archived_category(row)
        case Vendor():
            return archived_vendor(row)
        case Period():
            return archived_period(row)
        case Goal():
            return archived_goal(row)
        case Billing():
            return archived_subscription(row)
        case ArchivedOverlay():
            return archived_overlay(row)
        case _:
            assert_never(row)
