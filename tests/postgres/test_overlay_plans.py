"""What overlays cost: as much on a long ledger as on a short one with equal days."""

from collections.abc import Mapping
from datetime import date

from piggypulse_adapters.postgres.budgeting.overlays import SQL
from piggypulse_adapters.postgres.work import PostgresWork
from piggypulse_core.budgeting.model.new_overlay import OverlayForm
from piggypulse_core.budgeting.model.overlay import InclusionMode
from piggypulse_core.kernel.ids import UserId
from tests.support.long_past import MODES, PERIOD, VENDOR, cost, short_and_long
from tests.support.overlaying import Viewer
from tests.support.worked_example import household

READS = ("get_overlay", "list_overlays", "sum_overlays", "get_override", "list_members")
INCLUSIONS: tuple[InclusionMode, ...] = ("manual", "rules", "all")

Asked = Mapping[str, object]


async def asked(work: PostgresWork, owner: UserId, mode: InclusionMode) -> Asked:
    """Every value the statements ask for, about an overlay over the last period of somebody."""
    house = household()
    form = OverlayForm(
        name=f"{mode} of it",
        icon=None,
        start_on=PERIOD.start,
        end_on=PERIOD.end,
        mode=mode,
        vendors=[VENDOR],
        accounts=[house.accounts["Visa"].id],
    )
    overlay = await Viewer(work=work, owner=owner).lay(form)
    return {
        "owner": owner,
        "overlay": overlay.id,
        "overlays": [overlay.id],
        "transaction": overlay.id,
        "currency": "EUR",
        "first_day": PERIOD.start,
        "last_day": PERIOD.end,
        "mode": mode,
        "categories": [],
        "vendors": [VENDOR],
        "accounts": [house.accounts["Visa"].id],
        "uncategorized": "include",
        "included": None,
        "cursor": None,
        "limit": 50,
    }


async def test_a_longer_past_costs_no_overlay_more(work: PostgresWork) -> None:
    ledgers = await short_and_long(work)
    for inclusion in INCLUSIONS:
        short, long = [await asked(work, owner, inclusion) for owner in ledgers]
        for name, mode in ((name, mode) for name in READS for mode in MODES):
            on_short, on_long = [
                await cost(work, statement=SQL[name], given=given, mode=mode)
                for given in (short, long)
            ]

            assert not on_long.is_dearer(than=on_short), (inclusion, name, mode, on_short, on_long)
            assert "transactions" not in on_long.read_whole, (inclusion, name, mode)

    # The control: an overlay over everything would be noticed.
    short, long = [await asked(work, owner, "all") for owner in ledgers]
    for mode in MODES:
        on_short, on_long = [
            await cost(
                work,
                statement=SQL["list_members"],
                given={**given, "first_day": date(1900, 1, 1)},
                mode=mode,
            )
            for given in (short, long)
        ]

        assert on_long.is_dearer(than=on_short), (mode, on_short, on_long)
