"""Slow sums in a thread of their own."""

from threading import Event, get_ident

from piggypulse_adapters.system.aside import ThreadAside


async def test_somebody_is_asked_until_the_sum_is_done() -> None:
    asked, done = [], Event()

    async def ask() -> None:
        asked.append(get_ident())
        done.set()

    def work() -> int:
        assert done.wait(timeout=10)
        return get_ident()

    thread = await ThreadAside(pause_seconds=0.01)(work, meanwhile=ask)

    assert set(asked) == {get_ident()}
    assert thread != get_ident()
