"""Preferences on the wire."""

from typing import Annotated, TypeVar
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from piggypulse_core.settings.model.preferences import (
    LANGUAGE_LENGTH_MAX,
    LAYOUT_ITEMS_MAX,
    TOLERANCE_DEFAULT_BASIS_POINTS,
    TOLERANCE_MAX_BASIS_POINTS,
    WIDGET_LENGTH_MAX,
    ColorTheme,
    DashboardLayout,
    DateFormat,
    NumberFormat,
    Preferences,
    PreferencesForm,
    Theme,
)
from piggypulse_http.edge.types import NO_NUL

Value = TypeVar("Value")

Widgets = Annotated[
    list[Annotated[str, Meta(pattern=NO_NUL, max_length=WIDGET_LENGTH_MAX)]],
    Meta(max_length=LAYOUT_ITEMS_MAX),
]
AccountIds = Annotated[list[UUID], Meta(max_length=LAYOUT_ITEMS_MAX)]
Language = Annotated[
    str,
    Meta(
        max_length=LANGUAGE_LENGTH_MAX,
        pattern="^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        description="A language tag such as en or pt-BR.",
    ),
]
BasisPoints = Annotated[
    int,
    Meta(
        ge=0,
        le=TOLERANCE_MAX_BASIS_POINTS,
        description="How far beyond its budget a period may go and count as within it; 100 are "
        f"one percent. {TOLERANCE_DEFAULT_BASIS_POINTS} unless said otherwise.",
    ),
]


class DashboardLayoutIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """What a dashboard shows; lists that are left out are empty."""

    widget_order: Widgets | UnsetType | None = UNSET
    hidden_widgets: Widgets | UnsetType | None = UNSET
    visible_account_ids: AccountIds | UnsetType | None = UNSET


class PreferencesIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """Changed preferences; what is absent or null stays, and a layout is replaced as a whole."""

    theme: Theme | UnsetType | None = UNSET
    date_format: DateFormat | UnsetType | None = UNSET
    number_format: NumberFormat | UnsetType | None = UNSET
    language: Language | UnsetType | None = UNSET
    compact_mode: bool | UnsetType | None = UNSET
    dashboard_layout: DashboardLayoutIn | UnsetType | None = UNSET
    color_theme: ColorTheme | UnsetType | None = UNSET
    stability_tolerance_basis_points: BasisPoints | UnsetType | None = UNSET


class DashboardLayoutOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """What a dashboard shows, as a client has said it."""

    widget_order: list[str]
    hidden_widgets: list[str]
    visible_account_ids: list[UUID]


class PreferencesOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """How somebody likes to see things."""

    theme: Theme
    date_format: DateFormat
    number_format: NumberFormat
    language: str
    compact_mode: bool
    dashboard_layout: DashboardLayoutOut
    color_theme: ColorTheme
    stability_tolerance_basis_points: int


def preferences_form(body: PreferencesIn, /) -> PreferencesForm:
    """What a client has sent."""
    return PreferencesForm(
        theme=_said(body.theme),
        date_format=_said(body.date_format),
        number_format=_said(body.number_format),
        language=_said(body.language),
        compact_mode=_said(body.compact_mode),
        dashboard_layout=_layout(_said(body.dashboard_layout)),
        color_theme=_said(body.color_theme),
        stability_tolerance_basis_points=_said(body.stability_tolerance_basis_points),
    )


def _layout(sent: DashboardLayoutIn | None) -> DashboardLayout | None:
    if sent is None:
        return None
    return DashboardLayout(
        widget_order=tuple(_said(sent.widget_order) or ()),
        hidden_widgets=tuple(_said(sent.hidden_widgets) or ()),
        visible_account_ids=tuple(_said(sent.visible_account_ids) or ()),
    )


def _said(value: Value | UnsetType | None) -> Value | None:
    """Absent and null both leave a member as it is."""
    return None if isinstance(value, UnsetType) else value


def preferences_out(preferences: Preferences, /) -> PreferencesOut:
    """The preferences' reply."""
    layout = preferences.dashboard_layout
    return PreferencesOut(
        theme=preferences.theme,
        date_format=preferences.date_format,
        number_format=preferences.number_format,
        language=preferences.language,
        compact_mode=preferences.compact_mode,
        dashboard_layout=DashboardLayoutOut(
            widget_order=list(layout.widget_order),
            hidden_widgets=list(layout.hidden_widgets),
            visible_account_ids=list(layout.visible_account_ids),
        ),
        color_theme=preferences.color_theme,
        stability_tolerance_basis_points=preferences.stability_tolerance_basis_points,
    )
