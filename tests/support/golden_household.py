"""The household of the golden archive, put into a back end row by row."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from piggypulse_core.budgeting.model.billing import Billing, BillingEvent
from piggypulse_core.budgeting.model.cadence import EveryMonths
from piggypulse_core.budgeting.model.goal import BASELINE, Goal
from piggypulse_core.budgeting.model.goal_state import GoalState
from piggypulse_core.budgeting.model.overlay import Overlay, OverlayRules
from piggypulse_core.budgeting.model.period import Duration, Period
from piggypulse_core.budgeting.model.recurrence import Recurrence
from piggypulse_core.budgeting.model.schedule import Automatic, Schedule
from piggypulse_core.budgeting.model.subscription import Subscription
from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.account import Account
from piggypulse_core.ledger.model.balance import change
from piggypulse_core.ledger.model.category import Category
from piggypulse_core.ledger.model.transaction import Transaction
from piggypulse_core.ledger.model.vendor import Vendor
from piggypulse_core.settings.model.preferences import DashboardLayout, Preferences
from piggypulse_core.settings.model.profile import Profile
from tests.support.archives import golden_archive
from tests.support.works import AnyWork

Row = Mapping[str, Any]
MOMENT = datetime(2026, 4, 10, 8, 30, tzinfo=UTC)
"""When the golden archive was made."""


def day(text: str | None) -> Any:  # noqa: ANN401 - None where there is none
    return None if text is None else date.fromisoformat(text)


def key(text: str | None) -> Any:  # noqa: ANN401 - any kind of id
    return None if text is None else UUID(text)


async def move_in(work: AnyWork, owner: UserId, /) -> None:
    """Give somebody who has nothing everything that is in the golden archive."""
    golden = golden_archive()
    async with work() as unit:
        profile = golden["settings"]["profile"]
        await unit.profiles.save(
            owner=owner,
            profile=Profile(
                name=profile["name"],
                currency_code=profile["currency"],
                avatar=profile["avatar"],
                timezone=profile["timezone"],
            ),
        )
        await unit.preferences.save(
            owner=owner, preferences=preferences_of(golden["settings"]["preferences"])
        )
        await unit.schedules.settle_in(owner=owner, at=MOMENT)
        await unit.schedules.save(owner=owner, schedule=schedule_of(golden["schedule"]))
        await _book(unit, owner, golden)
        await _plan(unit, owner, golden)


def preferences_of(row: Row) -> Preferences:
    layout = row["dashboardLayout"]
    return Preferences(
        theme=row["theme"],
        date_format=row["dateFormat"],
        number_format=row["numberFormat"],
        language=row["language"],
        compact_mode=row["compactMode"],
        dashboard_layout=DashboardLayout(
            widget_order=tuple(layout["widgetOrder"]),
            hidden_widgets=tuple(layout["hiddenWidgets"]),
            visible_account_ids=tuple(map(UUID, layout["visibleAccountIds"])),
        ),
        color_theme=row["colorTheme"],
        stability_tolerance_basis_points=row["stabilityToleranceBasisPoints"],
    )


async def _book(unit: Any, owner: UserId, golden: Row) -> None:  # noqa: ANN401 - either unit
    accounts = [account_of(row) for row in golden["accounts"]]
    for account in accounts:
        await unit.accounts.add(owner=owner, account=account)
    types = {}
    for row in golden["categories"]:
        await unit.categories.add(owner=owner, category=category_of(row))
        types[row["id"]] = row["type"]
    for row in golden["vendors"]:
        await unit.vendors.add(owner=owner, vendor=vendor_of(row))
    booked = [transaction_of(row, types) for row in golden["transactions"]]
    await unit.transactions.write(
        owner=owner, change=change(come=booked, accounts={one.id: one for one in accounts})
    )


async def _plan(unit: Any, owner: UserId, golden: Row) -> None:  # noqa: ANN401 - either unit
    for row in golden["periods"]:
        await unit.periods.add(owner=owner, period=period_of(row))
    for row in golden["goals"]:
        await unit.goals.save(owner=owner, goal=goal_of(row))
    for row in golden["subscriptions"]:
        after = billing_of(row)
        await unit.subscriptions.add(owner=owner, subscription=after.subscription)
        before = Billing(subscription=after.subscription)
        await unit.subscriptions.save(owner=owner, before=before, after=after)
    for row in golden["overlays"]:
        await unit.overlays.add(owner=owner, overlay=overlay_of(row))
        for said in row["overrides"]:
            await unit.memberships.set_override(
                owner=owner,
                overlay=key(row["id"]),
                transaction=key(said["transactionId"]),
                included=said["included"],
            )


def account_of(row: Row) -> Account:
    return Account(
        id=key(row["id"]),
        type=row["type"],
        name=row["name"],
        color=row["color"],
        currency_code=row["currencyCode"],
        opening_minor=row["openingBalance"],
        created_on=day(row["createdOn"]),
        spend_limit_minor=row["spendLimit"],
        top_up_amount_minor=row["topUpAmount"],
        top_up_cycle=row["topUpCycle"],
        top_up_day=row["topUpDay"],
        statement_close_day=row["statementCloseDay"],
        payment_due_day=row["paymentDueDay"],
        archived_on=day(row["archivedOn"]),
    )


def category_of(row: Row) -> Category:
    return Category(
        id=key(row["id"]),
        type=row["type"],
        name=row["name"],
        icon=row["icon"],
        behavior=row["behavior"],
        description=row["description"],
        parent_id=key(row["parentId"]),
        is_system=row["isSystem"],
        archived_on=day(row["archivedOn"]),
    )


def vendor_of(row: Row) -> Vendor:
    return Vendor(
        id=key(row["id"]),
        name=row["name"],
        description=row["description"],
        archived_on=day(row["archivedOn"]),
    )


def transaction_of(row: Row, types: Mapping[str, Any]) -> Transaction:
    return Transaction(
        id=key(row["id"]),
        kind=row["transactionType"],
        date=day(row["date"]),
        description=row["description"],
        amount_minor=row["amount"],
        from_account_id=key(row["fromAccountId"]),
        to_account_id=key(row["toAccountId"]),
        category_id=key(row["categoryId"]),
        category_type=types.get(row["categoryId"]),
        vendor_id=key(row["vendorId"]),
    )


def period_of(row: Row) -> Period:
    lasts = row["duration"]
    return Period(
        id=key(row["id"]),
        name=row["name"],
        start=day(row["startDate"]),
        end=day(row["endDate"]),
        duration=lasts and Duration(units=lasts["durationUnits"], unit=lasts["durationUnit"]),
        origin=row["origin"],
        bridging=row["bridging"],
    )


def schedule_of(row: Row) -> Schedule:
    cadence, said = row["cadence"], row["recurrence"]
    automatic = Automatic(
        cadence=EveryMonths(
            interval=cadence["interval"], day=cadence["day"], anchor=day(cadence["anchorDate"])
        ),
        said=Recurrence(
            method=said["recurrenceMethod"],
            day=said["startDayOfTheMonth"],
            length=said["periodDuration"],
            unit=said["durationUnit"],
        ),
        saturday=row["saturdayPolicy"],
        sunday=row["sundayPolicy"],
        holiday=row["holidayPolicy"],
        holidays=frozenset(map(day, row["holidays"])),
        region=row["holidayRegion"],
        region_holidays=frozenset(map(day, row["regionHolidays"])),
        bridging=row["bridging"],
        ahead=row["generateAhead"],
        name_pattern=row["namePattern"],
    )
    return Schedule(
        id=key(row["id"]),
        revision=row["revision"],
        effective_on=day(row["effectiveFrom"]),
        automatic=automatic,
    )


def goal_of(row: Row) -> Goal:
    def state(said: Row) -> GoalState:
        return GoalState(kind=said["state"], value_minor=said["value"])

    return Goal(
        id=key(row["id"]),
        category_id=key(row["categoryId"]),
        standing={day(one["effectiveFrom"]) or BASELINE: state(one) for one in row["entries"]},
        overrides={key(one["periodId"]): state(one) for one in row["overrides"]},
    )


def billing_of(row: Row) -> Billing:
    subscription = Subscription(
        id=key(row["id"]),
        name=row["name"],
        category_id=key(row["categoryId"]),
        vendor_id=key(row["vendorId"]),
        amount_minor=row["billingAmount"],
        cycle=row["billingCycle"],
        billing_day=row["billingDay"],
        next_on=day(row["nextChargeDate"]),
        created_at=datetime.fromisoformat(row["createdAt"]),
        updated_at=datetime.fromisoformat(row["updatedAt"]),
        is_paused=row["isPaused"],
        cancelled_on=day(row["cancelledOn"]),
    )
    events = [
        BillingEvent(
            id=key(one["id"]),
            due_on=day(one["dueDate"]),
            date=day(one["date"]),
            amount_minor=one["amount"],
            transaction_id=key(one["transactionId"]),
        )
        for one in row["events"]
    ]
    return Billing(subscription=subscription, events={one.due_on: one for one in events})


def overlay_of(row: Row) -> Overlay:
    rules = row["rules"]
    return Overlay(
        id=key(row["id"]),
        name=row["name"],
        icon=row["icon"],
        span=Span(start=day(row["startDate"]), end=day(row["endDate"])),
        mode=row["inclusionMode"],
        total_cap_minor=row["totalCapAmount"],
        created_at=datetime.fromisoformat(row["createdAt"]),
        caps={key(one["categoryId"]): one["capAmount"] for one in row["categoryCaps"]},
        rules=OverlayRules(
            categories=frozenset(map(key, rules["categoryIds"])),
            vendors=frozenset(map(key, rules["vendorIds"])),
            accounts=frozenset(map(key, rules["accountIds"])),
        ),
    )
