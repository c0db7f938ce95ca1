"""Preferences: how somebody likes to see things, and how strictly their budget is judged."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Literal
from uuid import UUID

from piggypulse_core.kernel.refusal import Faults
from piggypulse_core.kernel.text import is_storable

Theme = Literal["light", "dark", "system"]
DateFormat = Literal["DD/MM/YYYY", "MM/DD/YYYY", "YYYY-MM-DD"]
NumberFormat = Literal["1,234.56", "1.234,56", "1 234,56"]
ColorTheme = Literal["nebula", "sunrise", "neon", "tropical", "candy_pop", "moonlit"]

LANGUAGE_LENGTH_MAX = 35
"""What RFC 5646, section 4.4.1, asks a buffer for language tags to hold."""
LAYOUT_ITEMS_MAX = 300
WIDGET_LENGTH_MAX = 100
TOLERANCE_DEFAULT_BASIS_POINTS = 500
TOLERANCE_MAX_BASIS_POINTS = 10_000

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class DashboardLayout:
    """What a dashboard shows and where, in a client's own words; nothing is read into them."""

    widget_order: Sequence[str] = ()
    hidden_widgets: Sequence[str] = ()
    visible_account_ids: Sequence[UUID] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PreferencesForm:
    """Preferences as a client sends them; what is None stays as it is."""

    theme: Theme | None = None
    date_format: DateFormat | None = None
    number_format: NumberFormat | None = None
    language: str | None = None
    compact_mode: bool | None = None
    dashboard_layout: DashboardLayout | None = None
    color_theme: ColorTheme | None = None
    stability_tolerance_basis_points: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """How somebody likes to see things; the tolerance is how far over budget counts as within."""

    theme: Theme = "light"
    date_format: DateFormat = "DD/MM/YYYY"
    number_format: NumberFormat = "1,234.56"
    language: str = "en"
    compact_mode: bool = False
    dashboard_layout: DashboardLayout = DashboardLayout()
    color_theme: ColorTheme = "nebula"
    stability_tolerance_basis_points: int = TOLERANCE_DEFAULT_BASIS_POINTS

    def changed(self, *, form: PreferencesForm) -> "Preferences":
        """A layout replaces the one before as a whole; raises InvalidInput."""
        said = {field.name: getattr(form, field.name) for field in fields(form)}
        new = replace(self, **{name: value for name, value in said.items() if value is not None})
        faults = Faults()
        _check_language(new.language, faults)
        _check_tolerance(new.stability_tolerance_basis_points, faults)
        _check_layout(new.dashboard_layout, faults)
        faults.settle()
        return new


def _check_language(language: str, faults: Faults) -> None:
    if len(language) > LANGUAGE_LENGTH_MAX or not _LANGUAGE.fullmatch(language):
        faults.add(
            field="language", code="bad_format", message="Is no language tag such as en or pt-BR."
        )


def _check_tolerance(basis_points: int, faults: Faults) -> None:
    if not 0 <= basis_points <= TOLERANCE_MAX_BASIS_POINTS:
        faults.add(
            field="stabilityToleranceBasisPoints",
            code="out_of_range",
            message=f"Must lie between 0 and {TOLERANCE_MAX_BASIS_POINTS} basis points.",
        )


def _check_layout(layout: DashboardLayout, faults: Faults) -> None:
    _check_count(len(layout.visible_account_ids), "visibleAccountIds", faults)
    for member, widgets in (
        ("widgetOrder", layout.widget_order),
        ("hiddenWidgets", layout.hidden_widgets),
    ):
        _check_count(len(widgets), member, faults)
        for place, widget in enumerate(widgets):
            _check_widget(widget, f"/dashboardLayout/{member}/{place}", faults)


def _check_count(count: int, member: str, faults: Faults) -> None:
    if count > LAYOUT_ITEMS_MAX:
        faults.add(
            field=f"/dashboardLayout/{member}",
            code="too_long",
            message=f"Takes at most {LAYOUT_ITEMS_MAX} elements.",
        )


def _check_widget(widget: str, field: str, faults: Faults) -> None:
    """Kept as it was sent: not trimmed, since the client will look for it again."""
    if not is_storable(text=widget):
        faults.add(field=field, code="bad_format", message="Holds characters that cannot be kept.")
    elif len(widget) > WIDGET_LENGTH_MAX:
        faults.add(
            field=field,
            code="too_long",
            message=f"Takes at most {WIDGET_LENGTH_MAX} characters.",
        )
