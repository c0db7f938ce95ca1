"""Users in memory."""

from dataclasses import dataclass, replace
from datetime import datetime

from piggypulse_adapters.memory.database import Transaction
from piggypulse_core.identity.model.two_factor import TwoFactor
from piggypulse_core.identity.model.user import EmailTaken, NewUser, SignInName, User
from piggypulse_core.identity.ports import UserStore
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.settings.model.profile import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class UserRow:
    """What is kept of a user besides the profile."""

    email: str
    password_hash: str
    created_at: datetime
    last_reset_at: datetime | None = None
    password_changed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInNameRow:
    """Whose an e-mail key is; these rows have no owner, they are how one is found."""

    owner: UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryUsers(UserStore):
    """The users seen through one transaction."""

    transaction: Transaction

    async def add(self, *, owner: UserId, user: NewUser) -> None:
        names = self.transaction.writable(SignInNameRow, owner=None)
        if user.email_key in names:
            raise EmailTaken
        names[user.email_key] = SignInNameRow(owner=owner)
        self.transaction.writable(UserRow, owner=owner)[owner] = UserRow(
            email=user.email, password_hash=user.password_hash, created_at=user.created_at
        )
        self.transaction.writable(Profile, owner=owner)[owner] = Profile(
            name=user.name,
            currency_code=user.currency_code,
            avatar=user.avatar,
            timezone=user.timezone,
        )

    async def get(self, *, owner: UserId) -> User:
        profile = self.transaction.rows(Profile, owner=owner)[owner]
        factor = self.transaction.rows(TwoFactor, owner=owner).get(owner)
        return User(
            id=owner,
            email=self.transaction.rows(UserRow, owner=owner)[owner].email,
            name=profile.name,
            currency_code=profile.currency_code,
            two_factor_enabled=factor is not None and factor.confirmed_at is not None,
        )

    async def find(self, *, email_key: str) -> SignInName | None:
        name = self.transaction.rows(SignInNameRow, owner=None).get(email_key)
        if name is None:
            return None
        row = self.transaction.rows(UserRow, owner=name.owner)[name.owner]
        return SignInName(
            owner=name.owner,
            password_hash=row.password_hash,
            last_reset_at=row.last_reset_at,
            password_changed_at=row.password_changed_at,
        )

    async def password_hash(self, *, owner: UserId) -> str | None:
        row = self.transaction.rows(UserRow, owner=owner).get(owner)
        return None if row is None else row.password_hash

    async def hold(self, *, owner: UserId) -> str | None:
        return await self.password_hash(owner=owner)

    async def save_password(
        self,
        *,
        owner: UserId,
        password_hash: str,
        changed_at: datetime | None = None,
        reset_at: datetime | None = None,
    ) -> None:
        rows = self.transaction.writable(UserRow, owner=owner)
        rows[owner] = replace(
            rows[owner],
            password_hash=password_hash,
            last_reset_at=reset_at or rows[owner].last_reset_at,
            password_changed_at=changed_at or reset_at or rows[owner].password_changed_at,
        )
