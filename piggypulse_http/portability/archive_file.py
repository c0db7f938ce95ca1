"""An archive out of a file: its rows as forms, or everything in it that has the wrong shape."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import IO, Any

import msgspec

from piggypulse_core.kernel.refusal import Fault, InvalidInput, Refusal
from piggypulse_core.portability.model.archive import ARCHIVE_FORMAT
from piggypulse_core.portability.model.findings import Findings
from piggypulse_core.portability.model.former import (
    Former,
    FormerAccount,
    FormerCategory,
    FormerTransaction,
    incoming_from,
)
from piggypulse_core.portability.model.incoming import (
    ROWS_MAX,
    TRANSACTIONS_MAX,
    Incoming,
    IncomingProfile,
    IncomingSchedule,
    IncomingSettings,
)
from piggypulse_http.edge.body import located
from piggypulse_http.portability.json_stream import JsonStream, Part, has_member
from piggypulse_http.portability.wire.charge_rows import ArchivedLens, ArchivedSubscription
from piggypulse_http.portability.wire.exports import ArchivedProfile
from piggypulse_http.portability.wire.imports import IncomingHead, IncomingSettingsIn
from piggypulse_http.portability.wire.incoming_plans import (
    incoming_goal,
    incoming_overlay,
    incoming_period,
    incoming_schedule,
    incoming_subscription,
)
from piggypulse_http.portability.wire.incoming_rows import (
    incoming_account,
    incoming_category,
    incoming_transaction,
    incoming_vendor,
)
from piggypulse_http.portability.wire.ledger_rows import (
    ArchivedAccount,
    ArchivedCategory,
    ArchivedTransaction,
    ArchivedVendor,
)
from piggypulse_http.portability.wire.plan_rows import (
    ArchivedGoal,
    ArchivedManualSchedule,
    ArchivedPeriod,
    ArchivedSchedule,
)
from piggypulse_http.settings.wire.preferences import preferences_form

Mapper = Callable[[int, Any], object]


def _with_place(place: int, row: object) -> tuple[int, object]:
    return place, row


SHAPES: Mapping[str, tuple[type, Mapper]] = MappingProxyType(
    {
        "accounts": (ArchivedAccount, incoming_account),
        "categories": (ArchivedCategory, incoming_category),
        "vendors": (ArchivedVendor, incoming_vendor),
        "periods": (ArchivedPeriod, incoming_period),
        "goals": (ArchivedGoal, incoming_goal),
        "subscriptions": (ArchivedSubscription, incoming_subscription),
        "overlays": (ArchivedLens, incoming_overlay),
        "transactions": (ArchivedTransaction, incoming_transaction),
    }
)
FORMER_SHAPES: Mapping[str, tuple[type, Mapper]] = MappingProxyType(
    {
        "accounts": (FormerAccount, _with_place),
        "categories": (FormerCategory, _with_place),
        "transactions": (FormerTransaction, _with_place),
    }
)
LISTS: Mapping[str, int] = MappingProxyType(
    {name: TRANSACTIONS_MAX if name == "transactions" else ROWS_MAX for name in SHAPES}
)


def incoming_of(*, file: IO[bytes]) -> Incoming:
    """What a file brings; no row is looked at further than its shape.

    Raises InvalidInput naming rows of a wrong shape, MalformedBody and TooManyRows.
    """
    is_former = not has_member(file=file, name="format")
    file.seek(0)
    read = _Read(shapes=FORMER_SHAPES if is_former else SHAPES)
    for part in JsonStream(file=file, lists=LISTS):
        read.take(part)
    read.findings.settle()
    if is_former:
        return incoming_from(Former(**read.rows))
    return Incoming(settings=read.settings, schedule=read.schedule, **read.rows)


@dataclass(slots=True)
class _Read:
    """What was read so far."""

    shapes: Mapping[str, tuple[type, Mapper]]
    findings: Findings = field(default_factory=Findings)
    rows: dict[str, Any] = field(default_factory=dict)
    settings: IncomingSettings = field(default_factory=IncomingSettings)
    schedule: IncomingSchedule | None = None

    def take(self, part: Part) -> None:
        """One member or row; what it has wrong is noted, and reading goes on."""
        at = f"/{part.name}" if part.place is None else f"/{part.name}/{part.place}"
        try:
            self._take(part)
        except msgspec.ValidationError as error:
            self.findings.add(InvalidInput, located(str(error)), at=at)
        except Refusal as refusal:
            self.findings.note(refusal, at=at)

    def _take(self, part: Part) -> None:
        if part.name in self.shapes:
            self._row(part)
        elif self.shapes is SHAPES:
            self._once(part)

    def _row(self, part: Part) -> None:
        if part.place is None:
            raise msgspec.ValidationError("Expected `array`")
        shape, mapped = self.shapes[part.name]
        value = _with_instant(part.value) if shape is FormerTransaction else part.value
        row = mapped(part.place, msgspec.convert(value, shape, strict=True))
        self.rows.setdefault(part.name, []).append(row)

    def _once(self, part: Part) -> None:
        match part.name:
            case "format" if part.value != ARCHIVE_FORMAT:
                fault = Fault(field="", code="unknown_value", message="No format we know.")
                raise InvalidInput(faults=[fault])
            case "version" | "exportedAt":
                msgspec.convert({part.name: part.value}, IncomingHead, strict=True)
            case "settings":
                self.settings = _settings(
                    msgspec.convert(part.value, IncomingSettingsIn, strict=True)
                )
            case "schedule" if part.value is not None:
                self.schedule = _schedule(part.value)


def _with_instant(row: object) -> object:
    """The product before wrote a day for some transactions, an instant for others."""
    said = row.get("occurred_at") if isinstance(row, dict) else None
    if isinstance(row, dict) and isinstance(said, str) and len(said) == len("2025-01-31"):
        return {**row, "occurred_at": f"{said}T00:00:00Z"}
    return row


def _schedule(value: object) -> IncomingSchedule:
    is_manual = isinstance(value, dict) and value.get("scheduleType") == "manual"
    if is_manual:
        return incoming_schedule(msgspec.convert(value, ArchivedManualSchedule, strict=True))
    return incoming_schedule(msgspec.convert(value, ArchivedSchedule, strict=True))


def _settings(body: IncomingSettingsIn) -> IncomingSettings:
    said = body.preferences
    return IncomingSettings(
        profile=_profile(body.profile),
        preferences=None if isinstance(said, msgspec.UnsetType) else preferences_form(said),
        onboarded=body.onboarded,
    )


def _profile(said: ArchivedProfile | msgspec.UnsetType) -> IncomingProfile | None:
    if isinstance(said, msgspec.UnsetType):
        return None
    return IncomingProfile(
        name=said.name, currency=said.currency, avatar=said.avatar, timezone=said.timezone
    )
