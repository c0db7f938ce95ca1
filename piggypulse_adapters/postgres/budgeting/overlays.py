"""Overlays in PostgreSQL."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.ledger.transactions import booking_from, transaction_from
from piggypulse_adapters.postgres.pages import page_from
from piggypulse_adapters.postgres.statements import load
from piggypulse_core.budgeting.model.overlay import (
    Member,
    Overlay,
    OverlayId,
    OverlayNotFound,
    OverlayRules,
)
from piggypulse_core.budgeting.model.overlay_figures import (
    CategorySpending,
    OverlayFigures,
    figures_of,
)
from piggypulse_core.budgeting.ports import Memberships, OverlayStore
from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import Page, PageRequest
from piggypulse_core.ledger.model.selection import UncategorizedChoice
from piggypulse_core.ledger.model.transaction import TransactionId

SQL = load(package=__package__, file="overlays.sql")


def overlay_from(row: tuple[Any, ...]) -> Overlay:
    """An overlay with caps and rules out of the first thirteen columns."""
    return Overlay(
        id=row[0],
        name=row[1],
        icon=row[2],
        span=Span(start=row[3], end=row[4]),
        mode=row[5],
        total_cap_minor=row[6],
        created_at=row[7],
        caps=dict(zip(row[8], row[9], strict=True)),
        rules=OverlayRules(
            categories=frozenset(row[10]), vendors=frozenset(row[11]), accounts=frozenset(row[12])
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresOverlays(OverlayStore, Memberships):
    """The overlays seen through one connection."""

    connection: Connection

    async def add(self, *, owner: UserId, overlay: Overlay) -> None:
        await self.connection.execute(
            SQL["add_overlay"], {**_columns(owner, overlay), "created_at": overlay.created_at}
        )
        await self._write_names(owner, overlay)

    async def get(self, *, owner: UserId, overlay: OverlayId) -> Overlay:
        cursor = await self.connection.execute(
            SQL["get_overlay"], {"owner": owner, "overlay": overlay}, binary=True
        )
        row = await cursor.fetchone()
        if row is None:
            raise OverlayNotFound
        return overlay_from(row)

    async def hold(self, *, owner: UserId, overlay: OverlayId) -> Overlay:
        # What it names is read once nobody else can write it.
        await self.connection.execute(SQL["lock_overlay"], {"owner": owner, "overlay": overlay})
        return await self.get(owner=owner, overlay=overlay)

    async def save(self, *, owner: UserId, overlay: Overlay) -> None:
        await self.connection.execute(SQL["save_overlay"], _columns(owner, overlay))
        await self.connection.execute(
            SQL["clear_overlay_names"], {"owner": owner, "overlay": overlay.id}
        )
        await self._write_names(owner, overlay)

    async def delete(self, *, owner: UserId, overlay: OverlayId) -> None:
        cursor = await self.connection.execute(
            SQL["delete_overlay"], {"owner": owner, "overlay": overlay}
        )
        if await cursor.fetchone() is None:
            raise OverlayNotFound

    async def page(self, *, owner: UserId, request: PageRequest) -> Page[Overlay]:
        cursor = await self.connection.execute(
            SQL["list_overlays"],
            {"owner": owner, "cursor": request.cursor, "limit": request.limit},
            binary=True,
        )
        return page_from(rows=await cursor.fetchall(), request=request, build=overlay_from)

    async def figures(
        self, *, owner: UserId, currency_code: str | None, overlays: Sequence[OverlayId]
    ) -> Mapping[OverlayId, OverlayFigures]:
        cursor = await self.connection.execute(
            SQL["sum_overlays"],
            {"owner": owner, "currency": currency_code, "overlays": list(overlays)},
            binary=True,
        )
        sums = defaultdict[OverlayId, list[CategorySpending]](list)
        for row in await cursor.fetchall():
            sums[row[0]].append(
                CategorySpending(
                    category_id=row[1],
                    name=row[2] or "",
                    amount_minor=int(row[3]),
                    transactions=row[4],
                )
            )
        return {key: figures_of(sums=sums[key]) for key in overlays}

    async def override(
        self, *, owner: UserId, overlay: OverlayId, transaction: TransactionId
    ) -> bool | None:
        cursor = await self.connection.execute(
            SQL["get_override"], {"owner": owner, "overlay": overlay, "transaction": transaction}
        )
        row = await cursor.fetchone()
        return None if row is None else bool(row[0])

    async def set_override(
        self,
        *,
        owner: UserId,
        overlay: OverlayId,
        transaction: TransactionId,
        included: bool | None,
    ) -> None:
        key = {"owner": owner, "overlay": overlay, "transaction": transaction}
        if included is None:
            await self.connection.execute(SQL["clear_override"], key)
        else:
            await self.connection.execute(SQL["set_override"], {**key, "included": included})

    async def add_overrides(
        self, *, owner: UserId, overlay: OverlayId, overrides: Mapping[TransactionId, bool]
    ) -> None:
        await self.connection.execute(
            SQL["add_overrides"],
            {
                "owner": owner,
                "overlay": overlay,
                "transactions": list(overrides),
                "included": list(overrides.values()),
            },
        )

    async def members(
        self,
        *,
        owner: UserId,
        overlay: Overlay,
        uncategorized: UncategorizedChoice,
        included: bool | None,
        request: PageRequest,
    ) -> Page[Member]:
        cursor = await self.connection.execute(
            SQL["list_members"],
            {
                **_names(owner, overlay),
                "first_day": overlay.span.start,
                "last_day": overlay.span.end,
                "mode": overlay.mode,
                "uncategorized": uncategorized,
                "included": included,
                "cursor": request.cursor,
                "limit": request.limit,
            },
            binary=True,
        )

        def member(row: tuple[Any, ...]) -> Member:
            said = overlay.membership(transaction=transaction_from(row), override=row[18])
            return Member(booking=booking_from(row), membership=said)

        return page_from(rows=await cursor.fetchall(), request=request, build=member)

    async def _write_names(self, owner: UserId, overlay: Overlay) -> None:
        await self.connection.execute(SQL["write_overlay_names"], _names(owner, overlay))


def _columns(owner: UserId, overlay: Overlay) -> dict[str, Any]:
    return {
        "owner": owner,
        "id": overlay.id,
        "name": overlay.name,
        "icon": overlay.icon,
        "start_on": overlay.span.start,
        "end_on": overlay.span.end,
        "mode": overlay.mode,
        "total_cap_minor": overlay.total_cap_minor,
    }


def _names(owner: UserId, overlay: Overlay) -> dict[str, Any]:
    return {
        "owner": owner,
        "overlay": overlay.id,
        "capped": list(overlay.caps),
        "caps": list(overlay.caps.values()),
        "categories": sorted(overlay.rules.categories),
        "vendors": sorted(overlay.rules.vendors),
        "accounts": sorted(overlay.rules.accounts),
    }
