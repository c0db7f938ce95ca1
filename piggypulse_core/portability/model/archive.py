"""An archive: everything somebody has counted and planned, whole enough to be taken up elsewhere.

Ids, dates and instants are part of it, what follows from the rest is not: balances, sums, statuses
and colours of categories are worked out again. Credentials, sessions and letters never are in one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal, TypeAlias

from piggypulse_core.budgeting.model.billing import Billing
from piggypulse_core.budgeting.model.goal import Goal
from piggypulse_core.budgeting.model.overlay import Overlay
from piggypulse_core.budgeting.model.period import Period
from piggypulse_core.budgeting.model.schedule import Schedule
from piggypulse_core.ledger.model.account import Account
from piggypulse_core.ledger.model.category import Category
from piggypulse_core.ledger.model.transaction import Transaction, TransactionId
from piggypulse_core.ledger.model.vendor import Vendor
from piggypulse_core.settings.model.preferences import Preferences
from piggypulse_core.settings.model.profile import Profile

ARCHIVE_FORMAT: Final = "piggypulse-archive"
ARCHIVE_VERSION: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedSettings:
    """How somebody is addressed and counts, and whether they have settled in."""

    profile: Profile
    preferences: Preferences
    onboarded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedOverlay:
    """An overlay with what was said of single transactions: true is in, false is out."""

    overlay: Overlay
    overrides: Mapping[TransactionId, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveHead:
    """What an archive has once; the rest of it is rows, each kind in the order of its ids."""

    exported_at: datetime
    settings: ArchivedSettings
    schedule: Schedule | None


ArchiveSection = Literal[
    "accounts",
    "categories",
    "vendors",
    "periods",
    "goals",
    "subscriptions",
    "overlays",
    "transactions",
]

ArchiveRow: TypeAlias = (
    Account | Category | Vendor | Period | Goal | Billing | ArchivedOverlay | Transaction
)
"""The rows of an archive. Of an account the net is left out, since its transactions say it."""
