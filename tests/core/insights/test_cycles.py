from datetime import date, timedelta
from uuid import UUID

import pytest

from piggypulse_core.insights.model.cycles import cycle_start, next_cycle
from piggypulse_core.ledger.model.account import Account, AccountId, TopUpCycle

TODAY = date(2031, 5, 10)
WEDNESDAY = 3


def pocket(
    *, cycle: TopUpCycle | None, day: int | None, created: date = date(2031, 1, 1)
) -> Account:
    return Account(
        id=AccountId(UUID(int=1)),
        type="Allowance",
        name="Pocket",
        color="#336699",
        currency_code="EUR",
        opening_minor=0,
        created_on=created,
        top_up_cycle=cycle,
        top_up_day=day,
    )


class TestWeekly:
    def test_falls_on_its_weekday_after_today(self) -> None:
        account = pocket(cycle="weekly", day=WEDNESDAY)

        assert next_cycle(account=account, today=TODAY) == date(2031, 5, 14)
        assert cycle_start(account=account, today=TODAY) == date(2031, 5, 7)

    def test_has_sunday_as_day_zero(self) -> None:
        assert next_cycle(account=pocket(cycle="weekly", day=0), today=TODAY) == date(2031, 5, 11)

    def test_begins_on_the_day_itself(self) -> None:
        account = pocket(cycle="weekly", day=WEDNESDAY)

        assert cycle_start(account=account, today=date(2031, 5, 14)) == date(2031, 5, 14)
        assert next_cycle(account=account, today=date(2031, 5, 14)) == date(2031, 5, 21)


class TestBiWeekly:
    @pytest.mark.parametrize(
        ("created", "start", "upcoming"),
        [
            (date(2031, 4, 23), date(2031, 5, 7), date(2031, 5, 21)),
            (date(2031, 4, 24), date(2031, 4, 30), date(2031, 5, 14)),
            (date(2031, 8, 13), date(2031, 5, 7), date(2031, 5, 21)),
        ],
    )
    def test_counts_from_the_accounts_first_such_day_both_ways(
        self, created: date, start: date, upcoming: date
    ) -> None:
        account = pocket(cycle="bi-weekly", day=WEDNESDAY, created=created)

        assert cycle_start(account=account, today=TODAY) == start
        assert next_cycle(account=account, today=TODAY) == upcoming


class TestMonthly:
    @pytest.mark.parametrize(
        ("today", "start", "upcoming"),
        [
            (date(2031, 2, 27), date(2031, 1, 31), date(2031, 2, 28)),
            (date(2031, 2, 28), date(2031, 2, 28), date(2031, 3, 31)),
            (date(2031, 4, 30), date(2031, 4, 30), date(2031, 5, 31)),
            (date(2031, 12, 31), date(2031, 12, 31), date(2032, 1, 31)),
            (date(2032, 2, 28), date(2032, 1, 31), date(2032, 2, 29)),
        ],
    )
    def test_takes_the_last_day_of_short_months(
        self, today: date, start: date, upcoming: date
    ) -> None:
        account = pocket(cycle="monthly", day=31)

        assert cycle_start(account=account, today=today) == start
        assert next_cycle(account=account, today=today) == upcoming


class TestEveryCycle:
    @pytest.mark.parametrize(
        "account",
        [
            pocket(cycle="weekly", day=6),
            pocket(cycle="bi-weekly", day=0),
            pocket(cycle="monthly", day=30),
        ],
    )
    def test_has_no_day_between_its_start_and_the_next(self, account: Account) -> None:
        for offset in range(400):
            today = TODAY + timedelta(days=offset)
            start = cycle_start(account=account, today=today)
            upcoming = next_cycle(account=account, today=today)

            assert start is not None
            assert upcoming is not None
            assert start <= today < upcoming
            assert next_cycle(account=account, today=start) == upcoming

    @pytest.mark.parametrize(
        "account", [pocket(cycle=None, day=3), pocket(cycle="weekly", day=None)]
    )
    def test_needs_a_cycle_and_a_day(self, account: Account) -> None:
        assert next_cycle(account=account, today=TODAY) is None
        assert cycle_start(account=account, today=TODAY) is None
