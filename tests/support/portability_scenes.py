"""Scenes of data that comes, goes out or goes away."""

from piggypulse_adapters.calendars.public_holidays import PublicHolidays
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_adapters.system.turns import OwnTurns
from piggypulse_core.portability.model.incoming import Incoming
from piggypulse_core.portability.model.report import ImportChoices
from piggypulse_core.portability.usecases.erasures import DeleteUserAccount, ResetStructure
from piggypulse_core.portability.usecases.exports import ExportData
from piggypulse_core.portability.usecases.imports import ImportData
from tests.support.importing import Here
from tests.support.people import PASSWORD
from tests.support.scene import Scene, Written, mine
from tests.support.sign_ins import ALICE, CALLER, KEYRING, Door, principal_of

IDS = SystemIds()


async def takes_data_along(door: Door) -> Scene:
    alice = await door.registered()
    take = ExportData(work=door.work, clock=door.clock, ids=IDS, turns=OwnTurns(most=1))
    yield None
    async with take(who=principal_of(alice), caller=CALLER):
        pass
    yield mine(alice)


async def brings_data_along(door: Door) -> Scene:
    alice = await door.registered()
    bring = ImportData(
        work=door.work, clock=door.clock, ids=IDS, calendar=PublicHolidays(), aside=Here()
    )
    yield None
    await bring(
        who=principal_of(alice), incoming=Incoming(), choices=ImportChoices(), caller=CALLER
    )
    yield mine(alice)


async def begins_anew(door: Door) -> Scene:
    alice = await door.registered()
    start = ResetStructure(confirm=door.confirm, work=door.work, clock=door.clock, ids=IDS)
    yield None
    await start(who=principal_of(alice), password=PASSWORD, caller=CALLER)
    yield mine(alice)


async def leaves(door: Door) -> Scene:
    alice = await door.registered()
    leave = DeleteUserAccount(
        confirm=door.confirm, work=door.work, clock=door.clock, ids=IDS, keyring=KEYRING
    )
    yield None
    await leave(who=principal_of(alice), password=PASSWORD, caller=CALLER)
    yield Written(about=ALICE)
