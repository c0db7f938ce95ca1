"""Everything that is kept of somebody's ledger, and the laws it has to keep to, as on paper."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from piggypulse_core.budgeting.model.billing import BillingEvent
from piggypulse_core.budgeting.model.subscription import Subscription
from piggypulse_core.insights.model.reckoning import differences, reckon
from piggypulse_core.ledger.model.account import Account, AccountId
from piggypulse_core.ledger.model.balance import AccountDay, DaySums, DayTable, balance
from piggypulse_core.ledger.model.category import Category, CategoryId
from piggypulse_core.ledger.model.transaction import Transaction
from piggypulse_core.ledger.model.vendor import Vendor, VendorId
from tests.strategies.transactions import World


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRows:
    """All rows of one person at one instant; `days` are the sums as they are stored, `charges` lack
    their ids, which stores may make more of than they keep."""

    accounts: Mapping[AccountId, Account]
    categories: Mapping[CategoryId, Category]
    vendors: Mapping[VendorId, Vendor]
    transactions: Sequence[Transaction]
    days: DayTable
    subscriptions: Sequence[Subscription]
    charges: Sequence[BillingEvent]

    @property
    def active(self) -> World:
        """What can be booked on."""
        return World(
            accounts=[row for row in self.accounts.values() if row.archived_on is None],
            categories=[row for row in self.categories.values() if row.archived_on is None],
            vendors=[row for row in self.vendors.values() if row.archived_on is None],
        )

    @property
    def named(self) -> set[UUID | None]:
        """The ids that a booking, a subscription or a child names."""
        booked = (
            (row.from_account_id, row.to_account_id, row.category_id, row.vendor_id)
            for row in self.transactions
        )
        charged = ((one.category_id, one.vendor_id) for one in self.subscriptions)
        parents = {row.parent_id for row in self.categories.values()}
        return {*parents, *(id_ for ids in (*booked, *charged) for id_ in ids)}

    @property
    def figures(self) -> tuple[object, ...]:
        """All that figures are made of but the ids of bookings, and charges apart."""
        booked = Counter(replace(row, id=None) for row in self.transactions)  # type: ignore[arg-type]  # told apart by all else
        return self.accounts, self.categories, self.vendors, self.days, booked

    def merged(self, *, vendor: VendorId, target: VendorId) -> "LedgerRows":
        """The same rows once one vendor has become part of another."""
        return replace(
            self,
            vendors={key: row for key, row in self.vendors.items() if key != vendor},
            transactions=[
                replace(row, vendor_id=target) if row.vendor_id == vendor else row
                for row in self.transactions
            ],
            subscriptions=[
                replace(row, vendor_id=target) if row.vendor_id == vendor else row
                for row in self.subscriptions
            ],
        )

    def balance_minor(self, account: Account, day: date, /) -> int:
        """The opening balance and every effect up to the close of a day."""
        booked = (row for row in self.transactions if row.date <= day)
        return account.opening_minor + sum(effect(account, row) for row in booked)


def effect(account: Account, row: Transaction) -> int:
    """By how much a booking changes an account's balance, out of the table on paper."""
    if account.id == row.to_account_id:
        owned = row.amount_minor
    elif account.id == row.from_account_id:
        owned = row.amount_minor if row.category_type == "income" else -row.amount_minor
    else:
        return 0
    return -owned if account.type == "CreditCard" else owned


def assert_lawful(rows: LedgerRows, /) -> None:
    """Laws L1, L2, L7, T2 and C2 hold."""
    assert not list(stored_wrongly(rows))
    assert_balances_add_up(rows)
    for row in rows.transactions:
        assert_not_contradictory(row, rows.accounts)
    assert_in_order(rows.categories)


def stored_wrongly(rows: LedgerRows, /) -> Iterator[object]:
    """Where the audit finds a stored sum to differ from what is booked."""
    booked: dict[AccountDay, DaySums] = {}
    reckon(booked, transactions=rows.transactions, accounts=rows.accounts)
    return differences(accounts=rows.accounts, stored=rows.days, booked=booked)


def assert_balances_add_up(rows: LedgerRows, /) -> None:
    """Each stored day leads from the balance before it to the one that is right on paper."""
    for (key, day), sums in rows.days.items():
        account = rows.accounts[key]
        eve = balance(account=account, days=rows.days, day=day - timedelta(days=1))
        moved = sums.inflow_minor - sums.outflow_minor
        owned = -moved if account.type == "CreditCard" else moved
        assert eve + owned == rows.balance_minor(account, day)


def assert_not_contradictory(row: Transaction, accounts: Mapping[AccountId, Account], /) -> None:
    """Law T2: kind, category, accounts and currencies go together."""
    if row.kind == "regular":
        assert row.to_account_id is None
        assert row.category_type in (None, "income", "expense")
        return
    assert row.category_type == "transfer"
    assert row.to_account_id is not None
    assert row.to_account_id != row.from_account_id
    source, target = accounts[row.from_account_id], accounts[row.to_account_id]
    assert source.currency_code == target.currency_code


def assert_in_order(categories: Mapping[CategoryId, Category], /) -> None:
    """Law C2: two levels, one type, nothing active under what is archived."""
    for one in categories.values():
        if one.parent_id is None:
            continue
        parent = categories[one.parent_id]
        assert parent.parent_id is None
        assert parent.type == one.type
        assert parent.archived_on is None or one.archived_on is not None
