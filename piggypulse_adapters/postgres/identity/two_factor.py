"""Second factors in PostgreSQL, each change one conditional statement."""

from dataclasses import dataclass
from datetime import datetime

from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.statements import load
from piggypulse_core.identity.model.session import SessionId
from piggypulse_core.identity.model.two_factor import Sealed, SetupCode, TwoFactor
from piggypulse_core.identity.ports import TwoFactorStore
from piggypulse_core.kernel.ids import UserId

SQL = load(package=__package__, file="two_factor.sql")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresTwoFactor(TwoFactorStore):
    """Second factors seen through one connection."""

    connection: Connection

    async def get(self, *, owner: UserId) -> TwoFactor | None:
        cursor = await self.connection.execute(SQL["get_two_factor"], {"owner": owner}, binary=True)
        row = await cursor.fetchone()
        if row is None:
            return None
        counter, session, until = row[5:8]
        return TwoFactor(
            seed=Sealed(value=row[0], key_id=row[1]),
            begun_at=row[2],
            confirmed_at=row[3],
            last_counter=row[4],
            setup=None
            if counter is None
            else SetupCode(counter=counter, session=session, until=until),
        )

    async def begin(self, *, owner: UserId, seed: Sealed, at: datetime) -> bool:
        cursor = await self.connection.execute(
            SQL["begin_two_factor"],
            {"owner": owner, "sealed": seed.value, "key_id": seed.key_id, "at": at},
        )
        return cursor.rowcount > 0

    async def confirm(self, *, owner: UserId, setup: SetupCode, at: datetime) -> bool:
        cursor = await self.connection.execute(
            SQL["confirm_two_factor"],
            {
                "owner": owner,
                "counter": setup.counter,
                "session": setup.session,
                "until": setup.until,
                "at": at,
            },
        )
        return cursor.rowcount > 0

    async def accept(self, *, owner: UserId, counter: int) -> bool:
        cursor = await self.connection.execute(
            SQL["accept_code"], {"owner": owner, "counter": counter}
        )
        return cursor.rowcount > 0

    async def take_setup_code(
        self, *, owner: UserId, session: SessionId, counter: int, at: datetime
    ) -> bool:
        cursor = await self.connection.execute(
            SQL["take_setup_code"],
            {"owner": owner, "session": session, "counter": counter, "at": at},
        )
        return cursor.rowcount > 0

    async def delete(self, *, owner: UserId) -> bool:
        cursor = await self.connection.execute(SQL["delete_two_factor"], {"owner": owner})
        row = await cursor.fetchone()
        return row is not None and bool(row[0])
