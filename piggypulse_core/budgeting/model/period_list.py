"""Which periods a list shows and in which order: the current one, what comes, what was."""

from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from piggypulse_core.budgeting.model.period import Period, PeriodStatus
from piggypulse_core.kernel.dates import FIRST_DAY, LAST_DAY, check_day
from piggypulse_core.kernel.refusal import Faults, invalid

RANK: MappingProxyType[PeriodStatus, int] = MappingProxyType(
    {"active": 0, "upcoming": 1, "past": 2}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodFilter:
    """Only those of a status, only those that share a day with since..until."""

    status: PeriodStatus | None = None
    since: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        faults = Faults()
        check_day(day=self.since or FIRST_DAY, field="from", faults=faults)
        check_day(day=self.until or LAST_DAY, field="to", faults=faults)
        faults.settle()
        if self.since is not None and self.until is not None and self.until < self.since:
            raise invalid(field="to", code="out_of_range", message="Must not lie before from.")

    def passes(self, *, period: Period, today: date) -> bool:
        """Whether the list shows a period."""
        return (
            self.status in (None, period.status(today=today))
            and (self.since is None or period.end >= self.since)
            and (self.until is None or period.start <= self.until)
        )


def place(*, period: Period, today: date) -> tuple[int, int]:
    """Sort key: current first, then upcoming by start, then past, the latest first."""
    return RANK[period.status(today=today)], abs((period.start - today).days)
