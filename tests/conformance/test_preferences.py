"""The store of preferences, held to one suite over memory and PostgreSQL."""

import asyncio
from dataclasses import replace

import pytest

from piggypulse_core.kernel.ids import UserId
from piggypulse_core.settings.model.preferences import Preferences, PreferencesForm
from piggypulse_core.settings.usecases.preferences import GetPreferences, UpdatePreferences
from tests.core.settings.test_preferences import FULL, MEMBERS, only
from tests.support.works import AnyWork

CHANGED = Preferences().changed(form=FULL)


async def shown(work: AnyWork, owner: UserId) -> Preferences:
    return await GetPreferences(work=work)(owner=owner)


class TestPreferencesStore:
    @pytest.mark.parametrize("kept", [CHANGED, Preferences()])
    async def test_keeps_every_member(
        self, work: AnyWork, alice: UserId, bob: UserId, kept: Preferences
    ) -> None:
        for preferences in (replace(CHANGED, theme="system"), kept):
            async with work() as unit:
                await unit.preferences.save(owner=alice, preferences=preferences)

        assert await shown(work, alice) == kept
        assert await shown(work, bob) == Preferences()

    async def test_clients_that_write_different_members_at_once_lose_nothing(
        self, work: AnyWork, alice: UserId
    ) -> None:
        update = UpdatePreferences(work=work)
        forms: list[PreferencesForm] = [only(member) for member in MEMBERS] * 2

        await asyncio.gather(*(update(owner=alice, form=form) for form in forms))

        assert await shown(work, alice) == CHANGED
