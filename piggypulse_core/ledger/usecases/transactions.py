"""What people can do with transactions."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import Ids, UserId
from piggypulse_core.kernel.paging import Page, PageRequest
from piggypulse_core.kernel.refusal import InvalidInput
from piggypulse_core.kernel.work import Work
from piggypulse_core.ledger.model.balance import change
from piggypulse_core.ledger.model.book_change import BookChange
from piggypulse_core.ledger.model.booking import Booking
from piggypulse_core.ledger.model.new_transaction import (
    FORMS_MAX,
    TooManyItems,
    TransactionForm,
    at,
    complaints,
    illegible,
    refusal_of,
    transaction_of,
)
from piggypulse_core.ledger.model.references import ReferenceIds, References, ids_named
from piggypulse_core.ledger.model.selection import ListScope, Selection
from piggypulse_core.ledger.model.transaction import TransactionId
from piggypulse_core.ledger.ports import LedgerUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateTransaction:
    """Book a transaction. What it refers to must be active; balances and sums follow at once."""

    work: Work[LedgerUnit]
    ids: Ids
    clock: Clock

    async def __call__(self, *, owner: UserId, form: TransactionForm) -> Booking:
        async with self.work() as unit:
            references = await _held(unit=unit, owner=owner, names=form.names)
            found = list(complaints(form=form, references=references, kept=ReferenceIds()))
            if found:
                raise refusal_of(found=found)
            booked = transaction_of(
                id=TransactionId(self.ids.new()), form=form, references=references
            )
            await unit.transactions.write(
                owner=owner, change=change(come=[booked], accounts=references.accounts)
            )
            await unit.billings.settle(
                owner=owner,
                books=BookChange(accounts=references.accounts, come=[booked]),
                now=self.clock.now(),
                new_id=self.ids.new,
            )
        return references.booking(transaction=booked)


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateTransactions:
    """Book up to 1000 transactions, all of them or none; ids ascend in the order given.

    A refusal names every item that cannot be booked by its place, those among them that could not
    even be read.
    """

    work: Work[LedgerUnit]
    ids: Ids
    clock: Clock

    async def __call__(
        self, *, owner: UserId, forms: Sequence[TransactionForm | InvalidInput]
    ) -> Sequence[Booking]:
        if len(forms) > FORMS_MAX:
            raise TooManyItems
        if not forms:
            return []
        legible = [form for form in forms if isinstance(form, TransactionForm)]
        names = ReferenceIds.union(form.names for form in legible)
        async with self.work() as unit:
            references = await _held(unit=unit, owner=owner, names=names)
            _check_each(forms=forms, references=references)
            booked = [
                transaction_of(id=TransactionId(self.ids.new()), form=form, references=references)
                for form in legible
            ]
            await unit.transactions.write(
                owner=owner, change=change(come=booked, accounts=references.accounts)
            )
            await unit.billings.settle(
                owner=owner,
                books=BookChange(accounts=references.accounts, come=booked),
                now=self.clock.now(),
                new_id=self.ids.new,
            )
        return [references.booking(transaction=row) for row in booked]


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateTransaction:
    """Replace everything about a transaction but its id, its kind included.

    It may go on referring to archived rows it referred to before.
    """

    work: Work[LedgerUnit]
    ids: Ids
    clock: Clock

    async def __call__(
        self, *, owner: UserId, transaction: TransactionId, form: TransactionForm
    ) -> Booking:
        async with self.work() as unit:
            former = await unit.transactions.hold(owner=owner, transaction=transaction)
            kept = ids_named(transactions=[former])
            references = await _held(unit=unit, owner=owner, names=form.names | kept)
            found = list(complaints(form=form, references=references, kept=kept))
            if found:
                raise refusal_of(found=found)
            booked = transaction_of(id=transaction, form=form, references=references)
            await unit.transactions.write(
                owner=owner,
                change=change(gone=[former], come=[booked], accounts=references.accounts),
            )
            await unit.billings.settle(
                owner=owner,
                books=BookChange(accounts=references.accounts, gone=[former], come=[booked]),
                now=self.clock.now(),
                new_id=self.ids.new,
            )
        return references.booking(transaction=booked)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteTransaction:
    """Delete a transaction as if it had never been booked."""

    work: Work[LedgerUnit]
    ids: Ids
    clock: Clock

    async def __call__(self, *, owner: UserId, transaction: TransactionId) -> None:
        async with self.work() as unit:
            former = await unit.transactions.hold(owner=owner, transaction=transaction)
            sides = ids_named(transactions=[former]).accounts
            accounts = await unit.accounts.hold(owner=owner, accounts=sides)
            await unit.billings.settle(
                owner=owner,
                books=BookChange(accounts=accounts, gone=[former]),
                now=self.clock.now(),
                new_id=self.ids.new,
            )
            await unit.transactions.write(
                owner=owner, change=change(gone=[former], accounts=accounts)
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class GetTransaction:
    """Show one transaction."""

    work: Work[LedgerUnit]

    async def __call__(self, *, owner: UserId, transaction: TransactionId) -> Booking:
        async with self.work.reading() as unit:
            return await unit.transactions.get(owner=owner, transaction=transaction)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTransactions:
    """List transactions that meet every condition given, latest first.

    Those of one period, the current one unless another is named; or with scope `all` of any time.
    """

    work: Work[LedgerUnit]
    clock: Clock

    async def __call__(
        self,
        *,
        owner: UserId,
        scope: ListScope,
        period: UUID | None,
        selection: Selection,
        request: PageRequest,
    ) -> Page[Booking]:
        async with self.work.snapshot() as unit:
            if scope == "period":
                profile = await unit.profiles.get(owner=owner)
                today = profile.today(now=self.clock.now())
                window = await unit.windows.window(owner=owner, period=period, today=today)
                selection = selection.inside(span=window)
            return await unit.transactions.page(owner=owner, selection=selection, request=request)


@dataclass(frozen=True, slots=True, kw_only=True)
class HasTransactions:
    """Tell whether anything is booked at all."""

    work: Work[LedgerUnit]

    async def __call__(self, *, owner: UserId) -> bool:
        async with self.work.reading() as unit:
            return await unit.transactions.has_any(owner=owner)


def _check_each(*, forms: Sequence[TransactionForm | InvalidInput], references: References) -> None:
    found = [
        at(index=index, complaint=complaint)
        for index, form in enumerate(forms)
        for complaint in (
            illegible(refusal=form)
            if isinstance(form, InvalidInput)
            else complaints(form=form, references=references, kept=ReferenceIds())
        )
    ]
    if found:
        raise refusal_of(found=found)


async def _held(*, unit: LedgerUnit, owner: UserId, names: ReferenceIds) -> References:
    """The rows named, held until the unit ends; accounts first, in the order of their ids."""
    return References(
        accounts=await unit.accounts.hold(owner=owner, accounts=names.accounts),
        categories=(
            await unit.categories.hold(owner=owner, categories=names.categories)
            if names.categories
            else {}
        ),
        vendors=(
            await unit.vendors.hold(owner=owner, vendors=names.vendors) if names.vendors else {}
        ),
    )
