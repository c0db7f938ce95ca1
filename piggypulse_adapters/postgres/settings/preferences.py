"""Preferences in PostgreSQL: a row for whoever has said anything."""

from dataclasses import dataclass

from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.statements import load
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.settings.model.preferences import DashboardLayout, Preferences
from piggypulse_core.settings.ports import PreferencesStore

SQL = load(package=__package__, file="preferences.sql")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresPreferences(PreferencesStore):
    """The preferences seen through one connection."""

    connection: Connection

    async def get(self, *, owner: UserId) -> Preferences:
        cursor = await self.connection.execute(
            SQL["get_preferences"], {"owner": owner}, binary=True
        )
        row = await cursor.fetchone()
        if row is None:
            return Preferences()
        return Preferences(
            theme=row[0],
            date_format=row[1],
            number_format=row[2],
            language=row[3],
            compact_mode=row[4],
            color_theme=row[5],
            stability_tolerance_basis_points=row[6],
            dashboard_layout=DashboardLayout(
                widget_order=tuple(row[7]),
                hidden_widgets=tuple(row[8]),
                visible_account_ids=tuple(row[9]),
            ),
        )

    async def save(self, *, owner: UserId, preferences: Preferences) -> None:
        layout = preferences.dashboard_layout
        await self.connection.execute(
            SQL["save_preferences"],
            {
                "owner": owner,
                "theme": preferences.theme,
                "date_format": preferences.date_format,
                "number_format": preferences.number_format,
                "language": preferences.language,
                "is_compact": preferences.compact_mode,
                "color_theme": preferences.color_theme,
                "stability_tolerance_basis_points": preferences.stability_tolerance_basis_points,
                "widget_order": list(layout.widget_order),
                "hidden_widgets": list(layout.hidden_widgets),
                "visible_account_ids": list(layout.visible_account_ids),
            },
        )
