"""Transactions over HTTP."""

from datetime import date
from typing import Annotated, Final
from uuid import UUID

from litestar import Controller, delete, get, post, put
from litestar.params import FromPath, JSONBody, QueryParameter

from piggypulse_core.budgeting.model.period import NoCurrentPeriod, PeriodNotFound
from piggypulse_core.kernel.paging import PAGE_LIMIT_DEFAULT, UnknownCursor
from piggypulse_core.kernel.refusal import ReferenceNotFound
from piggypulse_core.ledger.model.category import CategoryType, CategoryTypeMismatch
from piggypulse_core.ledger.model.new_transaction import (
    CurrenciesDiffer,
    SameAccount,
    TooManyItems,
)
from piggypulse_core.ledger.model.selection import (
    CHOICES_MAX,
    ListScope,
    new_selection,
)
from piggypulse_core.ledger.model.status import Archived
from piggypulse_core.ledger.model.transaction import TransactionId, TransactionNotFound
from piggypulse_core.ledger.usecases.transactions import (
    CreateTransaction,
    CreateTransactions,
    DeleteTransaction,
    GetTransaction,
    HasTransactions,
    ListTransactions,
    UpdateTransaction,
)
from piggypulse_http.edge.body import SignedIn
from piggypulse_http.edge.openapi import refusals
from piggypulse_http.edge.paging import CursorText, Limit, PeriodText, optional_id, page_request
from piggypulse_http.edge.types import TEXT_LENGTH_MAX
from piggypulse_http.ledger.wire.filters import Uncategorized
from piggypulse_http.ledger.wire.transactions import (
    HasTransactionsOut,
    TransactionIn,
    TransactionOut,
    TransactionPageOut,
    TransactionsIn,
    transaction_form,
    transaction_forms,
    transaction_out,
    transaction_page_out,
)

WRITE_REFUSALS: Final = (
    Archived,
    CategoryTypeMismatch,
    CurrenciesDiffer,
    ReferenceNotFound,
    SameAccount,
)

# The framework keeps `scope` for itself, hence the other name inside.
Scope = Annotated[
    ListScope, QueryParameter(name="scope", description="`all` drops the period window.")
]
AccountIds = Annotated[
    list[UUID] | None,
    QueryParameter(
        name="accountId",
        max_items=CHOICES_MAX,
        description="On either side; may be repeated, any of them matches.",
    ),
]
CategoryIds = Annotated[
    list[UUID] | None,
    QueryParameter(
        name="categoryId",
        max_items=CHOICES_MAX,
        description="May be repeated, any of them matches.",
    ),
]
VendorIds = Annotated[
    list[UUID] | None,
    QueryParameter(
        name="vendorId", max_items=CHOICES_MAX, description="May be repeated, any of them matches."
    ),
]
FirstDay = Annotated[
    date | None, QueryParameter(name="fromDate", description="The first day to show.")
]
LastDay = Annotated[date | None, QueryParameter(name="toDate", description="The last day to show.")]
Words = Annotated[
    str | None,
    QueryParameter(
        max_length=TEXT_LENGTH_MAX,
        description="Part of the description, of the vendor's name, or of the amount in major "
        "units; at most 500 code points after trimming.",
    ),
]
Direction = Annotated[
    CategoryType | None,
    QueryParameter(name="direction", description="Only those whose category has this type."),
]


class TransactionController(Controller):
    """What was booked."""

    path = "/transactions"
    tags = ("Transactions",)
    create_transaction: CreateTransaction
    create_transactions: CreateTransactions
    list_transactions: ListTransactions
    get_transaction: GetTransaction
    has_transactions: HasTransactions
    update_transaction: UpdateTransaction
    delete_transaction: DeleteTransaction

    @post(
        "",
        operation_id="createTransaction",
        status_code=201,
        responses=refusals(*WRITE_REFUSALS),
    )
    async def create(self, request: SignedIn, data: JSONBody[TransactionIn]) -> TransactionOut:
        """Book a transaction; balances and sums follow at once."""
        booking = await self.create_transaction(owner=request.user.id, form=transaction_form(data))
        return transaction_out(booking)

    @post(
        "/batch",
        operation_id="batchCreateTransactions",
        status_code=201,
        responses=refusals(*WRITE_REFUSALS, TooManyItems),
    )
    async def create_all(self, request: SignedIn, data: TransactionsIn) -> list[TransactionOut]:
        """Book up to 1000 transactions, all of them or none, in the order given."""
        bookings = await self.create_transactions(
            owner=request.user.id, forms=transaction_forms(data)
        )
        return [transaction_out(booking) for booking in bookings]

    @get(
        "",
        operation_id="listTransactions",
        opt={"repeatable": ("accountId", "categoryId", "vendorId")},
        responses=refusals(NoCurrentPeriod, PeriodNotFound, UnknownCursor),
    )
    async def page(
        self,
        *,
        request: SignedIn,
        period_id: PeriodText = None,
        list_scope: Scope = "period",
        cursor: CursorText = None,
        limit: Limit = PAGE_LIMIT_DEFAULT,
        direction: Direction = None,
        account_ids: AccountIds = None,
        category_ids: CategoryIds = None,
        vendor_ids: VendorIds = None,
        from_date: FirstDay = None,
        to_date: LastDay = None,
        search: Words = None,
        uncategorized: Uncategorized = "exclude",
    ) -> TransactionPageOut:
        """List a period's transactions, latest first; every condition given must hold.

        Scope `all` drops the period. Uncategorised ones are left out unless asked for.
        """
        selection = new_selection(
            first_day=from_date,
            last_day=to_date,
            direction=direction,
            accounts=account_ids,
            categories=category_ids,
            vendors=vendor_ids,
            uncategorized=uncategorized,
            search=search,
        )
        page = await self.list_transactions(
            owner=request.user.id,
            scope=list_scope,
            period=optional_id(text=period_id, field="periodId"),
            selection=selection,
            request=page_request(cursor=cursor, limit=limit),
        )
        return transaction_page_out(page)

    @get("/has-any", operation_id="hasAnyTransactions")
    async def has_any(self, request: SignedIn) -> HasTransactionsOut:
        """Tell whether anything is booked at all."""
        return HasTransactionsOut(
            has_transactions=await self.has_transactions(owner=request.user.id)
        )

    @get(
        "/{transaction_id:str}",
        operation_id="getTransaction",
        responses=refusals(TransactionNotFound),
    )
    async def show(self, request: SignedIn, transaction_id: FromPath[UUID]) -> TransactionOut:
        """Show one transaction."""
        booking = await self.get_transaction(
            owner=request.user.id, transaction=TransactionId(transaction_id)
        )
        return transaction_out(booking)

    @put(
        "/{transaction_id:str}",
        operation_id="updateTransaction",
        responses=refusals(TransactionNotFound, *WRITE_REFUSALS),
    )
    async def update(
        self, request: SignedIn, transaction_id: FromPath[UUID], data: JSONBody[TransactionIn]
    ) -> TransactionOut:
        """Replace everything about a transaction but its id."""
        booking = await self.update_transaction(
            owner=request.user.id,
            transaction=TransactionId(transaction_id),
            form=transaction_form(data),
        )
        return transaction_out(booking)

    @delete(
        "/{transaction_id:str}",
        operation_id="deleteTransaction",
        status_code=204,
        responses=refusals(TransactionNotFound),
    )
    async def remove(self, request: SignedIn, transaction_id: FromPath[UUID]) -> None:
        """Delete a transaction as if it had never been booked."""
        await self.delete_transaction(
            owner=request.user.id, transaction=TransactionId(transaction_id)
        )
