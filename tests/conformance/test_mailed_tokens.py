"""The store of mailed tokens, held to one suite over memory and PostgreSQL."""

import asyncio
from datetime import datetime, timedelta

import pytest

from piggypulse_adapters.security.tokens import SystemTokens
from piggypulse_core.identity.model.mailed_token import (
    MAILED_TOKEN_KINDS,
    MailedToken,
    MailedTokenKind,
    new_mailed_token,
)
from piggypulse_core.kernel.ids import UserId
from tests.support.clock import NOW
from tests.support.works import AnyWork

END = NOW + timedelta(minutes=10)
SECOND = timedelta(seconds=1)


def made(kind: MailedTokenKind = "reset", *, until: datetime = END) -> MailedToken:
    chance = SystemTokens().chance()
    return new_mailed_token(kind=kind, chance=chance, expires_at=until).token


async def keep(work: AnyWork, owner: UserId, token: MailedToken) -> MailedToken:
    async with work() as unit:
        await unit.mailed_tokens.replace(owner=owner, token=token)
    return token


async def found(
    work: AnyWork, token: MailedToken, *, at: datetime = NOW, kind: MailedTokenKind | None = None
) -> UserId | None:
    async with work.reading() as unit:
        return await unit.mailed_tokens.find(digest=token.digest, kind=kind or token.kind, at=at)


async def taken(
    work: AnyWork,
    owner: UserId,
    token: MailedToken,
    *,
    at: datetime = NOW,
    kind: MailedTokenKind | None = None,
) -> bool:
    async with work() as unit:
        return await unit.mailed_tokens.take(
            owner=owner, digest=token.digest, kind=kind or token.kind, at=at
        )


class TestMailedTokenStore:
    @pytest.mark.parametrize("kind", MAILED_TOKEN_KINDS)
    async def test_finds_whose_it_is_until_it_is_taken(
        self, work: AnyWork, alice: UserId, kind: MailedTokenKind
    ) -> None:
        token = await keep(work, alice, made(kind))

        assert await found(work, token) == alice
        assert await taken(work, alice, token)
        assert not await taken(work, alice, token)
        assert await found(work, token) is None

    async def test_works_until_its_end_and_not_at_it(self, work: AnyWork, alice: UserId) -> None:
        token = await keep(work, alice, made())

        for late in (END, END + SECOND):
            assert await found(work, token, at=late) is None
            assert not await taken(work, alice, token, at=late)
        assert await found(work, token, at=END - SECOND) == alice
        assert await taken(work, alice, token, at=END - SECOND)

    async def test_another_kind_is_another_token(self, work: AnyWork, alice: UserId) -> None:
        token = await keep(work, alice, made("unlock"))

        for kind in ("reset", "emergency"):
            assert await found(work, token, kind=kind) is None
            assert not await taken(work, alice, token, kind=kind)
        assert await taken(work, alice, token)

    async def test_only_the_newest_of_a_kind_works(self, work: AnyWork, alice: UserId) -> None:
        older, newer, other = made(), made(), made("emergency")
        for token in (older, other, newer):
            await keep(work, alice, token)

        assert await found(work, older) is None
        assert not await taken(work, alice, older)
        assert [await found(work, one) for one in (newer, other)] == [alice, alice]

    async def test_is_nobody_elses_to_take_or_to_replace(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        token = await keep(work, alice, made())
        await keep(work, bob, made())

        assert not await taken(work, bob, token)
        assert await found(work, token) == alice

    async def test_voids_the_kinds_that_are_named_of_one_person(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        mine = [await keep(work, alice, made(kind)) for kind in MAILED_TOKEN_KINDS]
        his = await keep(work, bob, made())

        async with work() as unit:
            await unit.mailed_tokens.void(owner=alice, kinds=["emergency"])
        assert [await found(work, one) for one in mine] == [alice, None, alice]

        async with work() as unit:
            await unit.mailed_tokens.void(owner=alice)
        assert [await found(work, one) for one in mine] == [None, None, None]
        assert await found(work, his) == bob

    async def test_purges_what_does_not_work_any_more(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        dead, living = (
            await keep(work, alice, made()),
            await keep(work, bob, made(until=END + SECOND)),
        )

        async with work() as unit:
            await unit.mailed_tokens.purge(before=END + SECOND)

        assert await found(work, dead) is None
        assert await found(work, living) == bob

    async def test_of_sixteen_that_take_it_one_does(self, work: AnyWork, alice: UserId) -> None:
        token = await keep(work, alice, made())

        won = await asyncio.gather(*(taken(work, alice, token) for _ in range(16)))

        assert won.count(True) == 1
