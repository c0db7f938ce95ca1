"""An id that a file says twice, once for a row that is known here by its name."""

import pytest

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.refusal import Refusal
from tests.support.archives import Archive, golden_archive
from tests.support.exporting import Exporter
from tests.support.importing import ROWS_ALONE, Importer

TWICE = "5e0d0000-0000-4000-8000-0000000000ff"


def rows(kind: str, *names: tuple[str, str]) -> Archive:
    """Rows like the first one a person could have made, by id and name."""
    first = next(row for row in golden_archive()[kind] if not row.get("isSystem"))
    return {
        "format": "piggypulse-archive",
        kind: [{**first, "id": key, "name": name} for key, name in names],
    }


@pytest.mark.parametrize("kind", ["categories", "vendors"])
@pytest.mark.parametrize("others", [("Kiosk", "Other"), ("Other", "Kiosk"), ("Kiosk", "Shop")])
async def test_stands_for_one_row_alone(
    work: MemoryWork, alice: UserId, kind: str, others: tuple[str, str]
) -> None:
    here = [row["id"] for row in golden_archive()[kind]][:2]
    known = rows(kind, (here[0], "KIOSK"), (here[1], "SHOP"))
    await Importer(work=work).take(alice, known, choices=ROWS_ALONE)
    before = await Exporter(work=work).archive(alice)

    twice = rows(kind, *((TWICE, name) for name in others))
    with pytest.raises(Refusal) as refused:
        await Importer(work=work).take(alice, twice, choices=ROWS_ALONE)

    assert refused.value.code == "item_conflict"
    assert await Exporter(work=work).archive(alice) == before


@pytest.mark.parametrize("kind", ["categories", "vendors"])
async def test_may_say_the_same_again(work: MemoryWork, alice: UserId, kind: str) -> None:
    here = golden_archive()[kind][1]["id"]
    await Importer(work=work).take(alice, rows(kind, (here, "KIOSK")), choices=ROWS_ALONE)

    twice = rows(kind, (TWICE, "Kiosk"), (TWICE, "Kiosk"))
    report = await Importer(work=work).take(alice, twice, choices=ROWS_ALONE)

    assert (report.categories, report.vendors, report.unchanged) == (0, 0, 2)
