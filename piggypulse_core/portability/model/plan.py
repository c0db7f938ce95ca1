"""The plan of an import: what would be written down, or everything that is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from piggypulse_core.budgeting.model.billing import Billing
from piggypulse_core.budgeting.model.goal import Goal
from piggypulse_core.budgeting.model.period import Period
from piggypulse_core.budgeting.model.schedule import Schedule
from piggypulse_core.ledger.model.account import Account
from piggypulse_core.ledger.model.category import Category
from piggypulse_core.ledger.model.spending import Accounts
from piggypulse_core.ledger.model.transaction import Transaction
from piggypulse_core.ledger.model.vendor import Vendor
from piggypulse_core.portability.model.archive import ArchivedOverlay
from piggypulse_core.portability.model.findings import Findings
from piggypulse_core.portability.model.incoming import Incoming
from piggypulse_core.portability.model.planned_bookings import Transactions, plan_transactions
from piggypulse_core.portability.model.planned_calendar import (
    Periods,
    plan_periods,
    planned_schedule,
)
from piggypulse_core.portability.model.planned_goals import Goals, plan_goals
from piggypulse_core.portability.model.planned_ledger import (
    Ledger,
    plan_accounts,
    plan_categories,
    plan_vendors,
)
from piggypulse_core.portability.model.planned_lenses import (
    Billings,
    Overlays,
    plan_overlays,
    plan_subscriptions,
)
from piggypulse_core.portability.model.rows import Known, Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """New rows only, parents before their children; `ledger` holds every account there will be."""

    accounts: Sequence[Account]
    categories: Sequence[Category]
    vendors: Sequence[Vendor]
    periods: Sequence[Period]
    schedule: Schedule | None
    goals: Sequence[Goal]
    billings: Sequence[Billing]
    overlays: Sequence[ArchivedOverlay]
    transactions: Sequence[Transaction]
    ledger: Accounts
    unchanged: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What a plan goes by beside the rows: whose day it is, and what new accounts count in."""

    today: date
    default_currency_code: str | None


@dataclass(slots=True, kw_only=True)
class _Draft:
    """Every kind of row while it is planned, in the order in which one kind names another."""

    ledger: Ledger
    periods: Periods
    transactions: Transactions
    goals: Goals
    billings: Billings
    overlays: Overlays


def planned(*, incoming: Incoming, known: Known, moment: Moment, findings: Findings) -> Plan:
    """What an import comes to. Raises what the findings do once everything has been looked at."""
    draft = _draft(known)
    _plan_ledger(draft, incoming=incoming, moment=moment, findings=findings)
    _plan_budget(draft, incoming=incoming, findings=findings)
    schedule = planned_schedule(
        incoming=incoming.schedule, known=known.schedule, today=moment.today, findings=findings
    )
    findings.settle()
    ledger = draft.ledger
    counted = (
        *(ledger.accounts, ledger.categories, ledger.vendors, draft.periods),
        *(draft.transactions, draft.goals, draft.billings, draft.overlays),
    )
    kept_schedule = incoming.schedule is not None and schedule is None
    return Plan(
        accounts=list(ledger.accounts.come.values()),
        categories=sorted(
            ledger.categories.come.values(), key=lambda row: row.parent_id is not None
        ),
        vendors=list(ledger.vendors.come.values()),
        periods=list(draft.periods.come.values()),
        schedule=schedule,
        goals=list(draft.goals.come.values()),
        billings=list(draft.billings.come.values()),
        overlays=list(draft.overlays.come.values()),
        transactions=list(draft.transactions.come.values()),
        ledger=ledger.accounts.every(),
        unchanged=sum(rows.unchanged for rows in counted) + kept_schedule,
    )


def _draft(known: Known) -> _Draft:
    return _Draft(
        ledger=Ledger(
            accounts=Rows(kind="accounts", there=known.accounts),
            categories=Rows(kind="categories", there=known.categories),
            vendors=Rows(kind="vendors", there=known.vendors),
        ),
        periods=Rows(kind="periods", there=known.periods),
        transactions=Rows(kind="transactions", there=known.transactions),
        goals=Rows(kind="goals", there=known.goals),
        billings=Rows(kind="subscriptions", there=known.billings),
        overlays=Rows(kind="overlays", there=known.overlays),
    )


def _plan_ledger(draft: _Draft, *, incoming: Incoming, moment: Moment, findings: Findings) -> None:
    plan_accounts(
        incoming=incoming.accounts,
        accounts=draft.ledger.accounts,
        default_currency_code=moment.default_currency_code,
        today=moment.today,
        findings=findings,
    )
    plan_categories(
        incoming=incoming.categories, categories=draft.ledger.categories, findings=findings
    )
    plan_vendors(incoming=incoming.vendors, vendors=draft.ledger.vendors, findings=findings)
    plan_transactions(
        incoming=incoming.transactions,
        transactions=draft.transactions,
        ledger=draft.ledger,
        findings=findings,
    )


def _plan_budget(draft: _Draft, *, incoming: Incoming, findings: Findings) -> None:
    plan_periods(incoming=incoming.periods, periods=draft.periods, findings=findings)
    plan_goals(
        incoming=incoming.goals,
        goals=draft.goals,
        categories=draft.ledger.categories,
        periods=draft.periods,
        findings=findings,
    )
    plan_subscriptions(
        incoming=incoming.subscriptions,
        billings=draft.billings,
        ledger=draft.ledger,
        transactions=draft.transactions,
        findings=findings,
    )
    plan_overlays(
        incoming=incoming.overlays,
        overlays=draft.overlays,
        ledger=draft.ledger,
        transactions=draft.transactions,
        findings=findings,
    )
