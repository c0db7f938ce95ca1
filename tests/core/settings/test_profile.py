"""Profiles."""

from datetime import UTC, date, datetime
from zoneinfo import available_timezones

import pytest

from piggypulse_core.kernel.refusal import InvalidInput
from piggypulse_core.settings.model.profile import Profile, is_timezone

ALICE = Profile(name="Alice", currency_code="EUR", avatar="🦊", timezone="Europe/Zurich")


def changed(**members: str | None) -> Profile:
    given = {"name": None, "currency": None, "avatar": None, "timezone": None, **members}
    return ALICE.changed(
        name=given["name"],
        currency=given["currency"],
        avatar=given["avatar"],
        timezone=given["timezone"],
    )


class TestChanging:
    def test_keeps_what_is_left_out(self) -> None:
        assert changed() == ALICE
        assert changed(currency="", timezone="") == ALICE

    def test_takes_each_member(self) -> None:
        new = changed(name=" Al ", currency="USD", avatar="", timezone="America/Sao_Paulo")

        assert new == Profile(
            name="Al", currency_code="USD", avatar="", timezone="America/Sao_Paulo"
        )

    def test_names_every_fault_at_once(self) -> None:
        with pytest.raises(InvalidInput) as refused:
            changed(name="", currency="usd", avatar="x" * 65, timezone="Nowhere")

        assert [(fault.field, fault.code) for fault in refused.value.faults] == [
            ("name", "too_short"),
            ("avatar", "too_long"),
            ("currency", "unknown_value"),
            ("timezone", "unknown_value"),
        ]

    @pytest.mark.parametrize(
        "name", ["Al\nBcc: x@y", "A\tl", "A\x1bl", "A\x7fl", "A\x85l", "A\x00l"]
    )
    def test_a_name_has_one_line(self, name: str) -> None:
        with pytest.raises(InvalidInput) as refused:
            changed(name=name)

        assert [(fault.field, fault.code) for fault in refused.value.faults] == [
            ("name", "bad_format")
        ]

    def test_a_name_may_be_in_any_script(self) -> None:
        for name in ("Ж", "李小龍", "عمر\u200cعلي", "O\u2019Neil \U0001f437"):
            assert changed(name=f" {name}\n").name == name

    def test_an_avatar_has_64_code_points_at_most(self) -> None:
        assert changed(avatar="🐷" * 64).avatar == "🐷" * 64

    @pytest.mark.parametrize("currency", ["EU", "EURO", "eur", "XXX", " EUR", "\x00"])
    def test_a_currency_is_one_there_is(self, currency: str) -> None:
        with pytest.raises(InvalidInput):
            changed(currency=currency)


class TestTimeZones:
    def test_every_published_name_is_one(self) -> None:
        local = {"Factory", "localtime"}

        assert [zone for zone in available_timezones() - local if not is_timezone(zone=zone)] == []

    @pytest.mark.parametrize(
        "zone",
        [
            "America",
            "Factory",
            "localtime",
            "posixrules",
            "europe/zurich",
            "../../etc/passwd",
            "/etc/localtime",
            "Europe/Zurich\x00",
            "A\ud800",
            "UTC+1",
            "Europe//Zurich",
            "A" * 300,
            "Europe/" + "A" * 57,
            "Europe/" + "A" * 58,
        ],
    )
    def test_nothing_else_is(self, zone: str) -> None:
        assert not is_timezone(zone=zone)


def test_a_day_begins_at_the_persons_midnight() -> None:
    late = datetime(2026, 6, 15, 22, 30, tzinfo=UTC)

    assert ALICE.today(now=late) == date(2026, 6, 16)
    assert Profile(name="Bob").today(now=late) == date(2026, 6, 15)
