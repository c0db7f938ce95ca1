"""Which accounts, categories and vendors come out of what is brought."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from piggypulse_core.kernel.dates import check_day
from piggypulse_core.kernel.refusal import Faults, Refusal
from piggypulse_core.ledger.model.account import Account, AccountId, AccountNameTaken
from piggypulse_core.ledger.model.category import (
    Category,
    CategoryId,
    CategoryType,
    new_system_category,
)
from piggypulse_core.ledger.model.category_edit import SelfParent
from piggypulse_core.ledger.model.family import ParentArchived
from piggypulse_core.ledger.model.new_account import new_account
from piggypulse_core.ledger.model.new_category import (
    PARENT_FIELD,
    check_name_free,
    check_parent,
    checked_category,
)
from piggypulse_core.ledger.model.vendor import Vendor, VendorId, new_vendor
from piggypulse_core.portability.model.findings import Findings
from piggypulse_core.portability.model.incoming import (
    IncomingAccount,
    IncomingCategory,
    IncomingVendor,
)
from piggypulse_core.portability.model.rows import Rows

Accounts = Rows[AccountId, Account]
Categories = Rows[CategoryId, Category]
Vendors = Rows[VendorId, Vendor]

ACCOUNT_NAMES: Mapping[str, str] = MappingProxyType({"initialBalance": "openingBalance"})
"""What an archive calls members that a new account's form calls otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What bookings and plans may name."""

    accounts: Accounts
    categories: Categories
    vendors: Vendors


def plan_accounts(
    *,
    incoming: Iterable[IncomingAccount],
    accounts: Accounts,
    default_currency_code: str | None,
    today: date,
    findings: Findings,
) -> None:
    """Take accounts in; one whose name is taken clashes, since balances cannot be put together."""
    names = {row.name_key for row in accounts.there.values()}
    for one in incoming:
        try:
            known = accounts.find(one.id)
            row = _account(
                one, known=known, default_currency_code=default_currency_code, today=today
            )
            if known is None and row.name_key in names:
                raise AccountNameTaken
        except Refusal as refusal:
            member = "name" if isinstance(refusal, AccountNameTaken) else ""
            at = accounts.pointer(one.place)
            findings.note(refusal, at=at, member=member, names=ACCOUNT_NAMES)
            accounts.at_fault.add(one.id)
        else:
            names.add(row.name_key)
            accounts.take(key=one.id, row=row, place=one.place, findings=findings)


def _account(
    incoming: IncomingAccount,
    *,
    known: Account | None,
    default_currency_code: str | None,
    today: date,
) -> Account:
    created_on = incoming.created_on or (known.created_on if known else today)
    archived_on = incoming.archived_on or (known and known.archived_on) or today
    check_days(createdOn=created_on, archivedOn=incoming.archived_on)
    made = new_account(
        id=incoming.id,
        form=incoming.form,
        default_currency_code=default_currency_code,
        today=created_on,
    )
    return replace(made, archived_on=archived_on if incoming.is_archived else None)


def plan_vendors(
    *, incoming: Iterable[IncomingVendor], vendors: Vendors, findings: Findings
) -> None:
    """Take vendors in; one whose name is known stands for the one that has it."""
    names = {row.name_key: row.id for row in vendors.there.values()}
    for one in incoming:
        try:
            check_days(archivedOn=one.archived_on)
            made = new_vendor(id=one.id, name=one.name, description=one.description)
        except Refusal as refusal:
            findings.note(refusal, at=vendors.pointer(one.place))
            vendors.at_fault.add(one.id)
            continue
        row = replace(made, archived_on=one.archived_on)
        if vendors.find(one.id) is None and row.name_key in names:
            vendors.stands_for(
                key=one.id, other=names[row.name_key], place=one.place, findings=findings
            )
        else:
            names[row.name_key] = one.id
            vendors.take(key=one.id, row=row, place=one.place, findings=findings)


def plan_categories(
    *, incoming: Iterable[IncomingCategory], categories: Categories, findings: Findings
) -> None:
    """Take categories in; one whose name and type are known stands for the one that has them.

    Parents are looked at when all are known, since they may come after their children.
    """
    names = {(row.type, row.name_key): row.id for row in categories.there.values()}
    own = []
    for one in incoming:
        try:
            row = _category(one)
        except Refusal as refusal:
            findings.note(refusal, at=categories.pointer(one.place), member="name")
            categories.at_fault.add(one.id)
            continue
        key: tuple[CategoryType, str] = (row.type, row.name_key)
        if categories.find(one.id) is None and key in names:
            categories.stands_for(key=one.id, other=names[key], place=one.place, findings=findings)
        else:
            names[key] = one.id
            own.append((one.place, row))
    _take_with_parents(own=own, categories=categories, findings=findings)


def _category(incoming: IncomingCategory) -> Category:
    check_days(archivedOn=incoming.archived_on)
    form = checked_category(form=incoming.form)
    if incoming.is_system:
        return new_system_category(id=incoming.id)
    check_name_free(name=form.name)
    return Category(
        id=incoming.id,
        type=form.type,
        name=form.name,
        icon=form.icon,
        behavior=form.behavior,
        description=form.description,
        parent_id=form.parent_id,
        archived_on=incoming.archived_on,
    )


def _take_with_parents(
    *, own: list[tuple[int, Category]], categories: Categories, findings: Findings
) -> None:
    placed = [
        (place, replace(row, parent_id=row.parent_id and categories.meant(row.parent_id)))
        for place, row in own
    ]
    every = {**{row.id: row for _, row in placed}, **categories.there}
    for place, row in placed:
        try:
            if row.parent_id is not None and row.parent_id not in categories.at_fault:
                _check_parent(row, parent=every.get(row.parent_id))
        except Refusal as refusal:
            findings.note(refusal, at=categories.pointer(place), member=PARENT_FIELD)
            categories.at_fault.add(row.id)
        else:
            categories.take(key=row.id, row=row, place=place, findings=findings)


def _check_parent(row: Category, *, parent: Category | None) -> None:
    """As for a new category, but that its parent may be archived if it is archived itself."""
    if row.parent_id == row.id:
        raise SelfParent
    check_parent(type=row.type, parent=parent and replace(parent, archived_on=None))
    if parent is not None and parent.archived_on is not None and row.archived_on is None:
        raise ParentArchived


def check_days(**days: date | None) -> None:
    """Raise InvalidInput naming every member whose day is beyond those we keep."""
    faults = Faults()
    for field, day in days.items():
        if day is not None:
            check_day(day=day, field=field, faults=faults)
    faults.settle()
