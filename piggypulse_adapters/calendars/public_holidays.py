"""Public holidays of the world, out of the `holidays` package; nothing is asked of a network."""

import re
from collections.abc import Sequence
from datetime import date

from holidays import country_holidays

from piggypulse_core.budgeting.model.schedule_form import unknown_region
from piggypulse_core.budgeting.ports import HolidayCalendar

_REGION = re.compile(r"([A-Z]{2})(?:-([A-Z0-9]{1,3}))?")


class PublicHolidays(HolidayCalendar):
    """Official holidays by ISO 3166-1 country or ISO 3166-2 part of one."""

    def days(self, *, region: str, years: Sequence[int]) -> frozenset[date]:
        found = _REGION.fullmatch(region)
        if found is None:
            raise unknown_region()
        try:
            known = country_holidays(found[1], subdiv=found[2], years=years)
        except NotImplementedError:
            raise unknown_region() from None
        return frozenset(day for day in known if day.year in years)
