"""Laws of accounts and categories that are kept up: what archiving and adjusting may move."""

import asyncio
from collections.abc import Iterable
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import CountingIds
from piggypulse_core.kernel.refusal import InvalidInput, Refusal
from piggypulse_core.ledger.model.account_edit import AccountEdit
from piggypulse_core.ledger.model.balance import balance
from piggypulse_core.ledger.model.category import Category
from piggypulse_core.ledger.model.category_edit import CategoryEdit
from piggypulse_core.ledger.usecases.account_writes import (
    AdjustBalance,
    ArchiveAccount,
    UnarchiveAccount,
    UpdateAccount,
)
from piggypulse_core.ledger.usecases.category_writes import (
    ArchiveCategory,
    DeleteCategory,
    UnarchiveCategory,
    UpdateCategory,
)
from tests.strategies.transactions import Sketch, accepted
from tests.support.bookkeeping import Bookkeeper, form_of
from tests.support.clock import NOW, TODAY
from tests.support.ledger import LAW, Ledger, in_a_ledger
from tests.support.people import new_user

CLOCK = FixedClock(NOW)
MANY = 5

histories = st.lists(accepted(), max_size=8)
steps = st.lists(
    st.tuples(
        st.sampled_from(["put", "free", "archive", "unarchive", "delete"]),
        st.integers(0, MANY - 1),
        st.integers(0, MANY - 1),
    ),
    max_size=20,
)


async def levels(ledger: Ledger) -> list[list[int]]:
    """Every account's balances around today and at every booking."""
    books, days = await ledger.books.accounts(), await ledger.books.days()
    looked_at = sorted({TODAY, TODAY + timedelta(days=1), *(day for _, day in days)})
    return [
        [balance(account=account, days=days, day=day) for day in looked_at]
        for account in books.values()
    ]


@LAW
@given(histories, st.integers(-(10**9), 10**9))
def test_adjusting_sets_today_and_keeps_every_difference(
    sketches: list[Sketch], balance_minor: int
) -> None:
    async def story(ledger: Ledger) -> None:
        await ledger.book_each(sketches)
        adjust = AdjustBalance(work=ledger.books.work, clock=CLOCK)
        before, booked = await levels(ledger), await ledger.books.transactions()

        for account in (await ledger.books.accounts()).values():
            try:
                await adjust(
                    owner=ledger.books.owner, account=account.id, balance_minor=balance_minor
                )
            except InvalidInput:
                # No opening balance that can be kept leads there.
                assert (await ledger.books.accounts())[account.id] == account
            else:
                assert await ledger.books.balance(account) == balance_minor

        for was, now in zip(before, await levels(ledger), strict=True):
            assert len({new - old for old, new in zip(was, now, strict=True)}) == 1
        assert await ledger.books.transactions() == booked

    in_a_ledger(story)


@LAW
@given(histories)
def test_archiving_and_editing_move_no_figure_and_keep_the_past_editable(
    sketches: list[Sketch],
) -> None:
    async def story(ledger: Ledger) -> None:
        booked = await ledger.book_each(sketches)
        before, stood, books = await ledger.figures(), await levels(ledger), ledger.books
        archive = ArchiveAccount(work=books.work, clock=CLOCK)
        accounts = [one for one in (await books.accounts()).values() if one.archived_on is None]

        for account in accounts:
            edit = AccountEdit(
                type=account.type,
                name=account.name,
                color=account.color,
                spend_limit_minor=account.spend_limit_minor,
            )
            await UpdateAccount(work=books.work)(owner=books.owner, account=account.id, edit=edit)
        assert await ledger.figures() == before

        for account in accounts:
            await archive(owner=books.owner, account=account.id)
        assert await levels(ledger) == stood
        for row in booked:
            await books.rebook(row, form_of(row.transaction))
        for account in accounts:
            await UnarchiveAccount(work=books.work)(owner=books.owner, account=account.id)
        assert await ledger.figures() == before

    in_a_ledger(story)


@LAW
@given(steps)
def test_categories_have_two_levels_and_nothing_active_under_what_is_archived(
    moves: list[tuple[str, int, int]],
) -> None:
    async def story() -> None:
        work = MemoryWork()
        books = Bookkeeper(work=work, owner=await new_user(work))
        made = [await books.category() for _ in range(MANY)]
        for act, one, other in moves:
            before = dict(work.database.tables)
            try:
                await moved(books, act, made[one], made[other])
            except Refusal:
                assert work.database.tables == before
            async with work.reading() as unit:
                assert_in_order(await unit.categories.every(owner=books.owner))

    asyncio.run(story())


async def moved(books: Bookkeeper, act: str, one: Category, other: Category) -> None:
    work, owner = books.work, books.owner
    match act:
        case "put" | "free":
            edit = CategoryEdit(
                type=one.type,
                name=one.name,
                icon=one.icon,
                parent_id=other.id if act == "put" else None,
            )
            update = UpdateCategory(work=work, ids=CountingIds(), clock=CLOCK)
            await update(owner=owner, category=one.id, edit=edit)
        case "archive":
            await ArchiveCategory(work=work, clock=CLOCK)(owner=owner, category=one.id)
        case "unarchive":
            await UnarchiveCategory(work=work, clock=CLOCK)(owner=owner, category=one.id)
        case _:
            await DeleteCategory(work=work)(owner=owner, category=one.id)


def assert_in_order(every: Iterable[Category]) -> None:
    categories = {row.id: row for row in every}
    for one in categories.values():
        if one.parent_id is not None:
            parent = categories[one.parent_id]
            assert parent.parent_id is None
            assert parent.archived_on is None or one.archived_on is not None
