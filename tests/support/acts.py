"""What somebody may do with their budget, and which figures of closed periods that may move."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, Protocol

from piggypulse_core.budgeting.model.budget import counts
from piggypulse_core.budgeting.model.new_period import PeriodForm
from piggypulse_core.budgeting.model.period import Duration, Period, PeriodId
from piggypulse_core.budgeting.model.schedule_form import ScheduleForm
from piggypulse_core.kernel.dates import Span
from piggypulse_core.ledger.model.account_edit import AccountEdit
from piggypulse_core.ledger.model.category_edit import CategoryEdit
from piggypulse_core.ledger.usecases.account_writes import UpdateAccount
from piggypulse_core.ledger.usecases.category_writes import (
    ArchiveCategory,
    UnarchiveCategory,
    UpdateCategory,
)
from piggypulse_core.settings.usecases.profiles import UpdateProfile
from tests.support.bookkeeping import regular
from tests.support.life import BOOKED, BUDGETED, Life, Part

Verb = Literal["set", "change", "exclude", "include", "end"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """What an act may move: parts of the figures of some closed periods, and some rows."""

    parts: frozenset[Part] | None = frozenset()
    where: Callable[[Period], bool] = lambda _: True
    rows: frozenset[PeriodId] = frozenset()
    replans: bool = False
    makes: bool = False

    def moves(self, *, period: Period, part: Part) -> bool:
        """Whether it may move a part of a closed period's figures; `None` stands for every part."""
        return self.where(period) and (self.parts is None or part in self.parts)


NOTHING = Leave()


class Act(Protocol):
    """Something somebody does; refused or not, only what it has leave for may move."""

    async def __call__(self, life: Life, /) -> object: ...

    async def leave(self, life: Life, /) -> Leave:
        """Asked for before it is done."""
        ...


@dataclass(frozen=True, kw_only=True)
class SaveSchedule(Act):
    """Saves exactly what was previewed."""

    form: ScheduleForm | None
    first: bool

    async def __call__(self, life: Life, /) -> object:
        preview = await life.schedules.preview(self.form)
        save = life.schedules.create if self.first else life.schedules.put
        saved = await save(self.form, expected=preview.proposal.fingerprint)
        shown = preview.proposal
        if shown.automatic is not None:
            days = sorted(
                [(one.name, one.span) for one in shown.keep]
                + [(one.after.name, one.after.span) for one in shown.update]
                + [(one.name, one.cell.span) for one in shown.create],
                key=lambda row: row[1].start,
            )
            assert [(one.name, one.span) for one in await life.periods()] == days
        return saved

    async def leave(self, life: Life, /) -> Leave:
        return Leave(replans=self.form is not None, makes=self.form is not None)


@dataclass(frozen=True, kw_only=True)
class DropSchedule(Act):
    async def __call__(self, life: Life, /) -> object:
        await life.schedules.delete()
        return None

    async def leave(self, life: Life, /) -> Leave:
        return NOTHING


@dataclass(frozen=True, kw_only=True)
class Tick(Act):
    async def __call__(self, life: Life, /) -> object:
        return await life.schedules.tick()

    async def leave(self, life: Life, /) -> Leave:
        return Leave(makes=True)


@dataclass(frozen=True, kw_only=True)
class Move(Act):
    """Elsewhere it may be yesterday."""

    zone: str

    async def __call__(self, life: Life, /) -> object:
        return await UpdateProfile(work=life.work)(
            owner=life.owner, name=None, currency=None, avatar=None, timezone=self.zone
        )

    async def leave(self, life: Life, /) -> Leave:
        return NOTHING


@dataclass(frozen=True, kw_only=True)
class Draw:
    """A period as filled in, so many days from today; unnamed ones are called by their start."""

    offset: int
    duration: Duration
    name: str | None
    roomy: bool

    async def form(self, life: Life, /) -> PeriodForm:
        start = await life.today() + timedelta(days=self.offset)
        return PeriodForm(
            name=self.name or f"{start}",
            start=start,
            duration=self.duration,
            replaces_generated=self.roomy,
        )


@dataclass(frozen=True, kw_only=True)
class Make(Act):
    draw: Draw

    async def __call__(self, life: Life, /) -> object:
        return await life.budget.create(await self.draw.form(life))

    async def leave(self, life: Life, /) -> Leave:
        return Leave(replans=self.draw.roomy, makes=True)


@dataclass(frozen=True, kw_only=True)
class Edit(Act):
    pick: int
    draw: Draw

    async def __call__(self, life: Life, /) -> object:
        period = await life.period(self.pick)
        return period and await life.schedules.change(period, await self.draw.form(life))

    async def leave(self, life: Life, /) -> Leave:
        period = await life.period(self.pick)
        rows = frozenset() if period is None else frozenset([period.id])
        return Leave(
            parts=None,
            where=lambda one: one.id in rows,
            rows=rows,
            replans=self.draw.roomy,
            makes=self.draw.roomy,
        )


@dataclass(frozen=True, kw_only=True)
class Delete(Act):
    pick: int

    async def __call__(self, life: Life, /) -> object:
        period = await life.period(self.pick)
        if period is not None:
            await life.budget.delete(period)
        return period

    async def leave(self, life: Life, /) -> Leave:
        period = await life.period(self.pick)
        return Leave(rows=frozenset() if period is None else frozenset([period.id]))


@dataclass(frozen=True, kw_only=True)
class WriteGoal(Act):
    """Of one period alone or of none; the first value a category ever gets holds throughout."""

    verb: Verb
    category: int
    value_minor: int
    pick: int | None

    async def __call__(self, life: Life, /) -> object:
        budget, period = life.budget, await self._period(life)
        category = life.categories[self.category]
        if self.verb == "set":
            return await budget.set_goal(category, self.value_minor, only_in=period)
        goal = await life.goal(category)
        if goal is None:
            return None
        if self.verb == "change":
            return await budget.change_goal(goal.id, self.value_minor, only_in=period)
        verbs = {
            "exclude": budget.exclude_goal,
            "include": budget.include_goal,
            "end": budget.end_goal,
        }
        return await verbs[self.verb](goal.id, only_in=period)

    async def leave(self, life: Life, /) -> Leave:
        category, period = life.categories[self.category], await self._period(life)
        parts: frozenset[Part] = frozenset([BUDGETED, category.id])
        if period is not None:
            return Leave(parts=parts, where=lambda one: one.id == period.id)
        return NOTHING if await life.goal(category) else Leave(parts=parts)

    async def _period(self, life: Life) -> Period | None:
        return None if self.pick is None else await life.period(self.pick)


@dataclass(frozen=True, kw_only=True)
class SaveCategory(Act):
    category: int
    target_minor: int | None

    async def __call__(self, life: Life, /) -> object:
        category = life.categories[self.category]
        edit = CategoryEdit(
            type=category.type,
            name=category.name,
            icon=category.icon,
            target_minor=self.target_minor,
        )
        use_case = UpdateCategory(work=life.work, ids=life.ids, clock=life.clock)
        return await use_case(owner=life.owner, category=category.id, edit=edit)

    async def leave(self, life: Life, /) -> Leave:
        category = life.categories[self.category]
        if await life.goal(category):
            return NOTHING
        return Leave(parts=frozenset([BUDGETED, category.id]))


@dataclass(frozen=True, kw_only=True)
class Archive(Act):
    """Away, which no closed period notices; or back, which those it was missing from do."""

    category: int
    back: bool

    async def __call__(self, life: Life, /) -> object:
        use_case = UnarchiveCategory if self.back else ArchiveCategory
        return await use_case(work=life.work, clock=life.clock)(
            owner=life.owner, category=life.categories[self.category].id
        )

    async def leave(self, life: Life, /) -> Leave:
        category = await life.category(self.category)
        archived_on = category.archived_on
        if not self.back:
            return NOTHING
        return Leave(
            parts=frozenset([BUDGETED, category.id]),
            where=lambda one: not counts(archived_on=archived_on, period=one),
        )


@dataclass(frozen=True, kw_only=True)
class Limit(Act):
    """A spend limit has no history: today's holds in every period."""

    value_minor: int

    async def __call__(self, life: Life, /) -> object:
        account = life.accounts[1]
        edit = AccountEdit(
            type=account.type,
            name=account.name,
            color=account.color,
            spend_limit_minor=self.value_minor,
        )
        use_case = UpdateAccount(work=life.work)
        return await use_case(owner=life.owner, account=account.id, edit=edit)

    async def leave(self, life: Life, /) -> Leave:
        return Leave(parts=frozenset([BUDGETED]))


@dataclass(frozen=True, kw_only=True)
class Book(Act):
    account: int
    category: int | None
    amount_minor: int
    offset: int

    async def __call__(self, life: Life, /) -> object:
        day = await life.today() + timedelta(days=self.offset)
        category = None if self.category is None else life.categories[self.category]
        form = regular(life.accounts[self.account], category, self.amount_minor, on=day)
        booking = await life.books.book(form)
        life.bookings.append(booking)
        return booking

    async def leave(self, life: Life, /) -> Leave:
        day = await life.today() + timedelta(days=self.offset)
        return booked_in(Span(start=day, end=day))


@dataclass(frozen=True, kw_only=True)
class Unbook(Act):
    pick: int

    async def __call__(self, life: Life, /) -> object:
        if not life.bookings:
            return None
        booking = life.bookings.pop(self.pick % len(life.bookings))
        await life.books.delete(booking)
        return booking

    async def leave(self, life: Life, /) -> Leave:
        if not life.bookings:
            return NOTHING
        day = life.bookings[self.pick % len(life.bookings)].transaction.date
        return booked_in(Span(start=day, end=day))


def booked_in(span: Span, /) -> Leave:
    return Leave(parts=frozenset([BOOKED]), where=lambda one: one.span.overlaps(span))
