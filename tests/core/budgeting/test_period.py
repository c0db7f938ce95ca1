"""What a period is, seen from a day."""

from datetime import date

import pytest

from piggypulse_adapters.system.ids import CountingIds
from piggypulse_core.budgeting.model.period import Period, PeriodId, PeriodStatus

MAY = Period(
    id=PeriodId(CountingIds().new()), name="May", start=date(2026, 5, 1), end=date(2026, 5, 31)
)


class TestPeriod:
    @pytest.mark.parametrize(
        ("today", "status", "elapsed", "remaining", "progress"),
        [
            (date(2026, 4, 30), "upcoming", 0, 31, 0),
            (date(2026, 5, 1), "active", 1, 30, 3),
            (date(2026, 5, 16), "active", 16, 15, 52),
            (date(2026, 5, 31), "active", 31, 0, 100),
            (date(2026, 6, 1), "past", 31, 0, 100),
        ],
    )
    def test_counts_today_as_elapsed(
        self, today: date, status: PeriodStatus, elapsed: int, remaining: int, progress: int
    ) -> None:
        assert MAY.length == 31
        assert MAY.status(today=today) == status
        assert MAY.elapsed(today=today) == elapsed
        assert MAY.remaining(today=today) == remaining
        assert MAY.progress(today=today) == progress

    def test_ends_what_has_begun_today(self) -> None:
        assert MAY.begun(today=date(2026, 4, 30)) is None
        begun = MAY.begun(today=date(2026, 5, 3))
        assert begun is not None
        assert (begun.start, begun.end) == (MAY.start, date(2026, 5, 3))
        assert MAY.begun(today=date(2027, 1, 1)) == MAY.span

    def test_projects_the_pace_so_far(self) -> None:
        assert MAY.projected(total=100, to_date=100, today=date(2026, 5, 10)) == 310
        assert MAY.projected(total=100, to_date=50, today=date(2026, 4, 1)) == 100

    def test_never_projects_less_than_is_recorded(self) -> None:
        assert MAY.projected(total=900, to_date=10, today=date(2026, 5, 30)) == 900
        assert MAY.projected(total=900, to_date=900, today=date(2026, 8, 1)) == 900
