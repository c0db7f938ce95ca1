"""A goal: what a category's money is meant to come to, as a stream of states over time."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, NewType
from uuid import UUID

from piggypulse_core.budgeting.model.goal_state import REMOVED, GoalState, active, excluded
from piggypulse_core.budgeting.model.period import Period, PeriodId
from piggypulse_core.kernel.refusal import Conflict, Fault, NotFound
from piggypulse_core.ledger.model.category import Category, CategoryId, CategoryTypeMismatch
from piggypulse_core.ledger.model.status import Archived

GoalId = NewType("GoalId", UUID)

GoalSource = Literal["standing", "override"]

BASELINE = date.min
"""Effective before every day there is: the first value a category ever gets holds throughout."""


class GoalNotFound(NotFound):
    """You have no such target."""

    code = "not_found"


class TargetExists(Conflict):
    """This category has a target already; change that one."""

    code = "target_exists"


class TargetIsComputed(Conflict):
    """The target of this category is computed from its subscriptions."""

    code = "target_is_computed"


class AlreadyExcluded(Conflict):
    """This target is excluded already."""

    code = "already_excluded"


class NotExcluded(Conflict):
    """This target is not excluded."""

    code = "not_excluded"


def check_set_by_people(*, category: Category) -> None:
    """Raise TargetIsComputed where subscriptions say what the goal is."""
    if category.has_computed_goal:
        raise TargetIsComputed


def check_takes_goal(*, category: Category) -> None:
    """Raise CategoryTypeMismatch, Archived or TargetIsComputed for a category that cannot."""
    if category.type == "transfer":
        raise CategoryTypeMismatch(faults=[_about_category(CategoryTypeMismatch.code)])
    if category.archived_on is not None:
        raise Archived(faults=[_about_category(Archived.code)])
    check_set_by_people(category=category)


def _about_category(code: str) -> Fault:
    return Fault(
        field="categoryId", code=code, message="Goals are for active income and expense categories."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Which periods a write is for: the one it names, or all from the current one on."""

    today: date
    current: Period | None = None
    named: Period | None = None

    @property
    def period(self) -> Period | None:
        """The period in which the writer sees the effect, if there is any."""
        return self.named or self.current

    @property
    def effective_from(self) -> date:
        """From when on a write that names no period holds: no closed period lies behind it."""
        return self.today if self.current is None else self.current.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """The one stream of a category: standing entries by effective date, overrides by period."""

    id: GoalId
    category_id: CategoryId
    standing: Mapping[date, GoalState] = field(default_factory=dict)
    overrides: Mapping[PeriodId, GoalState] = field(default_factory=dict)

    def standing_on(self, *, day: date) -> GoalState | None:
        """What stands on a day, whatever periods there are."""
        dates = [effective for effective in self.standing if effective <= day]
        return _if_it_stands(self.standing[max(dates)] if dates else None)

    def standing_minor(self, *, day: date) -> int | None:
        """The value that stands on a day and counts."""
        state = self.standing_on(day=day)
        return None if state is None else state.budgeted_minor

    def in_force(self, *, period: Period) -> GoalState | None:
        """What holds in a period: what was said of it alone, else what stands when it ends."""
        return next(self.in_each(periods=[period]))

    def in_each(self, *, periods: Iterable[Period]) -> Iterator[GoalState | None]:
        """The same for one period after the other; the entries are put in order only once."""
        days = sorted(self.standing)
        for period in periods:
            state = self.overrides.get(period.id)
            if state is None and (place := bisect_right(days, period.end)):
                state = self.standing[days[place - 1]]
            yield _if_it_stands(state)

    def source(self, *, period: Period | None) -> GoalSource:
        """Where the state in force in a period comes from."""
        return "override" if period is not None and period.id in self.overrides else "standing"

    def seen(self, *, reach: Reach) -> GoalState | None:
        """What is in force where a write would be seen."""
        if reach.period is None:
            return self.standing_on(day=reach.today)
        return self.in_force(period=reach.period)

    def written(self, *, state: GoalState, reach: Reach) -> "Goal":
        """The stream after a write; it takes the place of whatever was said for the same time.

        Entries later than its effective date can only lie in the current period, where the last
        write wins.
        """
        if reach.named is not None:
            return replace(self, overrides={**self.overrides, reach.named.id: state})
        start = reach.effective_from
        earlier = {day: known for day, known in self.standing.items() if day < start}
        changed = replace(self, standing={**earlier, start: state})
        return changed if reach.current is None else changed.without(period=reach.current.id)

    def set_aside(self, *, reach: Reach) -> "Goal":
        """Counts no more, and keeps its value. Raises GoalNotFound and AlreadyExcluded."""
        if self._met(reach=reach).kind == "excluded":
            raise AlreadyExcluded
        state = excluded(value_minor=self._lasting_minor(reach=reach))
        return self.written(state=state, reach=reach)

    def taken_up(self, *, reach: Reach) -> "Goal":
        """Counts again, with the value it kept. Raises GoalNotFound and NotExcluded."""
        if self._met(reach=reach).kind != "excluded":
            raise NotExcluded
        state = active(value_minor=self._lasting_minor(reach=reach))
        return self.written(state=state, reach=reach)

    def ended(self, *, reach: Reach) -> "Goal":
        """No goal from now on; of a named period only what was said of it alone goes.

        Raises GoalNotFound where there is nothing to end.
        """
        if reach.named is not None:
            if reach.named.id not in self.overrides:
                raise GoalNotFound
            return self.without(period=reach.named.id)
        self._met(reach=reach)
        return self.written(state=REMOVED, reach=reach)

    def without(self, *, period: PeriodId) -> "Goal":
        """The stream with nothing said of that period alone."""
        others = {known: state for known, state in self.overrides.items() if known != period}
        return replace(self, overrides=others)

    def with_value(self, *, value_minor: int, reach: Reach) -> "Goal":
        """Another value; an excluded goal stays excluded."""
        known = self.seen(reach=reach)
        kept_out = known is not None and known.kind == "excluded"
        state = excluded(value_minor=value_minor) if kept_out else active(value_minor=value_minor)
        return self.written(state=state, reach=reach)

    def _met(self, *, reach: Reach) -> GoalState:
        seen = self.seen(reach=reach)
        if seen is None:
            raise GoalNotFound
        return seen

    def _lasting_minor(self, *, reach: Reach) -> int:
        """The value to keep where a write is for: never one period's own in all later ones."""
        seen = self._met(reach=reach)
        standing = None
        if reach.named is None:
            day = reach.today if reach.current is None else reach.current.end
            standing = self.standing_on(day=day)
        value_minor = (standing or seen).value_minor
        assert value_minor is not None, "what stands has a value"
        return value_minor


def first_goal(
    *,
    id: GoalId,  # noqa: A002 - the field's name
    category: CategoryId,
    value_minor: int,
    reach: Reach,
) -> Goal:
    """The first value a category ever gets: in the period it names, or else in every period."""
    state = active(value_minor=value_minor)
    if reach.named is not None:
        return Goal(id=id, category_id=category, overrides={reach.named.id: state})
    return Goal(id=id, category_id=category, standing={BASELINE: state})


def saved_with_category(
    *,
    goal: Goal | None,
    id: GoalId,  # noqa: A002 - the field's name
    category: CategoryId,
    value_minor: int,
    reach: Reach,
) -> Goal:
    """The stream after its category was saved with a target, which counts again from then on.

    Clients send the value back with every edit of a category: repeating it changes nothing. `id`
    is for a stream that begins with it.
    """
    if goal is None:
        return first_goal(id=id, category=category, value_minor=value_minor, reach=reach)
    state = active(value_minor=value_minor)
    unchanged = goal.standing_on(day=reach.today) == state
    return goal if unchanged else goal.written(state=state, reach=reach)


def _if_it_stands(state: GoalState | None) -> GoalState | None:
    return state if state is not None and state.stands else None
