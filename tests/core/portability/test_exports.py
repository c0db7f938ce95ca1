"""Taking data out: who may at once, and what is written down."""

from dataclasses import replace

import pytest

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.system.turns import OwnTurns
from piggypulse_core.portability.model.export import ExportsBusy
from tests.support.exporting import NOBODY_KNOWS_WHO, Exporter, principal
from tests.support.golden_household import move_in
from tests.support.people import new_user
from tests.support.records import audit_of


@pytest.fixture
def exporter() -> Exporter:
    return Exporter(work=MemoryWork())


class TestExports:
    async def test_is_written_down_before_anything_is_read(self, exporter: Exporter) -> None:
        alice = await new_user(exporter.work)

        async with exporter.transactions(who=principal(alice), caller=NOBODY_KNOWS_WHO):
            (event,) = await audit_of(exporter.work, alice)

        assert (event.kind, event.outcome) == ("data_exported", "ok")

    async def test_goes_one_at_a_time_for_each_and_few_for_all(self, exporter: Exporter) -> None:
        alice, bob, carol = [await new_user(exporter.work) for _ in range(3)]
        async with (
            exporter.data(who=principal(alice), caller=NOBODY_KNOWS_WHO),
            exporter.transactions(who=principal(bob), caller=NOBODY_KNOWS_WHO),
        ):
            for somebody in (alice, carol):
                with pytest.raises(ExportsBusy):
                    await exporter.statement(somebody)
            assert await audit_of(exporter.work, carol) == []

        await exporter.statement(carol)
        await exporter.archive(alice)

    async def test_gives_its_turn_back_whatever_happens(self, exporter: Exporter) -> None:
        alone = replace(exporter, turns=OwnTurns(most=1))
        alice = await new_user(alone.work)
        await move_in(alone.work, alice)

        async def read_and_stumble() -> None:
            async with alone.data(who=principal(alice), caller=NOBODY_KNOWS_WHO) as archive:
                for _, batches in archive.sections():
                    await anext(batches)
                    raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            await read_and_stumble()

        assert (await alone.archive(alice))["transactions"]
