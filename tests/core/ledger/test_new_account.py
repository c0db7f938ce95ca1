"""What has to be right about a new account."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from piggypulse_core.kernel.money import AMOUNT_MINOR_MAX
from piggypulse_core.kernel.refusal import InvalidInput
from piggypulse_core.ledger.model.account import (
    Account,
    AccountId,
    AccountType,
    DefaultCurrencyMissing,
)
from piggypulse_core.ledger.model.new_account import AccountForm, new_account

ID = AccountId(UUID(int=1))
FORM = AccountForm(type="Checking", name="Giro", color="#123456", opening_minor=0)
CARD = replace(FORM, type="CreditCard")
ALLOWANCE = replace(FORM, type="Allowance")
ABSENT_HERE: dict[AccountType, set[str]] = {
    "Checking": {"spend", "amount", "cycle", "day", "close", "due"},
    "Savings": {"spend", "amount", "cycle", "day", "close", "due"},
    "Wallet": {"spend", "amount", "cycle", "day", "close", "due"},
    "CreditCard": {"amount", "cycle", "day"},
    "Allowance": {"close", "due"},
}
OPTIONAL: dict[str, tuple[str, dict[str, Any]]] = {
    "spend": ("spendLimit", {"spend_limit_minor": 0}),
    "amount": ("topUpAmount", {"top_up_amount_minor": 0}),
    "cycle": ("topUpCycle", {"top_up_cycle": "weekly"}),
    "day": ("topUpDay", {"top_up_day": 0}),
    "close": ("statementCloseDay", {"statement_close_day": 1}),
    "due": ("paymentDueDay", {"payment_due_day": 31}),
}


def made(form: AccountForm, *, default: str | None = "EUR") -> Account:
    return new_account(id=ID, form=form, default_currency_code=default, today=date(2026, 6, 15))


def faults_of(form: AccountForm) -> list[tuple[str, str]]:
    with pytest.raises(InvalidInput) as refused:
        made(form, default=None)
    return [(fault.field, fault.code) for fault in refused.value.faults]


class TestNewAccount:
    def test_takes_the_default_currency_and_the_day(self) -> None:
        account = made(replace(FORM, name="  Giro ", opening_minor=-5))

        assert account == Account(
            id=ID,
            type="Checking",
            name="Giro",
            color="#123456",
            currency_code="EUR",
            opening_minor=-5,
            created_on=date(2026, 6, 15),
        )

    def test_takes_another_currency_when_the_form_names_one(self) -> None:
        assert made(replace(FORM, currency_code="JPY")).currency.decimal_places == 0

    @pytest.mark.parametrize("code", ["XXX", "eur", "", "EURO"])
    def test_refuses_a_currency_that_there_is_not(self, code: str) -> None:
        form = replace(FORM, currency_code=code)

        assert faults_of(form) == [("currencyCode", "unknown_value")]

    @pytest.mark.parametrize("code", [None, "USD"])
    def test_refuses_without_a_default_currency_whatever_the_form_names(
        self, code: str | None
    ) -> None:
        with pytest.raises(DefaultCurrencyMissing):
            made(replace(FORM, currency_code=code), default=None)

    @pytest.mark.parametrize("amount", [-AMOUNT_MINOR_MAX, AMOUNT_MINOR_MAX])
    def test_opens_with_any_amount(self, amount: int) -> None:
        assert made(replace(FORM, opening_minor=amount)).opening_minor == amount

    @pytest.mark.parametrize("type_", list(ABSENT_HERE))
    @pytest.mark.parametrize("member", list(OPTIONAL))
    def test_has_the_members_of_its_type_and_no_others(
        self, type_: AccountType, member: str
    ) -> None:
        field, values = OPTIONAL[member]
        form = replace(FORM, type=type_, **values)

        if member in ABSENT_HERE[type_]:
            assert faults_of(form) == [(field, "not_allowed_here")]
        else:
            account = made(form)
            assert {name: getattr(account, name) for name in values} == values

    @pytest.mark.parametrize(
        ("form", "field"),
        [
            (replace(FORM, opening_minor=AMOUNT_MINOR_MAX + 1), "initialBalance"),
            (replace(FORM, opening_minor=-AMOUNT_MINOR_MAX - 1), "initialBalance"),
            (replace(CARD, spend_limit_minor=-1), "spendLimit"),
            (replace(CARD, spend_limit_minor=AMOUNT_MINOR_MAX + 1), "spendLimit"),
            (replace(CARD, statement_close_day=0), "statementCloseDay"),
            (replace(CARD, payment_due_day=32), "paymentDueDay"),
            (replace(ALLOWANCE, top_up_amount_minor=-1), "topUpAmount"),
            (replace(ALLOWANCE, top_up_cycle="weekly", top_up_day=7), "topUpDay"),
            (replace(ALLOWANCE, top_up_cycle="bi-weekly", top_up_day=7), "topUpDay"),
            (replace(ALLOWANCE, top_up_cycle="monthly", top_up_day=0), "topUpDay"),
            (replace(ALLOWANCE, top_up_cycle="monthly", top_up_day=32), "topUpDay"),
            (replace(ALLOWANCE, top_up_day=32), "topUpDay"),
            (replace(ALLOWANCE, top_up_day=-1), "topUpDay"),
        ],
    )
    def test_refuses_numbers_out_of_range(self, form: AccountForm, field: str) -> None:
        assert faults_of(form) == [(field, "out_of_range")]

    @pytest.mark.parametrize(
        "form",
        [
            replace(CARD, spend_limit_minor=AMOUNT_MINOR_MAX, statement_close_day=31),
            replace(ALLOWANCE, top_up_cycle="weekly", top_up_day=0),
            replace(ALLOWANCE, top_up_cycle="bi-weekly", top_up_day=6),
            replace(ALLOWANCE, top_up_cycle="monthly", top_up_day=31),
            replace(ALLOWANCE, top_up_day=31),
        ],
    )
    def test_takes_numbers_at_their_bounds(self, form: AccountForm) -> None:
        assert made(form).top_up_day == form.top_up_day

    def test_names_everything_that_is_wrong_at_once(self) -> None:
        form = replace(
            FORM,
            name=" ",
            color="blue",
            opening_minor=10**15,
            currency_code="???",
            spend_limit_minor=-1,
            payment_due_day=32,
        )

        assert faults_of(form) == [
            ("name", "too_short"),
            ("color", "bad_format"),
            ("currencyCode", "unknown_value"),
            ("initialBalance", "out_of_range"),
            ("spendLimit", "out_of_range"),
            ("paymentDueDay", "out_of_range"),
            ("spendLimit", "not_allowed_here"),
            ("paymentDueDay", "not_allowed_here"),
        ]
