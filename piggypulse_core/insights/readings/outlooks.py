"""Finding out whose figures are asked for, and of which period."""

from datetime import datetime
from uuid import UUID

from piggypulse_core.budgeting.model.period import PeriodId
from piggypulse_core.insights.model.outlook import Outlook
from piggypulse_core.insights.ports import InsightsUnit
from piggypulse_core.kernel.ids import UserId


async def look(*, unit: InsightsUnit, owner: UserId, period: UUID | None, now: datetime) -> Outlook:
    """The outlook on a period, or on the one that contains today.

    Raises PeriodNotFound and NoCurrentPeriod.
    """
    standpoint = await unit.insights.standpoint(owner=owner)
    today = standpoint.today(now=now)
    if period is None:
        found = await unit.periods.current(owner=owner, today=today)
    else:
        found = await unit.periods.get(owner=owner, period=PeriodId(period))
    return Outlook(owner=owner, standpoint=standpoint, today=today, period=found)
