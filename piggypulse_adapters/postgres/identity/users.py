"""Users in PostgreSQL."""

from dataclasses import dataclass
from datetime import datetime

from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.refusals import translated
from piggypulse_adapters.postgres.statements import load
from piggypulse_core.identity.model.user import NewUser, SignInName, User
from piggypulse_core.identity.ports import UserStore
from piggypulse_core.kernel.ids import UserId

SQL = load(package=__package__, file="users.sql")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresUsers(UserStore):
    """The users seen through one connection."""

    connection: Connection

    async def add(self, *, owner: UserId, user: NewUser) -> None:
        with translated():
            await self.connection.execute(
                SQL["add_user"],
                {
                    "owner": owner,
                    "email": user.email,
                    "email_key": user.email_key,
                    "password_hash": user.password_hash,
                    "name": user.name,
                    "currency_code": user.currency_code,
                    "avatar": user.avatar,
                    "timezone": user.timezone,
                    "created_at": user.created_at,
                },
            )

    async def get(self, *, owner: UserId) -> User:
        cursor = await self.connection.execute(SQL["get_user"], {"owner": owner}, binary=True)
        row = await cursor.fetchone()
        assert row is not None, "only users ask for themselves"
        return User(
            id=owner,
            email=row[0],
            name=row[1],
            currency_code=row[2],
            two_factor_enabled=row[3],
        )

    async def find(self, *, email_key: str) -> SignInName | None:
        cursor = await self.connection.execute(
            SQL["find_sign_in_name"], {"email_key": email_key}, binary=True
        )
        row = await cursor.fetchone()
        if row is None:
            return None
        return SignInName(
            owner=UserId(row[0]),
            password_hash=row[1],
            last_reset_at=row[2],
            password_changed_at=row[3],
        )

    async def password_hash(self, *, owner: UserId) -> str | None:
        cursor = await self.connection.execute(
            SQL["get_password_hash"], {"owner": owner}, binary=True
        )
        row = await cursor.fetchone()
        return None if row is None else str(row[0])

    async def hold(self, *, owner: UserId) -> str | None:
        cursor = await self.connection.execute(SQL["hold_user"], {"owner": owner}, binary=True)
        row = await cursor.fetchone()
        return None if row is None else str(row[0])

    async def save_password(
        self,
        *,
        owner: UserId,
        password_hash: str,
        changed_at: datetime | None = None,
        reset_at: datetime | None = None,
    ) -> None:
        await self.connection.execute(
            SQL["save_password"],
            {
                "owner": owner,
                "password_hash": password_hash,
                "changed_at": changed_at or reset_at,
                "reset_at": reset_at,
            },
        )
