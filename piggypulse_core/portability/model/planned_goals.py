"""Which goals come out of what is brought."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from piggypulse_core.budgeting.model.goal import BASELINE, Goal, GoalId, TargetExists
from piggypulse_core.budgeting.model.goal_state import GoalState
from piggypulse_core.kernel.dates import check_day
from piggypulse_core.kernel.money import check_amount
from piggypulse_core.kernel.refusal import (
    Fault,
    Faults,
    Refusal,
    missing_reference,
)
from piggypulse_core.ledger.model.category import CategoryTypeMismatch
from piggypulse_core.portability.model.findings import Findings
from piggypulse_core.portability.model.incoming import IncomingGoal
from piggypulse_core.portability.model.planned_calendar import Periods
from piggypulse_core.portability.model.planned_ledger import Categories
from piggypulse_core.portability.model.rows import Rows

Goals = Rows[GoalId, Goal]

CATEGORY_FIELD = "categoryId"


def plan_goals(
    *,
    incoming: Iterable[IncomingGoal],
    goals: Goals,
    categories: Categories,
    periods: Periods,
    findings: Findings,
) -> None:
    """Take goals in; a second one of a category stands for the first if alike, else it clashes."""
    by_category = {row.category_id: row for row in goals.there.values()}
    for one in incoming:
        category = categories.meant(one.category_id)
        if category in categories.at_fault or any(
            period in periods.at_fault for period, _ in one.overrides
        ):
            continue
        try:
            _check(one, categories=categories, periods=periods)
            row = Goal(
                id=one.id,
                category_id=category,
                standing={day or BASELINE: state for day, state in one.entries},
                overrides=dict(one.overrides),
            )
            other = by_category.get(category)
            if goals.find(one.id) is None and other is not None:
                _check_alike(row, other=other)
                goals.stands_for(key=one.id, other=other.id, place=one.place, findings=findings)
                continue
        except Refusal as refusal:
            findings.note(refusal, at=goals.pointer(one.place), member=CATEGORY_FIELD)
        else:
            by_category[category] = row
            goals.take(key=one.id, row=row, place=one.place, findings=findings)


def _check_alike(row: Goal, *, other: Goal) -> None:
    if replace(row, id=other.id) != other:
        raise TargetExists


def _check(incoming: IncomingGoal, *, categories: Categories, periods: Periods) -> None:
    category = categories.find(categories.meant(incoming.category_id))
    if category is None:
        raise missing_reference(field=CATEGORY_FIELD)
    if category.type == "transfer":
        code, message = CategoryTypeMismatch.code, CategoryTypeMismatch.message()
        raise CategoryTypeMismatch(faults=[Fault(field=CATEGORY_FIELD, code=code, message=message)])
    faults = Faults()
    _check_entries(incoming.entries, faults)
    seen = set()
    for place, (period, state) in enumerate(incoming.overrides):
        at = f"/overrides/{place}"
        if periods.find(period) is None:
            faults.found += missing_reference(field=f"{at}/periodId").faults
        if period in seen:
            note_twice(field=f"{at}/periodId", faults=faults)
        seen.add(period)
        _check_state(state, at=at, faults=faults)
    faults.settle()


def _check_entries(entries: Sequence[tuple[date | None, GoalState]], faults: Faults) -> None:
    seen = set()
    for place, (day, state) in enumerate(entries):
        at = f"/entries/{place}"
        if day is not None:
            check_day(day=day, field=f"{at}/effectiveFrom", faults=faults)
        if day in seen:
            note_twice(field=f"{at}/effectiveFrom", faults=faults)
        seen.add(day)
        _check_state(state, at=at, faults=faults)


def _check_state(state: GoalState, *, at: str, faults: Faults) -> None:
    field = f"{at}/value"
    if state.value_minor is not None:
        check_amount(amount_minor=state.value_minor, field=field, lowest=0, faults=faults)
    if state.stands and state.value_minor is None:
        faults.add(field=field, code="required", message="What stands has a value.")
    if not state.stands and state.value_minor is not None:
        faults.add(field=field, code="not_allowed_here", message="What was removed has no value.")


def note_twice(*, field: str, faults: Faults) -> None:
    """Note a member that says again what another one has said."""
    faults.add(field=field, code="not_allowed_here", message="Is there already.")
