"""Taking data in: an archive, whole or not at all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from piggypulse_core.budgeting.model.billing import Billing
from piggypulse_core.budgeting.model.proposal import PeriodChanges
from piggypulse_core.budgeting.model.schedule_form import years_around
from piggypulse_core.budgeting.ports import HolidayCalendar
from piggypulse_core.identity.model.audit import audited
from piggypulse_core.identity.model.session import Caller, Principal, Represented
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import Ids, UserId
from piggypulse_core.kernel.refusal import Refusal
from piggypulse_core.kernel.work import Work
from piggypulse_core.ledger.model.balance import Change, change
from piggypulse_core.ledger.model.transaction import Transaction
from piggypulse_core.portability.model.archive import ArchivedOverlay
from piggypulse_core.portability.model.findings import Findings
from piggypulse_core.portability.model.incoming import Incoming
from piggypulse_core.portability.model.plan import Moment, Plan, planned
from piggypulse_core.portability.model.report import (
    ImportChoices,
    ImportReport,
    report_of,
)
from piggypulse_core.portability.model.settings import Settings, settings_said
from piggypulse_core.portability.ports import Aside, ImportUnit
from piggypulse_core.portability.usecases.known import SLICE, known_to, slices
from piggypulse_core.settings.model.profile import Profile

Progress = Callable[[int, int], None]
"""Told how many transactions are written, and of how many."""


def _quietly(_done: int, _whole: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportData:
    """Take an archive in, all of it or nothing.

    Rows keep their ids; what is there already stays as it is. Everything is looked at first, as if
    it had been typed in, but that archived rows may be named. What was booked and charged is taken
    as it stands: no booking is matched with a subscription again. `progress` is called before and
    after each slice of transactions is written.
    """

    work: Work[ImportUnit]
    clock: Clock
    ids: Ids
    calendar: HolidayCalendar
    aside: Aside

    async def __call__(
        self,
        *,
        who: Principal | Represented,
        incoming: Incoming,
        choices: ImportChoices,
        caller: Caller,
        progress: Progress = _quietly,
    ) -> ImportReport:
        async with self.work() as unit:
            findings = Findings(names=incoming.names)
            kept = Settings(
                profile=await unit.profiles.hold(owner=who.id),
                preferences=await unit.preferences.get(owner=who.id),
            )
            said = settings_said(kept=kept, incoming=incoming.settings, findings=findings)
            settings = said if choices.with_settings else kept
            self._check_region(settings.profile, incoming=incoming, findings=findings)
            plan = await self._planned(
                unit,
                owner=who.id,
                incoming=incoming,
                profile=settings.profile,
                findings=findings,
            )
            if not choices.dry_run:
                if choices.with_settings:
                    await self._apply(unit, owner=who.id, settings=said, incoming=incoming)
                await self._write(
                    unit, owner=who.id, plan=plan, profile=settings.profile, progress=progress
                )
                await self._note(unit, who=who, caller=caller)
        return report_of(plan=plan)

    async def _apply(
        self, unit: ImportUnit, *, owner: UserId, settings: Settings, incoming: Incoming
    ) -> None:
        await unit.profiles.save(owner=owner, profile=settings.profile)
        await unit.preferences.save(owner=owner, preferences=settings.preferences)
        if incoming.settings.onboarded and not await unit.schedules.settled_in(owner=owner):
            await unit.schedules.settle_in(owner=owner, at=self.clock.now())

    async def _planned(
        self,
        unit: ImportUnit,
        *,
        owner: UserId,
        incoming: Incoming,
        profile: Profile,
        findings: Findings,
    ) -> Plan:
        known = await known_to(unit, owner=owner, incoming=incoming)
        moment = Moment(
            today=profile.today(now=self.clock.now()),
            default_currency_code=profile.currency_code,
        )
        return await self.aside(
            lambda: planned(incoming=incoming, known=known, moment=moment, findings=findings),
            # The database ends a transaction that says nothing for half a minute.
            meanwhile=lambda: unit.profiles.get(owner=owner),
        )

    def _check_region(self, profile: Profile, *, incoming: Incoming, findings: Findings) -> None:
        """Note a region whose holidays nobody knows: no period could ever be planned there."""
        form = None if incoming.schedule is None else incoming.schedule.form
        if form is None or form.region is None:
            return
        today = profile.today(now=self.clock.now())
        try:
            self.calendar.days(region=form.region, years=years_around(today=today))
        except Refusal as refusal:
            findings.note(refusal, at="/schedule")

    async def _write(
        self,
        unit: ImportUnit,
        *,
        owner: UserId,
        plan: Plan,
        profile: Profile,
        progress: Progress,
    ) -> None:
        """One kind after the other, each after those it names."""
        for account in plan.accounts:
            await unit.accounts.add(owner=owner, account=account)
        for category in plan.categories:
            await unit.categories.add(owner=owner, category=category)
        for vendor in plan.vendors:
            await unit.vendors.add(owner=owner, vendor=vendor)
        await self._book(unit, owner=owner, plan=plan, progress=progress)
        await unit.plans.apply(owner=owner, changes=PeriodChanges(add=plan.periods))
        for goal in plan.goals:
            await unit.goals.save(owner=owner, goal=goal)
        for billing in plan.billings:
            new = Billing(subscription=billing.subscription)
            await unit.subscriptions.add(owner=owner, subscription=billing.subscription)
            await unit.subscriptions.save(owner=owner, before=new, after=billing)
        for archived in plan.overlays:
            await _write_overlay(unit, owner=owner, archived=archived)
        if plan.schedule is not None:
            await unit.schedules.save(owner=owner, schedule=plan.schedule)
        await self._compute_goals(unit, owner=owner, plan=plan, profile=profile)

    async def _book(
        self, unit: ImportUnit, *, owner: UserId, plan: Plan, progress: Progress
    ) -> None:
        """Day by day, so that the sums of a day are moved once or twice and not all the time."""
        line = await self.aside(
            lambda: sorted(plan.transactions, key=lambda row: (row.date, row.id))
        )
        progress(0, len(line))
        for done, some in enumerate(slices(line)):
            booked = await self.aside(_booking(some, plan=plan))
            await unit.transactions.write(owner=owner, change=booked)
            progress(done * SLICE + len(some), len(line))

    async def _compute_goals(
        self, unit: ImportUnit, *, owner: UserId, plan: Plan, profile: Profile
    ) -> None:
        """Where subscriptions come to a category whose goal they compute, and no goal comes."""
        with_goals = {goal.category_id for goal in plan.goals}
        concerned = {one.subscription.category_id for one in plan.billings} - with_goals
        for category in sorted(concerned):
            await unit.category_goals.compute(
                owner=owner,
                category=await unit.categories.get(owner=owner, category=category),
                new_id=self.ids.new,
                today=profile.today(now=self.clock.now()),
            )

    async def _note(
        self, unit: ImportUnit, *, who: Principal | Represented, caller: Caller
    ) -> None:
        event = audited(
            id=self.ids.new(),
            kind="data_imported",
            at=self.clock.now(),
            by=caller,
            session=who.session,
        )
        await unit.audit.record(owner=who.id, event=event)


def _booking(rows: Sequence[Transaction], *, plan: Plan) -> Callable[[], Change]:
    return lambda: change(come=rows, accounts=plan.ledger)


async def _write_overlay(unit: ImportUnit, *, owner: UserId, archived: ArchivedOverlay) -> None:
    overlay = archived.overlay
    await unit.overlays.add(owner=owner, overlay=overlay)
    if archived.overrides:
        await unit.memberships.add_overrides(
            owner=owner, overlay=overlay.id, overrides=archived.overrides
        )
