"""One person's whole ledger over any back end, driven through the use cases alone."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Literal, Protocol, TypeVar
from uuid import UUID

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import uuid7
from piggypulse_core.budgeting.model.billing import BillingEventId
from piggypulse_core.insights.usecases.accounts import ListAccountSummaries, ListBalanceHistories
from piggypulse_core.kernel.ids import Ids
from piggypulse_core.kernel.paging import PAGE_LIMIT_MAX, Identified, Page, PageRequest
from piggypulse_core.ledger.model.account import Account, AccountId
from piggypulse_core.ledger.model.account_edit import AccountEdit
from piggypulse_core.ledger.model.category import CategoryId, PlannedCategory, new_system_category
from piggypulse_core.ledger.model.category_edit import CategoryEdit
from piggypulse_core.ledger.model.new_account import AccountForm
from piggypulse_core.ledger.model.new_category import CategoryForm
from piggypulse_core.ledger.model.status import StatusFilter
from piggypulse_core.ledger.model.vendor import Vendor, VendorId
from piggypulse_core.ledger.usecases.account_writes import (
    AdjustBalance,
    ArchiveAccount,
    DeleteAccount,
    UnarchiveAccount,
    UpdateAccount,
)
from piggypulse_core.ledger.usecases.accounts import CreateAccount, ListAccountOptions, ListAccounts
from piggypulse_core.ledger.usecases.categories import (
    CreateCategory,
    ListCategories,
    ListCategoryOptions,
)
from piggypulse_core.ledger.usecases.category_writes import (
    ArchiveCategory,
    DeleteCategory,
    UnarchiveCategory,
    UpdateCategory,
)
from piggypulse_core.ledger.usecases.vendors import (
    ArchiveVendor,
    CreateVendor,
    DeleteVendor,
    ListVendorOptions,
    ListVendors,
    MergeVendors,
    UnarchiveVendor,
    UpdateVendor,
)
from tests.support.bookkeeping import Bookkeeper
from tests.support.budgeting import Budgeter
from tests.support.clock import NOW, TODAY
from tests.support.figures import Book
from tests.support.ledger_rows import LedgerRows
from tests.support.people import new_user
from tests.support.subscribing import Subscriber
from tests.support.works import AnyWork

Row = TypeVar("Row", bound=Identified)
Row_co = TypeVar("Row_co", bound=Identified, covariant=True)
Kind = Literal["accounts", "categories", "vendors"]
Standing = Literal["archive", "unarchive", "delete"]

NO_ID = BillingEventId(UUID(int=0))
STATUSES: tuple[StatusFilter, ...] = ("active", "inactive", "all")


@dataclass(frozen=True, slots=True, kw_only=True)
class Householder:
    """Opens, edits, merges and puts away for one owner."""

    books: Bookkeeper
    subscriber: Subscriber

    @property
    def book(self) -> Book:
        return Book(work=self.books.work, owner=self.books.owner)

    async def open_account(self, form: AccountForm, /) -> Account:
        books = self.books
        create = CreateAccount(work=books.work, ids=books.ids, clock=books.clock)
        return await create(owner=books.owner, form=form)

    async def edit_account(self, account: AccountId, edit: AccountEdit, /) -> Account:
        update = UpdateAccount(work=self.books.work)
        return await update(owner=self.books.owner, account=account, edit=edit)

    async def adjust(self, account: AccountId, balance_minor: int, /) -> Account:
        adjust = AdjustBalance(work=self.books.work, clock=self.books.clock)
        return await adjust(owner=self.books.owner, account=account, balance_minor=balance_minor)

    async def make_category(self, form: CategoryForm, /) -> PlannedCategory:
        books = self.books
        create = CreateCategory(work=books.work, ids=books.ids, clock=books.clock)
        return await create(owner=books.owner, form=form)

    async def edit_category(self, category: CategoryId, edit: CategoryEdit, /) -> PlannedCategory:
        books = self.books
        update = UpdateCategory(work=books.work, ids=books.ids, clock=books.clock)
        return await update(owner=books.owner, category=category, edit=edit)

    async def add_vendor(self, name: str, description: str | None, /) -> Vendor:
        create = CreateVendor(work=self.books.work, ids=self.books.ids)
        return await create(owner=self.books.owner, name=name, description=description)

    async def rename_vendor(self, vendor: VendorId, name: str, /) -> Vendor:
        rename = UpdateVendor(work=self.books.work)
        return await rename(owner=self.books.owner, vendor=vendor, name=name, description=None)

    async def keep(self, kind: Kind, key: UUID, standing: Standing, /) -> object:
        """Put a row away, take it up again or let it go."""
        owner = self.books.owner
        match kind:
            case "accounts":
                return await self._account_acts[standing](owner=owner, account=AccountId(key))
            case "categories":
                return await self._category_acts[standing](owner=owner, category=CategoryId(key))
            case "vendors":
                return await self._vendor_acts[standing](owner=owner, vendor=VendorId(key))

    @property
    def _account_acts(self) -> Mapping[Standing, Callable[..., Awaitable[object]]]:
        work, clock = self.books.work, self.books.clock
        return {
            "archive": ArchiveAccount(work=work, clock=clock),
            "unarchive": UnarchiveAccount(work=work),
            "delete": DeleteAccount(work=work),
        }

    @property
    def _category_acts(self) -> Mapping[Standing, Callable[..., Awaitable[object]]]:
        work, clock = self.books.work, self.books.clock
        return {
            "archive": ArchiveCategory(work=work, clock=clock),
            "unarchive": UnarchiveCategory(work=work, clock=clock),
            "delete": DeleteCategory(work=work),
        }

    @property
    def _vendor_acts(self) -> Mapping[Standing, Callable[..., Awaitable[object]]]:
        work, clock = self.books.work, self.books.clock
        return {
            "archive": ArchiveVendor(work=work, clock=clock),
            "unarchive": UnarchiveVendor(work=work),
            "delete": DeleteVendor(work=work),
        }

    async def merge(self, vendor: VendorId, target: VendorId, /) -> None:
        merge = MergeVendors(work=self.books.work)
        await merge(owner=self.books.owner, vendor=vendor, target=target)

    async def balances(self) -> tuple[dict[AccountId, int], dict[AccountId, int]]:
        """Today's, as summaries show them, and those that histories end with."""
        work, clock, owner = self.books.work, self.books.clock, self.books.owner
        summaries = await ListAccountSummaries(work=work, clock=clock)(
            owner=owner, period=None, status="all", request=PageRequest(limit=PAGE_LIMIT_MAX)
        )
        histories = await ListBalanceHistories(work=work, clock=clock)(
            owner=owner, period=None, status="all"
        )
        return (
            {row.id: row.balance_minor for row in summaries.rows},
            {one.account.id: one.points[-1].balance_minor for one in histories if one.points},
        )

    async def lists(self, *, limit: int) -> object:
        """Every list of rows, page after page."""
        work, owner = self.books.work, self.books.owner
        options = (
            await ListAccountOptions(work=work)(owner=owner),
            await ListCategoryOptions(work=work)(owner=owner),
            await ListVendorOptions(work=work)(owner=owner),
        )
        walked = []
        for status in STATUSES:
            accounts = partial(ListAccounts(work=work), owner=owner, status=status)
            categories = partial(ListCategories(work=work), owner=owner, status=status)
            vendors = partial(ListVendors(work=work), owner=owner, status=status)
            walked += [
                (
                    await _pages(accounts, limit=limit),
                    await _pages(categories, limit=limit),
                    await _pages(vendors, limit=limit),
                )
            ]
        return options, walked

    async def rows(self) -> LedgerRows:
        """Everything that is kept of it."""
        owner = self.books.owner
        whole = PageRequest(limit=PAGE_LIMIT_MAX)
        async with self.books.work.snapshot() as unit:
            vendors = await unit.vendors.page(owner=owner, status="all", request=whole)
            subscriptions = await unit.subscriptions.every(owner=owner)
            billings = [
                await unit.subscriptions.get(owner=owner, subscription=one.id)
                for one in subscriptions
            ]
            return LedgerRows(
                accounts={row.id: row for row in await unit.accounts.every(owner=owner)},
                categories={row.id: row for row in await unit.categories.every(owner=owner)},
                vendors={row.id: row.vendor for row in vendors.rows},
                transactions=list(
                    await unit.reckoning.transactions(owner=owner, after=None, limit=PAGE_LIMIT_MAX)
                ),
                days=await unit.reckoning.days(owner=owner),
                subscriptions=list(subscriptions),
                charges=[
                    replace(event, id=NO_ID) for billing in billings for event in billing.history
                ],
            )


@dataclass(slots=True)
class SteppedIds(Ids):
    """Ids that are the same in every back end at each step, however many one takes in between."""

    step: int = 0
    made: int = 0

    def begin(self, step: int, /) -> None:
        self.step, self.made = step, 0

    def new(self) -> UUID:
        self.made += 1
        return uuid7(value=(self.step << 16) + self.made)


async def householder(work: AnyWork, *, ids: Ids, name: str) -> Householder:
    """Somebody with a period around today and the system's transfer category."""
    clock = FixedClock(NOW)
    owner = await new_user(work, name=name)
    async with work() as unit:
        system = new_system_category(id=CategoryId(ids.new()))
        await unit.categories.add(owner=owner, category=system)
    days = timedelta(days=2)
    budget = Budgeter(work=work, owner=owner, clock=clock, ids=ids)
    await budget.period(TODAY - days, TODAY + days)
    return Householder(
        books=Bookkeeper(work=work, owner=owner, clock=clock, ids=ids),
        subscriber=Subscriber(work=work, owner=owner, clock=clock, ids=ids),
    )


class _Reads(Protocol[Row_co]):
    async def __call__(self, *, request: PageRequest) -> Page[Row_co]: ...


async def _pages(read: _Reads[Row], *, limit: int) -> list[Page[Row]]:
    pages: list[Page[Row]] = []
    cursor: UUID | None = None
    while not pages or cursor is not None:
        page = await read(request=PageRequest(cursor=cursor, limit=limit))
        pages.append(replace(page, rows=list(page.rows)))
        cursor = page.next_cursor
    return pages
