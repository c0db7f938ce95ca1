"""An outlook: whose figures, of which period, as seen from which day."""

from dataclasses import dataclass
from datetime import date

from piggypulse_core.budgeting.model.period import Period
from piggypulse_core.insights.model.marks import Marks, marks
from piggypulse_core.insights.model.standpoint import Standpoint
from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.ids import UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What every figure of a period is read by."""

    owner: UserId
    standpoint: Standpoint
    today: date
    period: Period

    @property
    def currency_code(self) -> str | None:
        """The owner's currency, which figures over several accounts are in."""
        return self.standpoint.currency_code

    @property
    def marks(self) -> Marks:
        """The closes at which balances of the period are read."""
        return marks(span=self.period.span, today=self.today)

    @property
    def so_far(self) -> Span | None:
        """The period's days up to today; none before it begins."""
        return self.period.begun(today=self.today)
