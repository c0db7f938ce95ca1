"""One person's ledger over any back end, driven through the use cases alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import Ids, UserId
from piggypulse_core.kernel.paging import PAGE_LIMIT_MAX, Page, PageRequest
from piggypulse_core.ledger.model.account import Account, AccountId, AccountType
from piggypulse_core.ledger.model.balance import AccountDay, DaySums, balance, day_sums
from piggypulse_core.ledger.model.booking import Booking
from piggypulse_core.ledger.model.category import Behavior, Category, CategoryId, CategoryType
from piggypulse_core.ledger.model.new_transaction import TransactionForm
from piggypulse_core.ledger.model.selection import Selection
from piggypulse_core.ledger.model.transaction import Transaction
from piggypulse_core.ledger.model.vendor import Vendor, VendorId
from piggypulse_core.ledger.usecases.transactions import (
    CreateTransaction,
    CreateTransactions,
    DeleteTransaction,
    GetTransaction,
    ListTransactions,
    UpdateTransaction,
)
from tests.support.clock import NOW, TODAY
from tests.support.works import AnyWork

_IDS = SystemIds()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookkeeper:
    """Books, replaces and removes for one owner, and looks at what came of it."""

    work: AnyWork
    owner: UserId
    ids: Ids = field(default_factory=lambda: _IDS)
    clock: Clock = field(default_factory=lambda: FixedClock(NOW))

    async def account(
        self,
        *,
        type: AccountType = "Checking",  # noqa: A002 - the field's name
        name: str | None = None,
        opening_minor: int = 0,
        currency_code: str = "EUR",
        spend_limit_minor: int | None = None,
        archived_on: date | None = None,
    ) -> Account:
        key = AccountId(self.ids.new())
        account = Account(
            id=key,
            type=type,
            name=name or f"Account {key}",
            color="#123456",
            currency_code=currency_code,
            opening_minor=opening_minor,
            created_on=TODAY,
            spend_limit_minor=spend_limit_minor,
            archived_on=archived_on,
        )
        async with self.work() as unit:
            await unit.accounts.add(owner=self.owner, account=account)
        return account

    async def category(
        self,
        *,
        type: CategoryType = "expense",  # noqa: A002 - the field's name
        name: str | None = None,
        behavior: Behavior | None = None,
        archived_on: date | None = None,
    ) -> Category:
        key = CategoryId(self.ids.new())
        category = Category(
            id=key,
            type=type,
            name=name or f"Category {key}",
            icon="🛒",
            behavior=behavior,
            archived_on=archived_on,
        )
        async with self.work() as unit:
            await unit.categories.add(owner=self.owner, category=category)
        return category

    async def vendor(self, *, name: str | None = None, archived_on: date | None = None) -> Vendor:
        key = VendorId(self.ids.new())
        vendor = Vendor(id=key, name=name or f"Vendor {key}", archived_on=archived_on)
        async with self.work() as unit:
            await unit.vendors.add(owner=self.owner, vendor=vendor)
        return vendor

    async def book(self, form: TransactionForm, /) -> Booking:
        return await CreateTransaction(work=self.work, ids=self.ids, clock=self.clock)(
            owner=self.owner, form=form
        )

    async def book_all(self, *forms: TransactionForm) -> list[Booking]:
        use_case = CreateTransactions(work=self.work, ids=self.ids, clock=self.clock)
        return list(await use_case(owner=self.owner, forms=forms))

    async def rebook(self, booking: Booking | Transaction, form: TransactionForm, /) -> Booking:
        use_case = UpdateTransaction(work=self.work, ids=self.ids, clock=self.clock)
        return await use_case(owner=self.owner, transaction=booking.id, form=form)

    async def delete(self, booking: Booking | Transaction, /) -> None:
        await DeleteTransaction(work=self.work, ids=self.ids, clock=self.clock)(
            owner=self.owner, transaction=booking.id
        )

    async def show(self, booking: Booking, /) -> Booking:
        return await GetTransaction(work=self.work)(owner=self.owner, transaction=booking.id)

    async def page(
        self, selection: Selection, /, *, cursor: UUID | None = None, limit: int = PAGE_LIMIT_MAX
    ) -> Page[Booking]:
        request = PageRequest(cursor=cursor, limit=limit)
        use_case = ListTransactions(work=self.work, clock=FixedClock(NOW))
        return await use_case(
            owner=self.owner, scope="all", period=None, selection=selection, request=request
        )

    async def walk(self, selection: Selection, /, *, limit: int = PAGE_LIMIT_MAX) -> list[Booking]:
        """Every row of a list, page after page."""
        page = await self.page(selection, limit=limit)
        rows, totals = list(page.rows), {page.total}
        while page.next_cursor is not None:
            page = await self.page(selection, cursor=page.next_cursor, limit=limit)
            rows += page.rows
            totals.add(page.total)
        assert totals == {len(rows)}
        return rows

    async def transactions(self) -> list[Transaction]:
        """Everything booked, uncategorised included."""
        rows = await self.walk(Selection(uncategorized="include"))
        return [row.transaction for row in rows]

    async def accounts(self) -> Mapping[AccountId, Account]:
        async with self.work.reading() as unit:
            rows = await unit.accounts.every(owner=self.owner)
        return {row.id: row for row in rows}

    async def days(self) -> dict[AccountDay, DaySums]:
        """The day sums recomputed from what is booked."""
        return day_sums(transactions=await self.transactions(), accounts=await self.accounts())

    async def balance(self, account: Account, day: date = TODAY, /) -> int:
        held = (await self.accounts())[account.id]
        return balance(account=held, days=await self.days(), day=day)


def form_of(transaction: Transaction, /) -> TransactionForm:
    """The form that would book a transaction as it is."""
    return TransactionForm(
        kind=transaction.kind,
        date=transaction.date,
        description=transaction.description,
        amount_minor=transaction.amount_minor,
        from_account_id=transaction.from_account_id,
        to_account_id=transaction.to_account_id,
        category_id=transaction.category_id,
        vendor_id=transaction.vendor_id,
    )


def regular(
    account: Account,
    category: Category | None,
    amount_minor: int = 1000,
    /,
    *,
    on: date = TODAY,
    description: str = "Something",
    vendor: Vendor | None = None,
) -> TransactionForm:
    """A form for income or a purchase."""
    return TransactionForm(
        kind="regular",
        date=on,
        description=description,
        amount_minor=amount_minor,
        from_account_id=account.id,
        category_id=None if category is None else category.id,
        vendor_id=None if vendor is None else vendor.id,
    )


def transfer(
    source: Account,
    target: Account,
    category: Category,
    amount_minor: int = 1000,
    /,
    *,
    on: date = TODAY,
) -> TransactionForm:
    """A form for a transfer."""
    form = regular(source, category, amount_minor, on=on)
    return replace(form, kind="transfer", to_account_id=target.id)
