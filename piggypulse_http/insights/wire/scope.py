"""The accounts that figures over several accounts leave out, on the wire."""

from collections.abc import Sequence
from uuid import UUID

from msgspec import Struct

from piggypulse_core.insights.model.standpoint import ExcludedAccount


class ExcludedAccountOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """An account in another currency than the profile's."""

    id: UUID
    name: str
    currency_code: str


def excluded_out(accounts: Sequence[ExcludedAccount], /) -> list[ExcludedAccountOut]:
    """The list every figure over several accounts carries."""
    return [
        ExcludedAccountOut(id=one.id, name=one.name, currency_code=one.currency_code)
        for one in accounts
    ]
