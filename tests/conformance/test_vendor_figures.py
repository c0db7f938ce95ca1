"""Figures of vendors in the worked example, out of both back ends."""

import pytest

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.budgeting.model.period import NoCurrentPeriod, PeriodNotFound
from piggypulse_core.insights.model.vendor_detail import VendorDetail
from piggypulse_core.insights.model.vendor_stats import VendorStats
from piggypulse_core.insights.usecases.vendors import ReadVendorDetail, ReadVendorStats
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.vendor import VendorId, VendorNotFound
from tests.conformance.test_insights import Asking, asking
from tests.support.people import new_user
from tests.support.works import AnyWork


async def stats(asked: Asking, period: str | None = None) -> VendorStats:
    read = ReadVendorStats(work=asked.work, clock=FixedClock(asked.now))
    return await read(owner=asked.owner, period=asked.period(period))


async def detail(asked: Asking, vendor: str, period: str | None = None) -> VendorDetail:
    read = ReadVendorDetail(work=asked.work, clock=FixedClock(asked.now))
    key = asked.house.vendors[vendor].id
    return await read(owner=asked.owner, vendor=key, period=asked.period(period))


class TestVendorStats:
    @pytest.mark.parametrize(
        ("period", "figures"),
        [
            ("P1", (3, 88400, 44200)),
            ("P2", (3, 144450, 48150)),
            ("P3", (3, 82470, 41235)),
            (None, (3, 82470, 41235)),
        ],
    )
    async def test_add_up_a_whole_period(
        self, work: AnyWork, period: str | None, figures: tuple[int, int, int]
    ) -> None:
        found = await stats(await asking(work), period)

        assert (found.vendors, found.spend_minor, found.average_minor) == figures
        assert [one.name for one in found.excluded_accounts] == ["Dollars"]

    async def test_leave_out_what_is_in_another_currency(self, work: AnyWork) -> None:
        asked = await asking(work)
        span = asked.house.periods["P3"].span

        async with work.snapshot() as unit:
            euros, dollars, none = [
                await unit.vendor_figures.totals(
                    owner=asked.owner, span=span, currency_code=currency_code
                )
                for currency_code in ("EUR", "USD", None)
            ]

        assert [(one.paid, one.spend_minor) for one in (euros, dollars, none)] == [
            (2, 82470),
            (1, 5000),
            (0, 0),
        ]

    async def test_are_zeros_where_nothing_was_paid(self, work: AnyWork) -> None:
        found = await stats(await asking(work, entries=()), "P1")

        assert (found.vendors, found.spend_minor, found.average_minor) == (3, 0, 0)


class TestVendorDetail:
    @pytest.mark.parametrize(
        ("vendor", "figures", "trend", "recent"),
        [
            ("Market", (12470, 2, 6235), [18400, 21150, 12470], [16, 13]),
            ("Landlord", (70000, 2, 35000), [70000, 70000, 70000], [20, 12]),
            ("Cinema", (0, 0, 0), [0, 53300, 0], []),
        ],
    )
    async def test_shows_the_period_and_those_before(
        self,
        work: AnyWork,
        vendor: str,
        figures: tuple[int, int, int],
        trend: list[int],
        recent: list[int],
    ) -> None:
        asked = await asking(work)

        found = await detail(asked, vendor, "P3")

        assert (found.spend_minor, found.purchases, found.average_minor) == figures
        assert [one.spend_minor for one in found.trend] == trend
        assert [one.name for one in found.trend] == ["P1", "P2", "P3"]
        booked = {row.id: number for number, row in enumerate(asked.house.transactions, start=1)}
        assert [booked[one.id] for one in found.recent] == recent
        assert [one.name for one in found.excluded_accounts] == ["Dollars"]

    async def test_ranks_what_the_money_was_for(self, work: AnyWork) -> None:
        found = await detail(await asking(work), "Market")

        assert [(one.name, one.spend_minor, one.basis_points) for one in found.top_categories] == [
            ("Food", 9870, 7915),
            ("Leisure", 2600, 2085),
        ]
        assert [one.category_name for one in found.recent] == ["Leisure", "Food"]

    async def test_goes_no_further_than_the_period_asked_about(self, work: AnyWork) -> None:
        found = await detail(await asking(work), "Market", "P1")

        assert [(one.name, one.spend_minor) for one in found.trend] == [("P1", 18400)]

    async def test_looks_for_the_vendor_before_the_period(self, work: AnyWork) -> None:
        asked = await asking(work, day="2040-01-01")
        stranger = await new_user(work)
        read = ReadVendorDetail(work=work, clock=FixedClock(asked.now))
        market = asked.house.vendors["Market"].id

        async def refused(owner: UserId, vendor: VendorId, period: str | None) -> None:
            await read(owner=owner, vendor=vendor, period=asked.period(period))

        with pytest.raises(VendorNotFound):
            await refused(stranger, market, "P3")
        with pytest.raises(NoCurrentPeriod):
            await refused(asked.owner, market, None)
        with pytest.raises(PeriodNotFound):
            await read(owner=asked.owner, vendor=market, period=market)
