"""A vendor: somebody money is paid to or comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NewType
from uuid import UUID

from piggypulse_core.kernel.refusal import (
    Conflict,
    Fault,
    Faults,
    Invalid,
    NotFound,
    Refusal,
    missing_reference,
)
from piggypulse_core.kernel.text import checked_name, checked_note, name_key
from piggypulse_core.ledger.model.status import (
    Archived,
    Status,
    archiving,
    check_archived,
    status_of,
)

VendorId = NewType("VendorId", UUID)


class VendorNotFound(NotFound):
    """You have no such vendor."""

    code = "not_found"


class VendorNameTaken(Conflict):
    """You already have a vendor of this name."""

    code = "duplicate_name"


class VendorInUse(Conflict):
    """Something still names this vendor; archive it instead."""

    code = "vendor_in_use"


class SameVendor(Invalid):
    """A vendor cannot be merged into itself."""

    code = "same_vendor"


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

    def archived(self, *, today: date) -> "Vendor":
        """Put away. Raises AlreadyArchived."""
        return replace(self, archived_on=archiving(archived_on=self.archived_on, today=today))

    def unarchived(self) -> "Vendor":
        """Taken out again. Raises AlreadyActive."""
        check_archived(archived_on=self.archived_on)
        return replace(self, archived_on=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorUse:
    """A vendor and what was ever booked with it: transactions of any kind, and spend.

    Spend adds what was bought from accounts in the profile's currency; the others' is left out.
    """

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


def edited_vendor(*, vendor: Vendor, name: str, description: str | None) -> Vendor:
    """The same vendor under what a person typed anew; raises InvalidInput naming every fault."""
    typed = new_vendor(id=vendor.id, name=name, description=description)
    return replace(typed, archived_on=vendor.archived_on)


def check_merge(*, vendor: VendorId, target: VendorId, known: Mapping[VendorId, Vendor]) -> None:
    """Whether one vendor may become another, out of those of the two that exist.

    Raises SameVendor, VendorNotFound, ReferenceNotFound about the target, and Archived: nothing
    new may name an archived one.
    """
    if vendor == target:
        raise SameVendor(faults=[_about_target(refusal=SameVendor)])
    if vendor not in known:
        raise VendorNotFound
    if target not in known:
        raise missing_reference(field="targetVendorId")
    if known[target].archived_on is not None:
        raise Archived(faults=[_about_target(refusal=Archived)])


def _about_target(*, refusal: type[Refusal]) -> Fault:
    return Fault(field="targetVendorId", code=refusal.code, message=refusal.message())
