"""Memory and PostgreSQL are told the same about periods and goals and must answer the same."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import ClassVar
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import CountingIds
from piggypulse_core.budgeting.model.period import Period, PeriodId, PeriodStatus
from piggypulse_core.budgeting.model.period_list import PeriodFilter
from piggypulse_core.budgeting.model.target import Target
from piggypulse_core.insights.usecases.dashboard import ReadCurrentPeriod
from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.refusal import Refusal
from piggypulse_core.ledger.model.account import Account
from piggypulse_core.ledger.model.category import Category
from tests.strategies.periods import FIRST, days, lines, spans
from tests.support.bookkeeping import Bookkeeper, regular, transfer
from tests.support.both_works import BothWorks, both_works
from tests.support.budgeting import Budgeter, noon
from tests.support.people import new_user
from tests.support.works import AnyWork

PEOPLE = ("Alice", "Bob")
STATUSES: tuple[PeriodStatus | None, ...] = (None, "active", "upcoming", "past")
NAMES = ("Spring", "SPRING", "Straße", "STRASSE", "x", "y", "z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One person's budget in one back end; ids are counted, so they are the same in each."""

    budget: Budgeter
    books: Bookkeeper
    accounts: list[Account] = field(default_factory=list)
    categories: list[Category] = field(default_factory=list)


async def desks(work: AnyWork) -> dict[str, Desk]:
    ids, clock = CountingIds(), FixedClock(noon(FIRST))
    made = {}
    for name in PEOPLE:
        owner = await new_user(work, name=name)
        books = Bookkeeper(work=work, owner=owner, ids=ids)
        made[name] = Desk(
            budget=Budgeter(work=work, owner=owner, clock=clock, ids=ids),
            books=books,
            accounts=[
                await books.account(),
                await books.account(type="Allowance", spend_limit_minor=3000),
                await books.account(
                    type="Allowance",
                    spend_limit_minor=500,
                    archived_on=FIRST + timedelta(days=20),
                ),
                await books.account(currency_code="USD"),
            ],
            categories=[
                await books.category(name="ä"),
                await books.category(name="Z", type="income"),
                await books.category(name="a", archived_on=FIRST + timedelta(days=30)),
                await books.category(name="b", type="transfer"),
            ],
        )
    return made


Step = Callable[[Desk], Awaitable[object]]


async def answer(step: Step, desk: Desk) -> object:
    """What a step comes to: its result, or its refusal in full."""
    try:
        return await step(desk)
    except Refusal as refusal:
        return type(refusal), refusal.faults, refusal.members


class BudgetsAgree(RuleBasedStateMachine):
    """Two people make periods, set goals and book at random while the days go by."""

    back_ends: ClassVar[BothWorks]

    def __init__(self) -> None:
        super().__init__()
        self.runner = self.back_ends.runner
        self.memory, self.postgres = self.runner.run(self._begin())
        self.periods: dict[PeriodId, tuple[str, Period]] = {}
        self.targets: list[Target] = []

    async def _begin(self) -> tuple[dict[str, Desk], dict[str, Desk]]:
        memory, postgres = self.back_ends.works
        return await desks(memory), await desks(postgres)

    def both(self, person: str, step: Step) -> object:
        """Take a step in both back ends; the answers must be equal."""
        expected, given = (
            self.runner.run(answer(step, side[person])) for side in (self.memory, self.postgres)
        )
        assert given == expected
        return expected

    @initialize(lines=st.tuples(lines(), lines()), today=days())
    def begin(self, lines: tuple[list[Period], list[Period]], today: date) -> None:
        """Both have periods and goals from the start, so that every step can matter."""
        self.come_to(today)
        for person, line in zip(PEOPLE, lines, strict=True):
            for one in line:
                self.make_period(person, one.span, f"{one.start}")
            for category in (0, 1, 2):
                self.save_category(person, category, 1000)

    @rule(day=days())
    def come_to(self, day: date) -> None:
        for side in (self.memory, self.postgres):
            for desk in side.values():
                desk.budget.on(day)

    @rule(person=st.sampled_from(PEOPLE), span=spans(), name=st.sampled_from(NAMES))
    def make_period(self, person: str, span: Span, name: str) -> None:
        result = self.both(person, lambda desk: desk.budget.period(span.start, span.end, name=name))
        if isinstance(result, Period):
            self.periods[result.id] = person, result

    @precondition(lambda self: self.periods)
    @rule(person=st.sampled_from(PEOPLE), data=st.data())
    def delete_period(self, person: str, data: st.DataObject) -> None:
        """Anybody's; a stranger's is refused."""
        owner, period = data.draw(st.sampled_from(list(self.periods.values())))
        if self.both(person, lambda desk: desk.budget.delete(period)) is None:
            assert owner == person
            del self.periods[period.id]

    @rule(
        person=st.sampled_from(PEOPLE),
        category=st.integers(0, 3),
        value=st.integers(0, 5000),
        data=st.data(),
    )
    def set_goal(self, person: str, category: int, value: int, data: st.DataObject) -> None:
        named = data.draw(self._named())
        result = self.both(
            person,
            lambda desk: desk.budget.set_goal(desk.categories[category], value, only_in=named),
        )
        if isinstance(result, Target):
            self.targets.append(result)

    @rule(person=st.sampled_from(PEOPLE), category=st.integers(0, 2), value=st.integers(0, 3))
    def save_category(self, person: str, category: int, value: int) -> None:
        """An archived one too: it was not when it was given its goal."""
        self.both(person, lambda desk: desk.budget.save_target(desk.categories[category], value))

    @precondition(lambda self: self.targets)
    @rule(person=st.sampled_from(PEOPLE), value=st.integers(0, 5000), data=st.data())
    def change_goal(self, person: str, value: int, data: st.DataObject) -> None:
        goal = data.draw(st.sampled_from(self.targets)).id
        named = data.draw(self._named())
        self.both(person, lambda desk: desk.budget.change_goal(goal, value, only_in=named))

    @precondition(lambda self: self.targets)
    @rule(person=st.sampled_from(PEOPLE), data=st.data())
    def exclude_goal(self, person: str, data: st.DataObject) -> None:
        goal, named = data.draw(st.sampled_from(self.targets)).id, data.draw(self._named())
        self.both(person, lambda desk: desk.budget.exclude_goal(goal, only_in=named))

    @precondition(lambda self: self.targets)
    @rule(person=st.sampled_from(PEOPLE), data=st.data())
    def include_goal(self, person: str, data: st.DataObject) -> None:
        goal, named = data.draw(st.sampled_from(self.targets)).id, data.draw(self._named())
        self.both(person, lambda desk: desk.budget.include_goal(goal, only_in=named))

    @precondition(lambda self: self.targets)
    @rule(person=st.sampled_from(PEOPLE), data=st.data())
    def end_goal(self, person: str, data: st.DataObject) -> None:
        goal, named = data.draw(st.sampled_from(self.targets)).id, data.draw(self._named())
        self.both(person, lambda desk: desk.budget.end_goal(goal, only_in=named))

    @rule(
        person=st.sampled_from(PEOPLE),
        account=st.sampled_from((0, 1, 3)),
        category=st.sampled_from((0, 1, None)),
        day=days(),
    )
    def book(self, person: str, account: int, category: int | None, day: date) -> None:
        self.both(
            person,
            lambda desk: desk.books.book(
                regular(
                    desk.accounts[account],
                    None if category is None else desk.categories[category],
                    700,
                    on=day,
                )
            ),
        )

    @rule(person=st.sampled_from(PEOPLE), sides=st.sampled_from(((0, 1), (1, 0))), day=days())
    def top_up(self, person: str, sides: tuple[int, int], day: date) -> None:
        source, target = sides
        self.both(
            person,
            lambda desk: desk.books.book(
                transfer(
                    desk.accounts[source],
                    desk.accounts[target],
                    desk.categories[3],
                    300,
                    on=day,
                )
            ),
        )

    @rule(
        person=st.sampled_from(PEOPLE),
        status=st.sampled_from(STATUSES),
        since=st.none() | days(),
        limit=st.integers(1, 4),
    )
    def walk(
        self, person: str, status: PeriodStatus | None, since: date | None, limit: int
    ) -> None:
        only = PeriodFilter(status=status, since=since)
        self.both(person, lambda desk: desk.budget.walk(only=only, limit=limit))

    @precondition(lambda self: self.periods)
    @rule(person=st.sampled_from(PEOPLE), status=st.sampled_from(STATUSES), data=st.data())
    def page(self, person: str, status: PeriodStatus | None, data: st.DataObject) -> None:
        """From a cursor that need not be in the list."""
        cursor = data.draw(st.sampled_from(list(self.periods)))
        only = PeriodFilter(status=status)
        self.both(person, lambda desk: desk.budget.page(only=only, cursor=cursor, limit=2))

    @rule(person=st.sampled_from(PEOPLE), data=st.data())
    def look_at_targets(self, person: str, data: st.DataObject) -> None:
        self._look_at(person, data.draw(self._named()))

    @rule(person=st.sampled_from(PEOPLE))
    def look_at_now(self, person: str) -> None:
        self.both(person, lambda desk: desk.budget.current())
        self.both(person, lambda desk: desk.budget.gaps())

    @invariant()
    def nobody_has_two_periods_on_a_day(self) -> None:
        for person in PEOPLE:
            mine = sorted(
                (one for owner, one in self.periods.values() if owner == person),
                key=lambda one: one.start,
            )
            assert all(before.end < after.start for before, after in pairwise(mine))

    def teardown(self) -> None:
        self._look_at_everything()

    def _look_at_everything(self) -> None:
        """In the end every figure of everybody, and the same budget on every page."""
        for person in PEOPLE:
            self.both(person, lambda desk: desk.budget.walk())
            for owner, period in self.periods.values():
                self._look_at(person, period)
                if owner == person:
                    self.runner.run(self._one_budget(person, period.id))

    def _look_at(self, person: str, period: Period | None) -> None:
        self.both(person, lambda desk: desk.budget.targets(period))

    async def _one_budget(self, person: str, period: UUID) -> None:
        desk = self.memory[person].budget
        read = ReadCurrentPeriod(work=desk.work, clock=desk.clock)
        shown = await read(owner=desk.owner, period=period)
        assert shown.target_minor == (await desk.row(PeriodId(period))).budgeted_minor

    def _named(self) -> st.SearchStrategy[Period | None]:
        return st.sampled_from([None, None, *(one for _, one in self.periods.values())])


def test_both_back_ends_agree(shared_database: str) -> None:
    with both_works(url=shared_database) as both:

        class Machine(BudgetsAgree):
            back_ends = both

        run_state_machine_as_test(
            Machine,
            settings=settings(
                max_examples=15,
                stateful_step_count=25,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
