"""What is sealed, whosever it is, held to one suite over memory and PostgreSQL."""

from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.identity.model.two_factor import Sealed
from piggypulse_core.kernel.ids import UserId
from tests.support.clock import NOW
from tests.support.works import AnyWork


def key() -> str:
    """A key's id nobody else seals with; other tests share the database."""
    return SystemIds().new().hex


async def sealed_with(work: AnyWork, owner: UserId, key_id: str) -> Sealed:
    seed = Sealed(value=key_id.encode(), key_id=key_id)
    async with work() as unit:
        await unit.two_factor.begin(owner=owner, seed=seed, at=NOW)
    return seed


async def rest(
    work: AnyWork, *, key_id: str, whose: set[UserId], limit: int = 1
) -> list[tuple[UserId, Sealed]]:
    """Everything under other keys, page by page, of the people meant."""
    found: list[tuple[UserId, Sealed]] = []
    after = None
    while True:
        async with work.reading() as unit:
            page = await unit.seals.under_others(key_id=key_id, after=after, limit=limit)
        if not page:
            return [one for one in found if one[0] in whose]
        assert len(page) <= limit
        found += page
        after = page[-1][0]


class TestSealStore:
    async def test_tells_which_keys_are_in_use(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        first, second = key(), key()
        await sealed_with(work, alice, first)
        await sealed_with(work, bob, second)

        async with work.reading() as unit:
            keys = await unit.seals.keys()

        assert {first, second} <= set(keys)
        assert len(keys) == len(set(keys))

    async def test_lists_everything_under_other_keys_by_owner(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        first, second = key(), key()
        hers = await sealed_with(work, alice, first)
        his = await sealed_with(work, bob, second)
        both = sorted([(alice, hers), (bob, his)], key=lambda pair: pair[0])

        assert await rest(work, key_id=key(), whose={alice, bob}) == both
        assert await rest(work, key_id=first, whose={alice, bob}) == [(bob, his)]

    async def test_replaces_what_is_still_there(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        old = await sealed_with(work, alice, key())
        await sealed_with(work, bob, key())
        new = Sealed(value=b"anew", key_id=key())

        async with work() as unit:
            done = [
                await unit.seals.replace(owner=bob, old=old, new=new),
                await unit.seals.replace(owner=alice, old=old, new=new),
                await unit.seals.replace(owner=alice, old=old, new=new),
            ]

        assert done == [False, True, False]
        async with work.reading() as unit:
            kept = await unit.two_factor.get(owner=alice)
        assert kept is not None
        assert kept.seed == new
