"""Preferences over HTTP."""

from litestar import Controller, get, put
from litestar.params import JSONBody

from piggypulse_core.settings.usecases.preferences import GetPreferences, UpdatePreferences
from piggypulse_http.edge.body import SignedIn
from piggypulse_http.settings.wire.preferences import (
    PreferencesIn,
    PreferencesOut,
    preferences_form,
    preferences_out,
)


class PreferencesController(Controller):
    """How people like to see things."""

    path = "/settings/preferences"
    tags = ("Settings",)
    get_preferences: GetPreferences
    update_preferences: UpdatePreferences

    @get("", operation_id="getPreferences")
    async def show(self, request: SignedIn) -> PreferencesOut:
        """Show the preferences, the defaults until something else is said."""
        return preferences_out(await self.get_preferences(owner=request.user.id))

    @put("", operation_id="updatePreferences")
    async def update(self, request: SignedIn, data: JSONBody[PreferencesIn]) -> PreferencesOut:
        """Change the preferences; members that are absent or null stay as they are.

        A layout, when sent, replaces the whole one before. It is kept as sent: its ids need not
        be those of accounts there are.
        """
        preferences = await self.update_preferences(
            owner=request.user.id, form=preferences_form(data)
        )
        return preferences_out(preferences)
