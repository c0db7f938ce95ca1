"""Two people make accounts and categories in both back ends: same answers, same lists."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.system.ids import CountingIds
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import Page, PageRequest
from piggypulse_core.kernel.refusal import Refusal
from piggypulse_core.kernel.text import clean
from piggypulse_core.ledger.model.account import Account, AccountId
from piggypulse_core.ledger.model.category import Category, CategoryId, CategoryType, CategoryUse
from piggypulse_core.ledger.model.status import StatusFilter
from piggypulse_core.ledger.ports import LedgerUnit
from tests.support.clock import TODAY
from tests.support.database import postgres_work
from tests.support.people import new_user
from tests.support.works import AnyWork

PEOPLE = 2
STATUSES: tuple[StatusFilter, ...] = ("active", "inactive", "all")
LOOKALIKES = ["Straße", "STRASSE", "strasse", "ﬁn", "FIN", "é", "E\u0301", "Ω", "\u2126", "zz", "Z"]
NAMES = st.one_of(
    st.sampled_from(LOOKALIKES),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=6),
).map(lambda text: clean(text=text))
SOUND_NAMES = NAMES.filter(lambda name: name != "")
TYPES = st.sampled_from(["income", "expense", "transfer"])
MOST_ACTIVE = st.sampled_from([None, None, TODAY])
WHO = st.integers(0, PEOPLE - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One back end and the people in it, in the same order as in the other."""

    work: AnyWork
    people: tuple[UserId, ...]

    async def outcome(self, act: Callable[[LedgerUnit], Awaitable[None]]) -> str:
        """The code of the refusal, or nothing."""
        try:
            async with self.work() as unit:
                await act(unit)
        except Refusal as refusal:
            return refusal.code
        return ""

    async def lists(self, *, who: int, limit: int) -> object:
        """Everything somebody can see, page by page."""
        owner = self.people[who]
        async with self.work.reading() as unit:
            return (
                await unit.accounts.every(owner=owner),
                await unit.accounts.options(owner=owner),
                await unit.categories.every(owner=owner),
                [await self._account_pages(unit, owner, status, limit) for status in STATUSES],
                [await self._category_pages(unit, owner, status, limit) for status in STATUSES],
            )

    async def _account_pages(
        self, unit: LedgerUnit, owner: UserId, status: StatusFilter, limit: int
    ) -> list[Page[Account]]:
        pages: list[Page[Account]] = []
        cursor: UUID | None = None
        while not pages or cursor is not None:
            request = PageRequest(cursor=cursor, limit=limit)
            page = await unit.accounts.page(owner=owner, status=status, request=request)
            pages.append(replace(page, rows=list(page.rows)))
            cursor = page.next_cursor
        return pages

    async def _category_pages(
        self, unit: LedgerUnit, owner: UserId, status: StatusFilter, limit: int
    ) -> list[Page[CategoryUse]]:
        pages: list[Page[CategoryUse]] = []
        cursor: UUID | None = None
        while not pages or cursor is not None:
            request = PageRequest(cursor=cursor, limit=limit)
            page = await unit.categories.page(owner=owner, status=status, request=request)
            pages.append(replace(page, rows=list(page.rows)))
            cursor = page.next_cursor
        return pages


@dataclass(frozen=True, slots=True, kw_only=True)
class BothWorks:
    """The two back ends and the loop that drives them."""

    runner: asyncio.Runner
    works: tuple[AnyWork, AnyWork]


@contextmanager
def both_works(*, url: str) -> Iterator[BothWorks]:
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        try:
            postgres = runner.run(stack.enter_async_context(postgres_work(url=url)))
            yield BothWorks(runner=runner, works=(MemoryWork(), postgres))
        finally:
            runner.run(stack.aclose())


class NamesAgree(RuleBasedStateMachine):
    """Every row goes to both back ends; everything that can be seen is compared."""

    def __init__(self, both: BothWorks) -> None:
        super().__init__()
        self.runner = both.runner
        self.ids = CountingIds()
        self.sides = tuple(self.runner.run(self._side(work)) for work in both.works)

    @rule(who=WHO, name=SOUND_NAMES, archived_on=MOST_ACTIVE)
    def add_account(self, who: int, name: str, archived_on: None) -> None:
        account = Account(
            id=AccountId(self.ids.new()),
            type="Wallet",
            name=name,
            color="#123456",
            currency_code="EUR",
            opening_minor=0,
            created_on=TODAY,
            archived_on=archived_on,
        )

        async def act(owner: UserId, unit: LedgerUnit) -> None:
            await unit.accounts.add(owner=owner, account=account)

        self._both(who, act)

    @rule(who=WHO, name=SOUND_NAMES, type_=TYPES, archived_on=MOST_ACTIVE)
    def add_category(self, who: int, name: str, type_: CategoryType, archived_on: None) -> None:
        category = Category(
            id=CategoryId(self.ids.new()),
            type=type_,
            name=name,
            icon="x",
            archived_on=archived_on,
        )

        async def act(owner: UserId, unit: LedgerUnit) -> None:
            await unit.categories.add(owner=owner, category=category)

        self._both(who, act)

    @rule(who=WHO, limit=st.integers(1, 4))
    def look(self, who: int, limit: int) -> None:
        memory, postgres = (
            self.runner.run(side.lists(who=who, limit=limit)) for side in self.sides
        )
        assert memory == postgres

    def teardown(self) -> None:
        for who in range(PEOPLE):
            self.look(who=who, limit=3)

    async def _side(self, work: AnyWork) -> Side:
        return Side(work=work, people=tuple([await new_user(work) for _ in range(PEOPLE)]))

    def _both(self, who: int, act: Callable[[UserId, LedgerUnit], Awaitable[None]]) -> None:
        memory, postgres = (
            self.runner.run(side.outcome(partial(act, side.people[who]))) for side in self.sides
        )
        assert memory == postgres


def test_both_back_ends_agree_on_names_and_lists(shared_database: str) -> None:
    with both_works(url=shared_database) as both:
        run_state_machine_as_test(
            partial(NamesAgree, both),  # type: ignore[arg-type]  # it is only called, to make one
            settings=settings(max_examples=15, stateful_step_count=15, deadline=None),
        )
