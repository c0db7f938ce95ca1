"""Imports on the wire: what is taken, and what came of it."""

from datetime import datetime
from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from piggypulse_core.portability.model.incoming import ROWS_MAX, TRANSACTIONS_MAX
from piggypulse_core.portability.model.report import ImportReport
from piggypulse_http.portability.wire.exports import ArchivedProfile
from piggypulse_http.settings.wire.preferences import PreferencesIn

Row = dict[str, Any]
Rows = Annotated[list[Row], Meta(max_length=ROWS_MAX)]


class ImportIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """An archive as an export gives it, or any part of one; rows name rows in it or kept here.

    Without `format`, three lists of the product before: `accounts` {id, name, account_type, color,
    is_archived}, `categories` {id, name, category_type, icon, is_system}, `transactions` {id,
    description, amount, occurred_at, from_account_id, to_account_id, category_id, created_at}.
    """

    format: Literal["piggypulse-archive"] | UnsetType = UNSET
    version: Annotated[Literal[1], Meta(description="Of the format.")] | UnsetType = UNSET
    exported_at: Annotated[datetime, Meta(tz=True)] | UnsetType = UNSET
    settings: Annotated[Row, Meta(description="Taken over with `settings=apply`.")] | UnsetType = (
        UNSET
    )
    accounts: Rows | UnsetType = UNSET
    categories: Rows | UnsetType = UNSET
    vendors: Rows | UnsetType = UNSET
    periods: Rows | UnsetType = UNSET
    schedule: Row | UnsetType | None = UNSET
    goals: Rows | UnsetType = UNSET
    subscriptions: Rows | UnsetType = UNSET
    overlays: Rows | UnsetType = UNSET
    transactions: Annotated[list[Row], Meta(max_length=TRANSACTIONS_MAX)] | UnsetType = UNSET


class IncomingHead(Struct, frozen=True, kw_only=True, rename="camel"):
    """What stands in an archive beside its rows."""

    version: Literal[1] | UnsetType = UNSET
    exported_at: Annotated[datetime, Meta(tz=True)] | UnsetType = UNSET


class IncomingSettingsIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """Settings of an archive."""

    profile: ArchivedProfile | UnsetType = UNSET
    preferences: PreferencesIn | UnsetType = UNSET
    onboarded: bool = False


class ImportedOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """How many rows of each kind are new."""

    accounts: int
    categories: int
    vendors: int
    periods: int
    goals: int
    subscriptions: int
    overlays: int
    transactions: int
    unchanged: Annotated[
        int, Meta(description="Rows that were there already, under their id or under their name.")
    ]


class ImportOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """What an import wrote, or with `dryRun` would write."""

    imported: ImportedOut


def import_out(report: ImportReport, /) -> ImportOut:
    """An import's reply."""
    return ImportOut(
        imported=ImportedOut(
            accounts=report.accounts,
            categories=report.categories,
            vendors=report.vendors,
            periods=report.periods,
            goals=report.goals,
            subscriptions=report.subscriptions,
            overlays=report.overlays,
            transactions=report.transactions,
            unchanged=report.unchanged,
        )
    )
