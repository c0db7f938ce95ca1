"""An overlay: a lens over some days, and which of their transactions it takes in."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal, NewType, assert_never
from uuid import UUID

from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.refusal import Conflict, NotFound
from piggypulse_core.ledger.model.account import AccountId
from piggypulse_core.ledger.model.booking import Booking
from piggypulse_core.ledger.model.category import CategoryId
from piggypulse_core.ledger.model.transaction import Transaction, TransactionId
from piggypulse_core.ledger.model.vendor import VendorId

OverlayId = NewType("OverlayId", UUID)

InclusionMode = Literal["manual", "rules", "all"]


class OverlayNotFound(NotFound):
    """You have no such overlay."""

    code = "not_found"


class AlreadyIncluded(Conflict):
    """The overlay includes this transaction already."""

    code = "already_included"


class TransactionLeftOut(Conflict):
    """The overlay does not include this transaction anyway."""

    code = "already_excluded"


class OutsideWindow(Conflict):
    """The transaction is dated outside the overlay's days."""

    code = "outside_window"


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlayRules:
    """What a transaction has to name to be taken in; one match is enough, none match nothing."""

    categories: frozenset[CategoryId] = frozenset()
    vendors: frozenset[VendorId] = frozenset()
    accounts: frozenset[AccountId] = frozenset()

    def match(self, *, transaction: Transaction) -> bool:
        """Whether its category, its vendor or an account on either side is listed."""
        return (
            transaction.category_id in self.categories
            or transaction.vendor_id in self.vendors
            or transaction.from_account_id in self.accounts
            or transaction.to_account_id in self.accounts
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """Whether a transaction is in an overlay, and what put it there; nothing if it is not."""

    source: InclusionMode | None

    @property
    def is_included(self) -> bool:
        """Whether it is in."""
        return self.source is not None


NOT_INCLUDED = Membership(source=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """A lens over days. Caps inform and block nothing; amounts are minor units."""

    id: OverlayId
    name: str
    icon: str | None
    span: Span
    mode: InclusionMode
    total_cap_minor: int | None
    created_at: datetime
    caps: Mapping[CategoryId, int] = field(default_factory=dict)
    rules: OverlayRules = field(default_factory=OverlayRules)

    def membership(self, *, transaction: Transaction, override: bool | None) -> Membership:
        """What a person said of a transaction wins over the mode, within the overlay's days."""
        if transaction.date not in self.span:
            return NOT_INCLUDED
        if override is not None:
            return Membership(source="manual") if override else NOT_INCLUDED
        return Membership(source=self.mode) if self._takes(transaction) else NOT_INCLUDED

    def _takes(self, transaction: Transaction) -> bool:
        match self.mode:
            case "all":
                return True
            case "manual":
                return False
            case "rules":
                return self.rules.match(transaction=transaction)
            case _:
                assert_never(self.mode)

    def with_vendor_moved(self, *, vendor: VendorId, target: VendorId) -> "Overlay":
        """The same where one vendor has become another; a rule that has both keeps one."""
        if vendor not in self.rules.vendors:
            return self
        vendors = self.rules.vendors - {vendor} | {target}
        return replace(self, rules=replace(self.rules, vendors=vendors))

    def check_change(
        self, *, transaction: Transaction, override: bool | None, included: bool
    ) -> None:
        """Raise OutsideWindow, AlreadyIncluded or TransactionLeftOut when it is no news."""
        if transaction.date not in self.span:
            raise OutsideWindow
        known = self.membership(transaction=transaction, override=override)
        if known.is_included and included:
            raise AlreadyIncluded
        if not known.is_included and not included:
            raise TransactionLeftOut


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """What a person said of a transaction: that it is in an overlay, or out of it."""

    overlay: OverlayId
    transaction: TransactionId
    included: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A booking of an overlay's days, and whether it is in."""

    booking: Booking
    membership: Membership

    @property
    def id(self) -> TransactionId:
        """The transaction's id, which pages are cut by."""
        return self.booking.id
