"""A new transaction: what a person fills in, and what has to be right about it.

Everything wrong with a form is collected, so that one answer can name all of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from piggypulse_core.kernel.dates import check_day
from piggypulse_core.kernel.money import check_amount
from piggypulse_core.kernel.refusal import (
    Fault,
    Faults,
    Invalid,
    InvalidInput,
    NotFound,
    ReferenceNotFound,
    Refusal,
    missing_reference,
)
from piggypulse_core.kernel.text import DESCRIPTION_LENGTH_MAX, checked, clean
from piggypulse_core.ledger.model.account import Account, AccountId
from piggypulse_core.ledger.model.category import Category, CategoryId, CategoryTypeMismatch
from piggypulse_core.ledger.model.references import ReferenceIds, References
from piggypulse_core.ledger.model.status import Archived
from piggypulse_core.ledger.model.transaction import (
    Transaction,
    TransactionId,
    TransactionKind,
)
from piggypulse_core.ledger.model.vendor import Vendor, VendorId

FORMS_MAX = 1000


class SameAccount(Invalid):
    """A transfer goes from one account to another, not to itself."""

    code = "same_account"


class CurrenciesDiffer(Invalid):
    """The two accounts of a transfer must have the same currency."""

    code = "currency_mismatch"


class TooManyItems(Invalid):
    """At most 1000 transactions can be booked at once."""

    code = "too_many_items"


@dataclass(frozen=True, slots=True, kw_only=True)
class TransactionForm:
    """What a person fills in; a second account counts on transfers only."""

    kind: TransactionKind
    date: date
    description: str
    amount_minor: int
    from_account_id: AccountId
    to_account_id: AccountId | None = None
    category_id: CategoryId | None = None
    vendor_id: VendorId | None = None

    @property
    def target_id(self) -> AccountId | None:
        """The second account of a transfer."""
        return self.to_account_id if self.kind == "transfer" else None

    @property
    def names(self) -> ReferenceIds:
        """The ids it refers to."""
        sides = (self.from_account_id, self.target_id)
        return ReferenceIds(
            accounts=frozenset(side for side in sides if side is not None),
            categories=frozenset(() if self.category_id is None else (self.category_id,)),
            vendors=frozenset(() if self.vendor_id is None else (self.vendor_id,)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """One thing wrong with a form, and what it would be refused with."""

    refusal: type[Refusal]
    fault: Fault

    @property
    def rank(self) -> int:
        """Forms that make no sense are refused before unknown ids, those before conflicts."""
        if issubclass(self.refusal, Invalid):
            return 0
        return 1 if issubclass(self.refusal, NotFound) else 2


def complaints(
    *, form: TransactionForm, references: References, kept: ReferenceIds
) -> Iterator[Complaint]:
    """Everything wrong with a form; archived rows in `kept` may be referred to all the same."""
    yield from _about_members(form=form)
    yield from _about_sides(form=form, references=references)
    yield from _about_category(form=form, references=references)
    yield from _about_references(form=form, references=references, kept=kept)


def illegible(*, refusal: InvalidInput) -> Iterator[Complaint]:
    """What is wrong with a form that could not be read."""
    for fault in refusal.faults:
        yield Complaint(refusal=InvalidInput, fault=fault)


def refusal_of(*, found: Sequence[Complaint]) -> Refusal:
    """The refusal of the gravest complaint, the earliest of its rank, naming all of them."""
    gravest = min(found, key=lambda complaint: complaint.rank)
    return gravest.refusal(faults=[complaint.fault for complaint in found])


def at(*, index: int, complaint: Complaint) -> Complaint:
    """The same complaint about one of many forms, whose member is named by a JSON pointer."""
    field = complaint.fault.field
    within = f"/{field}" if field else ""
    fault = replace(complaint.fault, field=f"/{index}{within}")
    return replace(complaint, fault=fault)


def transaction_of(
    *,
    id: TransactionId,  # noqa: A002 - the field's name
    form: TransactionForm,
    references: References,
) -> Transaction:
    """The transaction of a form about which there is no complaint."""
    category = None if form.category_id is None else references.categories[form.category_id]
    return Transaction(
        id=id,
        kind=form.kind,
        date=form.date,
        description=clean(text=form.description),
        amount_minor=form.amount_minor,
        from_account_id=form.from_account_id,
        to_account_id=form.target_id,
        category_id=form.category_id,
        category_type=None if category is None else category.type,
        vendor_id=form.vendor_id,
    )


def _about_members(*, form: TransactionForm) -> Iterator[Complaint]:
    faults = Faults()
    check_day(day=form.date, field="date", faults=faults)
    checked(
        text=form.description,
        field="description",
        shortest=1,
        longest=DESCRIPTION_LENGTH_MAX,
        faults=faults,
    )
    check_amount(amount_minor=form.amount_minor, field="amount", lowest=1, faults=faults)
    if form.kind == "transfer":
        for field, value in (("toAccountId", form.to_account_id), ("categoryId", form.category_id)):
            if value is None:
                faults.add(field=field, code="required", message="A transfer needs this member.")
    for fault in faults.found:
        yield Complaint(refusal=InvalidInput, fault=fault)


def _about_sides(*, form: TransactionForm, references: References) -> Iterator[Complaint]:
    if form.target_id is None:
        return
    if form.target_id == form.from_account_id:
        yield _complaint(SameAccount, field="toAccountId")
        return
    source = references.accounts.get(form.from_account_id)
    target = references.accounts.get(form.target_id)
    if source and target and source.currency_code != target.currency_code:
        yield _complaint(CurrenciesDiffer, field="toAccountId")


def _about_category(*, form: TransactionForm, references: References) -> Iterator[Complaint]:
    category = None if form.category_id is None else references.categories.get(form.category_id)
    if category is not None and not _suits(category=category, form=form):
        yield _complaint(CategoryTypeMismatch, field="categoryId")


def _suits(*, category: Category, form: TransactionForm) -> bool:
    return (category.type == "transfer") == (form.kind == "transfer")


def _about_references(
    *, form: TransactionForm, references: References, kept: ReferenceIds
) -> Iterator[Complaint]:
    for field, row, was_named in _named(form=form, references=references, kept=kept):
        if row is None:
            [fault] = missing_reference(field=field).faults
            yield Complaint(refusal=ReferenceNotFound, fault=fault)
        elif row.archived_on is not None and not was_named:
            yield _complaint(Archived, field=field)


def _named(
    *, form: TransactionForm, references: References, kept: ReferenceIds
) -> Iterator[tuple[str, Account | Category | Vendor | None, bool]]:
    """Each member that names a row, the row if there is one, and whether it was named before."""
    source, target = form.from_account_id, form.target_id
    category, vendor = form.category_id, form.vendor_id
    yield "fromAccountId", references.accounts.get(source), source in kept.accounts
    if target is not None:
        yield "toAccountId", references.accounts.get(target), target in kept.accounts
    if category is not None:
        yield "categoryId", references.categories.get(category), category in kept.categories
    if vendor is not None:
        yield "vendorId", references.vendors.get(vendor), vendor in kept.vendors


def _complaint(refusal: type[Refusal], *, field: str) -> Complaint:
    fault = Fault(field=field, code=refusal.code, message=refusal.message())
    return Complaint(refusal=refusal, fault=fault)
