"""A new account: what a person fills in, and what has to be right about it."""

from dataclasses import dataclass, replace
from datetime import date

from piggypulse_core.kernel.currency import CurrencyNotFound, currency_by_code
from piggypulse_core.kernel.money import AMOUNT_MINOR_MAX, check_amount
from piggypulse_core.kernel.refusal import Faults
from piggypulse_core.kernel.text import checked_name
from piggypulse_core.ledger.model.account import (
    Account,
    AccountId,
    AccountType,
    DefaultCurrencyMissing,
    TopUpCycle,
)
from piggypulse_core.ledger.model.appearance import checked_color


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountForm:
    """What a person fills in; None is a member left out or left empty."""

    type: AccountType
    name: str
    color: str
    opening_minor: int
    currency_code: str | None = None
    spend_limit_minor: int | None = None
    top_up_amount_minor: int | None = None
    top_up_cycle: TopUpCycle | None = None
    top_up_day: int | None = None
    statement_close_day: int | None = None
    payment_due_day: int | None = None


def new_account(
    *,
    id: AccountId,  # noqa: A002 - the field's name
    form: AccountForm,
    default_currency_code: str | None,
    today: date,
) -> Account:
    """An account out of a form.

    It takes the default currency unless the form names another, but there must be a default.
    Raises InvalidInput naming every fault, and DefaultCurrencyMissing.
    """
    checked = checked_account(form=form)
    if default_currency_code is None:
        raise DefaultCurrencyMissing
    return Account(
        id=id,
        type=checked.type,
        name=checked.name,
        color=checked.color,
        currency_code=checked.currency_code or default_currency_code,
        opening_minor=checked.opening_minor,
        created_on=today,
        spend_limit_minor=checked.spend_limit_minor,
        top_up_amount_minor=checked.top_up_amount_minor,
        top_up_cycle=checked.top_up_cycle,
        top_up_day=checked.top_up_day,
        statement_close_day=checked.statement_close_day,
        payment_due_day=checked.payment_due_day,
    )


def checked_account(*, form: AccountForm) -> AccountForm:
    """A form with its texts as they are kept. Raises InvalidInput naming every fault."""
    faults = Faults()
    name = checked_name(text=form.name, faults=faults)
    color = checked_color(text=form.color, faults=faults)
    _check_currency(form=form, faults=faults)
    _check_amounts(form=form, faults=faults)
    _check_days(form=form, faults=faults)
    _check_members_fit_type(form=form, faults=faults)
    faults.settle()
    return replace(form, name=name, color=color)


def _check_currency(*, form: AccountForm, faults: Faults) -> None:
    if form.currency_code is None:
        return
    try:
        currency_by_code(form.currency_code)
    except CurrencyNotFound:
        faults.add(field="currencyCode", code="unknown_value", message="No currency we know.")


def _check_amounts(*, form: AccountForm, faults: Faults) -> None:
    check_amount(
        amount_minor=form.opening_minor,
        field="initialBalance",
        lowest=-AMOUNT_MINOR_MAX,
        faults=faults,
    )
    for field, amount_minor in (
        ("spendLimit", form.spend_limit_minor),
        ("topUpAmount", form.top_up_amount_minor),
    ):
        if amount_minor is not None:
            check_amount(amount_minor=amount_minor, field=field, lowest=0, faults=faults)


def _check_days(*, form: AccountForm, faults: Faults) -> None:
    for field, day in (
        ("statementCloseDay", form.statement_close_day),
        ("paymentDueDay", form.payment_due_day),
    ):
        _check_day(day=day, field=field, lowest=1, highest=31, faults=faults)
    lowest, highest = _top_up_days(cycle=form.top_up_cycle)
    _check_day(day=form.top_up_day, field="topUpDay", lowest=lowest, highest=highest, faults=faults)


def _top_up_days(*, cycle: TopUpCycle | None) -> tuple[int, int]:
    """Days of the week from Sunday as 0, days of the month from 1; either until a cycle is set."""
    match cycle:
        case "weekly" | "bi-weekly":
            return 0, 6
        case "monthly":
            return 1, 31
        case None:
            return 0, 31


def _check_day(*, day: int | None, field: str, lowest: int, highest: int, faults: Faults) -> None:
    if day is not None and not lowest <= day <= highest:
        faults.add(
            field=field, code="out_of_range", message=f"Must lie between {lowest} and {highest}."
        )


def _check_members_fit_type(*, form: AccountForm, faults: Faults) -> None:
    for field, value, types in (
        ("spendLimit", form.spend_limit_minor, ("CreditCard", "Allowance")),
        ("topUpAmount", form.top_up_amount_minor, ("Allowance",)),
        ("topUpCycle", form.top_up_cycle, ("Allowance",)),
        ("topUpDay", form.top_up_day, ("Allowance",)),
        ("statementCloseDay", form.statement_close_day, ("CreditCard",)),
        ("paymentDueDay", form.payment_due_day, ("CreditCard",)),
    ):
        if value is not None and form.type not in types:
            faults.add(
                field=field,
                code="not_allowed_here",
                message=f"Only accounts of type {' or '.join(types)} have it.",
            )
