"""What the product before gave away: named by its own words, and the same when it comes again."""

import json
from datetime import timedelta
from typing import Any

import pytest

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.refusal import Refusal
from tests.support.archives import Archive
from tests.support.exporting import Exporter
from tests.support.golden_household import MOMENT
from tests.support.importing import ROWS_ALONE, Importer
from tests.support.source import ROOT

UNBOOKED = "5e0a0000-0000-4000-8000-0000000000ff"
NOBODY = "5e0a0000-0000-4000-8000-0000000000fe"

WRONG: dict[str, tuple[str, int, object]] = {
    "/accounts/1/name": ("accounts", 1, ""),
    "/accounts/1/color": ("accounts", 1, "red"),
    "/categories/2/icon": ("categories", 2, "x" * 65),
    "/transactions/0/amount": ("transactions", 0, -1),
    "/transactions/0/occurred_at": ("transactions", 0, "1899-12-31"),
    "/transactions/0/from_account_id": ("transactions", 0, NOBODY),
    "/transactions/2/to_account_id": ("transactions", 2, NOBODY),
    "/transactions/0/category_id": ("transactions", 0, NOBODY),
}


def former() -> Archive:
    path = ROOT / "tests" / "data" / "former" / "archive.json"
    archive: Archive = json.loads(path.read_text(encoding="utf-8"))
    return archive


def unbooked(*, is_archived: bool) -> Archive:
    account = {**former()["accounts"][0], "id": UNBOOKED, "is_archived": is_archived}
    return {"accounts": [account]}


async def accounts(work: MemoryWork, owner: UserId) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await Exporter(work=work).archive(owner))["accounts"]
    return found


@pytest.mark.parametrize("pointer", WRONG)
async def test_faults_are_named_by_the_members_that_are_there(
    work: MemoryWork, alice: UserId, pointer: str
) -> None:
    """X2: whoever follows the pointer comes to the value."""
    kind, place, value = WRONG[pointer]
    archive = former()
    member = pointer.rpartition("/")[2]
    assert member in archive[kind][place]
    archive[kind][place][member] = value

    with pytest.raises(Refusal) as refused:
        await Importer(work=work).take(alice, archive, choices=ROWS_ALONE)

    assert [fault.field for fault in refused.value.faults] == [pointer]


async def test_an_archived_account_nothing_was_booked_on_stays_archived(
    work: MemoryWork, alice: UserId
) -> None:
    await Importer(work=work).take(alice, unbooked(is_archived=True), choices=ROWS_ALONE)

    (account,) = await accounts(work, alice)
    assert account["archivedOn"] == MOMENT.date().isoformat()


@pytest.mark.parametrize("is_archived", [False, True])
async def test_accounts_without_bookings_are_the_same_on_another_day(
    work: MemoryWork, alice: UserId, *, is_archived: bool
) -> None:
    archive = unbooked(is_archived=is_archived)
    await Importer(work=work).take(alice, archive, choices=ROWS_ALONE)
    before = await accounts(work, alice)

    later = Importer(work=work, clock=FixedClock(MOMENT + timedelta(days=3)))
    report = await later.take(alice, archive, choices=ROWS_ALONE)

    assert (report.accounts, report.unchanged) == (0, 1)
    assert await accounts(work, alice) == before


async def test_an_account_archived_since_is_another_one(work: MemoryWork, alice: UserId) -> None:
    await Importer(work=work).take(alice, unbooked(is_archived=False), choices=ROWS_ALONE)

    with pytest.raises(Refusal) as refused:
        await Importer(work=work).take(alice, unbooked(is_archived=True), choices=ROWS_ALONE)

    assert refused.value.code == "item_conflict"
