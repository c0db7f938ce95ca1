"""A vendor: somebody money is paid to or comes from."""

from dataclasses import dataclass
from datetime import date
from typing import NewType
from uuid import UUID

from piggypulse_core.kernel.refusal import Conflict, Faults, NotFound
from piggypulse_core.kernel.text import checked_name, checked_note, name_key
from piggypulse_core.ledger.model.status import Status, status_of

VendorId = NewType("VendorId", UUID)


class VendorNotFound(NotFound):
    """You have no such vendor."""

    code = "not_found"


class VendorNameTaken(Conflict):
    """You already have a vendor of this name."""

    code = "duplicate_name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendor:
    """Archived vendors keep their past and take no new transactions."""

    id: VendorId
    name: str
    description: str | None = None
    archived_on: date | None = None

    @property
    def name_key(self) -> str:
        """What its name is compared and sorted by."""
        return name_key(text=self.name)

    @property
    def status(self) -> Status:
        """`inactive` once archived."""
        return status_of(archived_on=self.archived_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorUse:
    """A vendor and what was ever booked with it: transactions of any kind, and spend."""

    vendor: Vendor
    transactions: int
    spend_minor: int

    @property
    def id(self) -> VendorId:
        """The vendor's id, which pages are cut by."""
        return self.vendor.id


def new_vendor(*, id: VendorId, name: str, description: str | None) -> Vendor:  # noqa: A002 - the field's name
    """A vendor from what a person typed; raises InvalidInput naming every fault."""
    faults = Faults()
    cleaned = checked_name(text=name, faults=faults)
    note = checked_note(text=description, faults=faults)
    faults.settle()
    return Vendor(id=id, name=cleaned, description=note)
