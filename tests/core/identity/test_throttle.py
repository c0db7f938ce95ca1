"""The ladder of failed sign-ins, and how many wrong answers are taken."""

from datetime import datetime, timedelta
from ipaddress import ip_address

import pytest

from piggypulse_core.identity.model.throttle import (
    ALLOWANCES,
    AccountLocked,
    Attempt,
    Ladder,
    Rung,
    TooManyAttempts,
    network_of,
    seconds_until,
    turned_away,
)
from piggypulse_core.identity.model.user import InvalidCredentials
from tests.support.clock import NOW

LADDER = Ladder()
SECOND = timedelta(seconds=1)
DAY = timedelta(hours=24)


def climbed(times: int, /, *, at: datetime = NOW) -> Rung:
    """The rung after so many failures, each as soon as it was allowed."""
    rung = None
    for _ in range(times):
        rung = LADDER.climbed(rung, at=at if rung is None else max(rung.free_at, at))
        assert rung is not None
    assert rung is not None
    return rung


class TestLadder:
    def test_makes_every_failure_cost_more(self) -> None:
        waits = [
            (rung.free_at - rung.failed_at).total_seconds() for rung in map(climbed, range(1, 8))
        ]

        assert waits == [0, 0, 0, 5, 30, 60, 3600]

    @pytest.mark.parametrize("times", [4, 5, 6, 7])
    def test_takes_nothing_before_the_wait_is_over(self, times: int) -> None:
        rung = climbed(times)

        assert LADDER.climbed(rung, at=rung.free_at - SECOND) is None
        assert LADDER.climbed(rung, at=rung.free_at) is not None

    def test_goes_on_at_three_after_a_lock(self) -> None:
        rung = climbed(7)

        after = LADDER.climbed(rung, at=rung.free_at)

        assert after is not None
        assert after.failures == 4
        assert after.since == rung.free_at

    def test_forgets_after_a_day_without_a_failure(self) -> None:
        rung = climbed(5)

        shortly_before = LADDER.climbed(rung, at=rung.failed_at + DAY - SECOND)
        then = LADDER.climbed(rung, at=rung.failed_at + DAY)

        assert shortly_before is not None
        assert shortly_before.failures == 6
        assert then is not None
        assert then.failures == 1

    def test_steps_down_to_what_the_rest_costs(self) -> None:
        rung = climbed(7)

        six = LADDER.stepped_down(rung, steps=1)
        none = LADDER.stepped_down(rung, steps=9)

        assert six.free_at == rung.failed_at + timedelta(seconds=60)
        assert (none.failures, none.free_at) == (0, rung.failed_at)

    def test_never_prolongs_a_wait_by_stepping_down(self) -> None:
        rung = climbed(3)

        assert LADDER.stepped_down(rung, steps=1).free_at == rung.free_at


class TestAnswers:
    def test_say_more_the_higher_one_stands(self) -> None:
        answers = [
            type(Attempt(at=rung.failed_at, address=rung, ip=None).refusal(ladder=LADDER))
            for rung in map(climbed, range(1, 8))
        ]

        assert answers == [InvalidCredentials] * 3 + [TooManyAttempts] * 3 + [AccountLocked]

    def test_a_locked_ip_is_only_asked_to_wait(self) -> None:
        rung = climbed(7)
        attempt = Attempt(at=rung.failed_at, address=climbed(1), ip=rung)

        refusal = attempt.refusal(ladder=LADDER)

        assert isinstance(refusal, TooManyAttempts)
        assert refusal.members == {"error": "too_many_attempts", "retry_after_seconds": 3600}
        away = turned_away(kind="ip", rung=rung, ladder=LADDER, at=rung.free_at - SECOND)
        assert isinstance(away, TooManyAttempts)

    def test_a_lock_says_until_when(self) -> None:
        rung = climbed(7, at=NOW)
        at = rung.free_at - timedelta(minutes=10)

        refusal = turned_away(kind="address", rung=rung, ladder=LADDER, at=at)

        assert isinstance(refusal, AccountLocked)
        assert refusal.members["error"] == "account_locked"
        assert refusal.members["retry_after_seconds"] == 600
        assert refusal.members["locked_until"] == f"{rung.free_at:%Y-%m-%dT%H:%M:%SZ}"

    @pytest.mark.parametrize(
        ("wait", "seconds"),
        [
            (timedelta(), 1),
            (timedelta(milliseconds=1), 1),
            (SECOND, 1),
            (timedelta(seconds=1, microseconds=1), 2),
        ],
    )
    def test_seconds_are_rounded_up_and_never_none(self, wait: timedelta, seconds: int) -> None:
        assert seconds_until(NOW + wait, at=NOW) == seconds


class TestAllowance:
    def test_takes_five_wrong_answers_in_fifteen_minutes(self) -> None:
        given = tuple(NOW + number * SECOND for number in range(5))
        allowance = ALLOWANCES["confirm"]

        assert allowance.free_at(given[:4], at=NOW + 5 * SECOND) == NOW + 5 * SECOND
        assert allowance.free_at(given, at=NOW + 5 * SECOND) == NOW + timedelta(minutes=15)
        assert allowance.free_at(given, at=NOW + timedelta(minutes=15)) == NOW + timedelta(
            minutes=15
        )

    def test_takes_twenty_wrong_codes_a_day(self) -> None:
        given = tuple(NOW + number * timedelta(minutes=5) for number in range(20))
        allowance = ALLOWANCES["2fa"]

        assert allowance.free_at(given[1:], at=NOW + DAY - SECOND) == NOW + DAY - SECOND
        assert allowance.free_at(given, at=NOW + DAY - SECOND) == NOW + DAY


@pytest.mark.parametrize(
    ("ip", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::9", "2001:db8:1:3::/64"),
    ],
)
def test_an_ip_counts_for_what_one_customer_has(ip: str, network: str) -> None:
    assert network_of(ip=ip_address(ip)) == network
