"""Rows there are and rows that come, told apart by their ids."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar
from uuid import UUID

from piggypulse_core.budgeting.model.billing import Billing
from piggypulse_core.budgeting.model.goal import Goal, GoalId
from piggypulse_core.budgeting.model.overlay import OverlayId
from piggypulse_core.budgeting.model.period import Period, PeriodId
from piggypulse_core.budgeting.model.schedule import Schedule
from piggypulse_core.budgeting.model.subscription import SubscriptionId
from piggypulse_core.ledger.model.account import Account, AccountId
from piggypulse_core.ledger.model.category import Category, CategoryId
from piggypulse_core.ledger.model.transaction import Transaction, TransactionId
from piggypulse_core.ledger.model.vendor import Vendor, VendorId
from piggypulse_core.portability.model.archive import ArchivedOverlay
from piggypulse_core.portability.model.findings import Findings, ItemConflict

Key = TypeVar("Key", bound=UUID)
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What somebody has already; of transactions only those that are asked about."""

    accounts: Mapping[AccountId, Account] = field(default_factory=dict)
    categories: Mapping[CategoryId, Category] = field(default_factory=dict)
    vendors: Mapping[VendorId, Vendor] = field(default_factory=dict)
    periods: Mapping[PeriodId, Period] = field(default_factory=dict)
    schedule: Schedule | None = None
    goals: Mapping[GoalId, Goal] = field(default_factory=dict)
    billings: Mapping[SubscriptionId, Billing] = field(default_factory=dict)
    overlays: Mapping[OverlayId, ArchivedOverlay] = field(default_factory=dict)
    transactions: Mapping[TransactionId, Transaction] = field(default_factory=dict)


@dataclass(slots=True)
class Rows(Generic[Key, Row]):
    """The rows of a kind: those there are, those that come, and ids whose rows are at fault.

    A category or vendor may stand for another one: `same_as` has the id it is known by here.
    """

    kind: str
    there: Mapping[Key, Row]
    come: dict[Key, Row] = field(default_factory=dict)
    at_fault: set[Key] = field(default_factory=set)
    same_as: dict[Key, Key] = field(default_factory=dict)
    unchanged: int = 0

    def pointer(self, place: int) -> str:
        """Where a row stands."""
        return f"/{self.kind}/{place}"

    def meant(self, key: Key) -> Key:
        """The id a row is known by here."""
        return self.same_as.get(key, key)

    def find(self, key: Key) -> Row | None:
        """The row, there or coming."""
        return self.come.get(key) or self.there.get(key)

    def every(self) -> dict[Key, Row]:
        """Those there are and those that come."""
        return {**self.there, **self.come}

    def stands_for(self, *, key: Key, other: Key, place: int, findings: Findings) -> None:
        """A row that is known by another id: nothing is written for it, whoever names it.

        Notes a clash with a row of the same id that stands for yet another one.
        """
        if self.same_as.setdefault(key, other) == other:
            self.unchanged += 1
        else:
            self._note_clash(key=key, place=place, findings=findings)

    def take(self, *, key: Key, row: Row, place: int, findings: Findings) -> None:
        """Let a row come, unless it is there already; notes a clash with other content."""
        known = self.find(key)
        if self.meant(key) != key or (known is not None and known != row):
            self._note_clash(key=key, place=place, findings=findings)
        elif known is None:
            self.come[key] = row
        else:
            self.unchanged += 1

    def _note_clash(self, *, key: Key, place: int, findings: Findings) -> None:
        findings.note(ItemConflict(), at=self.pointer(place))
        self.at_fault.add(key)
