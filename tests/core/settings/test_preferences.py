"""What people can do with their preferences."""

import asyncio
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.refusal import InvalidInput
from piggypulse_core.settings.model.preferences import (
    DashboardLayout,
    Preferences,
    PreferencesForm,
)
from piggypulse_core.settings.usecases.preferences import GetPreferences, UpdatePreferences

LAYOUT = DashboardLayout(
    widget_order=(" cash flow ", "", "e\u0301"),
    hidden_widgets=("x" * 100,) * 300,
    visible_account_ids=(UUID(int=7),) * 2,
)
FULL = PreferencesForm(
    theme="dark",
    date_format="YYYY-MM-DD",
    number_format="1 234,56",
    language="pt-BR",
    compact_mode=True,
    dashboard_layout=LAYOUT,
    color_theme="candy_pop",
    stability_tolerance_basis_points=0,
)
MEMBERS = tuple(FULL.__dataclass_fields__)


def only(*members: str) -> PreferencesForm:
    """The full form, silent on everything else."""
    return replace(FULL, **dict.fromkeys(set(MEMBERS) - set(members)))


def faults(form: PreferencesForm) -> list[tuple[str, str]]:
    with pytest.raises(InvalidInput) as refused:
        Preferences().changed(form=form)
    return [(fault.field, fault.code) for fault in refused.value.faults]


class TestChanging:
    def test_takes_each_member_as_it_is(self) -> None:
        new = Preferences().changed(form=FULL)

        assert {name: getattr(new, name) for name in MEMBERS} == {
            name: getattr(FULL, name) for name in MEMBERS
        }

    @given(st.permutations(MEMBERS), st.integers(0, len(MEMBERS)))
    def test_in_parts_is_the_same_in_whatever_order(self, members: list[str], cut: int) -> None:
        first, second = members[:cut], members[cut:]

        parted = Preferences().changed(form=only(*first)).changed(form=only(*second))

        assert parted == Preferences().changed(form=FULL)

    def test_to_nothing_keeps_everything(self) -> None:
        there = Preferences().changed(form=FULL)

        assert there.changed(form=PreferencesForm()) == there

    def test_replaces_a_layout_as_a_whole(self) -> None:
        there = Preferences().changed(form=FULL)

        other = DashboardLayout(widget_order=("a",))
        new = there.changed(form=PreferencesForm(dashboard_layout=other))

        assert new.dashboard_layout == other

    def test_names_every_fault_at_once(self) -> None:
        layout = DashboardLayout(
            widget_order=("ok", "\x00", "\ud800", "x" * 101),
            hidden_widgets=("x",) * 301,
            visible_account_ids=(UUID(int=1),) * 301,
        )
        form = PreferencesForm(
            language="e", dashboard_layout=layout, stability_tolerance_basis_points=10_001
        )

        assert faults(form) == [
            ("language", "bad_format"),
            ("stabilityToleranceBasisPoints", "out_of_range"),
            ("/dashboardLayout/visibleAccountIds", "too_long"),
            ("/dashboardLayout/widgetOrder/1", "bad_format"),
            ("/dashboardLayout/widgetOrder/2", "bad_format"),
            ("/dashboardLayout/widgetOrder/3", "too_long"),
            ("/dashboardLayout/hiddenWidgets", "too_long"),
        ]

    @pytest.mark.parametrize("language", ["en", "EN", "gsw", "zh-Hans-CN", "sl-rozaj-biske-1994"])
    def test_a_language_is_a_tag(self, language: str) -> None:
        new = Preferences().changed(form=PreferencesForm(language=language))

        assert new.language == language

    @pytest.mark.parametrize(
        "language", ["", "e", "engl", "en_US", "en-", "en-x", "en\n", "1n", "en" + "-abcdefgh" * 4]
    )
    def test_nothing_else_is(self, language: str) -> None:
        assert faults(PreferencesForm(language=language)) == [("language", "bad_format")]

    @pytest.mark.parametrize("basis_points", [0, 10_000])
    def test_a_tolerance_may_be_nothing_or_everything(self, basis_points: int) -> None:
        form = PreferencesForm(stability_tolerance_basis_points=basis_points)

        assert Preferences().changed(form=form).stability_tolerance_basis_points == basis_points


class TestUpdatePreferences:
    async def test_is_seen_by_its_owner_alone(
        self, work: MemoryWork, alice: UserId, bob: UserId
    ) -> None:
        reply = await UpdatePreferences(work=work)(owner=alice, form=FULL)

        assert await GetPreferences(work=work)(owner=alice) == reply
        assert await GetPreferences(work=work)(owner=bob) == Preferences()

    async def test_refused_changes_nothing(self, work: MemoryWork, alice: UserId) -> None:
        form = replace(FULL, language="?")

        with pytest.raises(InvalidInput):
            await UpdatePreferences(work=work)(owner=alice, form=form)

        assert await GetPreferences(work=work)(owner=alice) == Preferences()

    async def test_many_at_once_lose_nothing(self, work: MemoryWork, alice: UserId) -> None:
        update = UpdatePreferences(work=work)

        await asyncio.gather(*(update(owner=alice, form=only(member)) for member in MEMBERS))

        preferences = await GetPreferences(work=work)(owner=alice)
        assert preferences == Preferences().changed(form=FULL)
