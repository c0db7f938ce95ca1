"""Long ledgers, made by the database itself: each day of one looks like every other."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from piggypulse_adapters.postgres.statements import load
from piggypulse_adapters.postgres.work import PostgresWork
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.account import Account, AccountId
from piggypulse_core.ledger.model.category import CategoryId
from piggypulse_core.ledger.model.vendor import VendorId
from tests.support.people import new_user

SQL = load(package="tests.support", file="volume.sql")
A_DAY = 27
LAST_DAY = date(2026, 6, 30)
PERIOD = Span(start=LAST_DAY - timedelta(days=29), end=LAST_DAY)
"""The days figures are asked about; what went before should cost nothing."""

_IDS = SystemIds()


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """Somebody's long ledger: who, and what its transactions refer to."""

    owner: UserId
    accounts: tuple[AccountId, ...] = field(
        default_factory=lambda: tuple(AccountId(_IDS.new()) for _ in range(10))
    )
    categories: tuple[CategoryId, ...] = field(
        default_factory=lambda: tuple(CategoryId(_IDS.new()) for _ in range(30))
    )
    vendors: tuple[VendorId, ...] = field(
        default_factory=lambda: tuple(VendorId(_IDS.new()) for _ in range(100))
    )

    @property
    def known_accounts(self) -> dict[AccountId, Account]:
        """The accounts as the rules know them."""
        return {
            key: Account(
                id=key,
                type="Checking",
                name="Account",
                color="#123456",
                currency_code="EUR",
                opening_minor=0,
                created_on=LAST_DAY,
            )
            for key in self.accounts
        }


async def seeded(
    work: PostgresWork, /, *, days: int, owner: UserId | None = None, last_day: date = LAST_DAY
) -> Volume:
    """A ledger with bookings on each of so many days."""
    made = Volume(owner=owner or await new_user(work))
    async with work() as unit:
        execute = unit.connection.execute
        await execute(SQL["take_your_time"])
        for name, rows in (
            ("seed_accounts", made.accounts),
            ("seed_categories", made.categories),
            ("seed_vendors", made.vendors),
        ):
            await execute(SQL[name], {"owner": made.owner, "ids": list(rows)})
        await execute(
            SQL["seed_transactions"],
            {
                "owner": made.owner,
                "accounts": list(made.accounts),
                "categories": list(made.categories),
                "vendors": list(made.vendors),
                "days": days,
                "a_day": A_DAY,
                "last_day": last_day,
            },
        )
        await execute(SQL["seed_days"], {"owner": made.owner})
        await execute(SQL["seed_nets"], {"owner": made.owner})
    return made
