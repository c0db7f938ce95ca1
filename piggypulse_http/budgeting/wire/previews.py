"""Previews of schedules on the wire."""

from datetime import date
from uuid import UUID

from msgspec import UNSET, Struct, UnsetType, field

from piggypulse_core.budgeting.model.naming import NamedCell
from piggypulse_core.budgeting.model.period import Period, PeriodOrigin, PeriodStatus
from piggypulse_core.budgeting.model.preview import Preview, Touch
from piggypulse_core.budgeting.model.proposal import PlanWarning, Revised
from piggypulse_http.budgeting.wire.cadences import CadenceOut, cadence_out
from piggypulse_http.budgeting.wire.schedules import Ahead, ScheduleFieldsIn


class PreviewIn(ScheduleFieldsIn, frozen=True, kw_only=True, rename="camel"):
    """A schedule as a person types it, and how many upcoming periods to show of it."""

    count: Ahead | UnsetType | None = UNSET


class KeptOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A period that stays as it is."""

    id: UUID
    name: str
    start_date: date
    end_date: date
    status: PeriodStatus
    origin: PeriodOrigin


class StateOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """What a period is called, and its days."""

    name: str
    start_date: date
    end_date: date


class UpdatedOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A period that keeps its id and gets another end or name."""

    id: UUID
    before: StateOut = field(name="from")
    to: StateOut
    number_of_transactions: int
    goal_overrides: int


class RemovedOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A period that goes, with the goals set in it alone."""

    id: UUID
    name: str
    start_date: date
    end_date: date
    number_of_transactions: int
    goal_overrides: int


class CreatedOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A period that is made; `bridging` if it begins or ends off the cadence."""

    name: str
    start_date: date
    end_date: date
    length: int
    bridging: bool
    number_of_transactions: int
    goal_overrides: int


class PreviewOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """What saving a schedule would do; `plan` names exactly that."""

    today: date
    resume_date: date | None
    cadence: CadenceOut | None
    keep: list[KeptOut]
    update: list[UpdatedOut]
    remove: list[RemovedOut]
    create: list[CreatedOut]
    warnings: list[PlanWarning]
    plan: str


def preview_out(preview: Preview, /) -> PreviewOut:
    """A preview's reply."""
    proposal = preview.proposal
    automatic = proposal.automatic
    return PreviewOut(
        today=proposal.today,
        resume_date=proposal.resume_on,
        cadence=None if automatic is None else cadence_out(automatic.cadence),
        keep=[_kept_out(one, today=proposal.today) for one in proposal.keep],
        update=[
            _updated_out(one, touch=touch)
            for one, touch in zip(proposal.update, preview.update, strict=True)
        ],
        remove=[
            _removed_out(one, touch=touch)
            for one, touch in zip(proposal.remove, preview.remove, strict=True)
        ],
        create=[
            _created_out(one, touch=touch)
            for one, touch in zip(proposal.create, preview.create, strict=True)
        ],
        warnings=list(preview.warnings),
        plan=proposal.fingerprint,
    )


def _kept_out(period: Period, *, today: date) -> KeptOut:
    return KeptOut(
        id=period.id,
        name=period.name,
        start_date=period.start,
        end_date=period.end,
        status=period.status(today=today),
        origin=period.origin,
    )


def _state_out(period: Period) -> StateOut:
    return StateOut(name=period.name, start_date=period.start, end_date=period.end)


def _updated_out(revised: Revised, *, touch: Touch) -> UpdatedOut:
    return UpdatedOut(
        id=revised.before.id,
        before=_state_out(revised.before),
        to=_state_out(revised.after),
        number_of_transactions=touch.transactions,
        goal_overrides=touch.overrides,
    )


def _removed_out(period: Period, *, touch: Touch) -> RemovedOut:
    return RemovedOut(
        id=period.id,
        name=period.name,
        start_date=period.start,
        end_date=period.end,
        number_of_transactions=touch.transactions,
        goal_overrides=touch.overrides,
    )


def _created_out(made: NamedCell, *, touch: Touch) -> CreatedOut:
    span = made.cell.span
    return CreatedOut(
        name=made.name,
        start_date=span.start,
        end_date=span.end,
        length=span.length,
        bridging=made.cell.bridging,
        number_of_transactions=touch.transactions,
        goal_overrides=touch.overrides,
    )
