"""Proposals: what a schedule would do to the periods there are, before anything is done."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Literal

from piggypulse_core.budgeting.model.boundaries import merged_in
from piggypulse_core.budgeting.model.naming import NamedCell, named
from piggypulse_core.budgeting.model.period import Period, PeriodId
from piggypulse_core.budgeting.model.planning import plan
from piggypulse_core.budgeting.model.schedule import Automatic
from piggypulse_core.kernel.ids import Ids

PlanWarning = Literal[
    "bridging_period", "boundaries_merged", "goal_overrides_lost", "name_suffixed"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """A period that stays under its id, with another end or name."""

    before: Period
    after: Period
    suffixed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodChanges:
    """Rows to take away, to rewrite and to add, in this order."""

    remove: Sequence[PeriodId] = ()
    update: Sequence[Period] = ()
    add: Sequence[Period] = ()

    @property
    def nothing(self) -> bool:
        """Whether everything stays as it is."""
        return not (self.remove or self.update or self.add)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Which periods stay, change, go and come; without an automatic schedule all stay."""

    today: date
    automatic: Automatic | None
    resume_on: date | None
    keep: Sequence[Period]
    update: Sequence[Revised]
    remove: Sequence[Period]
    create: Sequence[NamedCell]

    def changes(self, *, ids: Ids) -> PeriodChanges:
        """The proposal as rows; new periods get their ids here."""
        return PeriodChanges(
            remove=[one.id for one in self.remove],
            update=[one.after for one in self.update],
            add=[_period(made=one, id=PeriodId(ids.new())) for one in self.create],
        )

    @property
    def fingerprint(self) -> str:
        """SHA-256 (FIPS 180-4), in hex, of everything proposed; equal proposals have equal ones."""
        said = {
            "today": f"{self.today}",
            "keep": [_said(one, today=self.today) for one in self.keep],
            "update": [
                [_said(one.before, today=self.today), _said(one.after, today=self.today)]
                for one in self.update
            ],
            "remove": [_said(one, today=self.today) for one in self.remove],
            "create": [
                [one.name, f"{one.cell.span.start}", f"{one.cell.span.end}", one.cell.bridging]
                for one in self.create
            ],
        }
        text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        return sha256(text.encode()).hexdigest()

    def warnings(self, *, overrides_lost: bool) -> Sequence[PlanWarning]:
        """What somebody may want to know before they agree."""
        found: Mapping[PlanWarning, bool] = {
            "bridging_period": any(one.after.bridging for one in self.update)
            or any(one.cell.bridging for one in self.create),
            "boundaries_merged": self._merges(),
            "goal_overrides_lost": overrides_lost,
            "name_suffixed": any(one.suffixed for one in self.update)
            or any(one.suffixed for one in self.create),
        }
        return [code for code, holds in found.items() if holds]

    def _merges(self) -> bool:
        ends = [
            *(one.after.end for one in self.update),
            *(one.cell.span.end for one in self.create),
        ]
        if self.automatic is None or self.resume_on is None or not ends:
            return False
        return merged_in(rhythm=self.automatic.rhythm, first=self.resume_on, last=max(ends))


def propose(
    *,
    automatic: Automatic,
    kept: Sequence[Period],
    candidates: Sequence[Period],
    today: date,
    ahead: int | None = None,
) -> Proposal:
    """Plan around the periods kept; a candidate stays where the plan begins a period that day.

    `ahead` is a number of upcoming periods in place of the schedule's own.
    """
    return _proposed(
        automatic=automatic,
        kept=kept,
        candidates=candidates,
        today=today,
        ahead=automatic.ahead if ahead is None else ahead,
        until=None,
    )


def propose_room(
    *, automatic: Automatic, kept: Sequence[Period], candidates: Sequence[Period], today: date
) -> Proposal:
    """The same where candidates had to give way: no day of theirs is left without a period."""
    return _proposed(
        automatic=automatic,
        kept=kept,
        candidates=candidates,
        today=today,
        ahead=automatic.ahead,
        until=max((one.end for one in candidates), default=None),
    )


def _proposed(
    *,
    automatic: Automatic,
    kept: Sequence[Period],
    candidates: Sequence[Period],
    today: date,
    ahead: int,
    until: date | None,
) -> Proposal:
    rhythm = automatic.rhythm
    made = plan(
        rhythm=rhythm,
        kept=[one.span for one in kept],
        today=today,
        ahead=ahead,
        bridging=automatic.bridging,
        until=until,
    )
    taken = {one.name_key for one in kept}
    cells = named(pattern=automatic.name_pattern, rhythm=rhythm, cells=made.cells, taken=taken)
    known = {one.start: one for one in candidates}
    update: list[Revised] = []
    create: list[NamedCell] = []
    staying = list(kept)
    for cell in cells:
        before = known.pop(cell.cell.span.start, None)
        if before is None:
            create.append(cell)
            continue
        after = replace(before, end=cell.cell.span.end, name=cell.name, bridging=cell.cell.bridging)
        if after == before:
            staying.append(before)
        else:
            update.append(Revised(before=before, after=after, suffixed=cell.suffixed))
    return Proposal(
        today=today,
        automatic=automatic,
        resume_on=made.resume_on,
        keep=_by_start(staying),
        update=update,
        remove=_by_start(known.values()),
        create=create,
    )


def propose_change(
    *,
    automatic: Automatic | None,
    periods: Sequence[Period],
    today: date,
    ahead: int | None = None,
) -> Proposal:
    """What a changed schedule does: upcoming automatic periods are replaced, all others stay."""
    if automatic is None:
        return Proposal(
            today=today,
            automatic=None,
            resume_on=None,
            keep=_by_start(periods),
            update=(),
            remove=(),
            create=(),
        )
    candidates = [one for one in periods if one.origin == "automatic" and one.start > today]
    replaced = {one.id for one in candidates}
    kept = [one for one in periods if one.id not in replaced]
    return propose(automatic=automatic, kept=kept, candidates=candidates, today=today, ahead=ahead)


def _by_start(periods: Iterable[Period]) -> Sequence[Period]:
    return sorted(periods, key=lambda one: one.start)


def _period(*, made: NamedCell, id: PeriodId) -> Period:  # noqa: A002 - the field's name
    return Period(
        id=id,
        name=made.name,
        start=made.cell.span.start,
        end=made.cell.span.end,
        origin="automatic",
        bridging=made.cell.bridging,
    )


def _said(period: Period, *, today: date) -> Sequence[object]:
    return [
        str(period.id),
        period.name,
        f"{period.start}",
        f"{period.end}",
        period.status(today=today),
        period.origin,
        period.bridging,
    ]
