"""Living a life act by act, and holding it to the laws of periods and goals all the while."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from piggypulse_core.budgeting.model.period import (
    NoCurrentPeriod,
    Period,
    PeriodId,
    PeriodNameTaken,
    PeriodOverlap,
)
from piggypulse_core.budgeting.model.schedule import NoSchedule
from piggypulse_core.kernel.dates import ONE_DAY
from piggypulse_core.kernel.refusal import Refusal
from tests.support.acts import NOTHING, Act, Leave, SaveSchedule, Tick
from tests.support.life import BORN, Figures, Life, born
from tests.support.works import AnyWork

YEARS = timedelta(days=5 * 366)


@dataclass(frozen=True, kw_only=True)
class Moment:
    """Something is done, some hours after what was done before."""

    hours: int
    act: Act


async def lived(work: AnyWork, moments: Sequence[Moment], /) -> list[object]:
    """Five years of a life at most: what every act came to, and everything to see after it."""
    life, told = await born(work), list[object]()
    for moment in moments:
        life.clock.instant += timedelta(hours=moment.hours)
        if life.clock.instant > BORN + YEARS:
            break
        told.append(await _acted(life, moment.act))
    await _look_back(life)
    return told


async def _acted(life: Life, act: Act) -> object:
    before, closed, leave = await life.periods(), await life.closed(), await act.leave(life)
    today = await life.today()
    try:
        answer: object = await act(life)
    except Refusal as refusal:
        _check_refusal(act, refusal)
        answer, leave = (type(refusal), refusal.faults, refusal.members), NOTHING
    after, now_closed = await life.periods(), await life.closed()
    await _check_line(life, after)
    _check_rows(before, after, leave=leave, today=today)
    _check_closed(before, closed, now_closed, leave=leave)
    if leave is not NOTHING and isinstance(act, SaveSchedule | Tick):
        await _check_ahead(life, after)
    return answer, after, now_closed


def _check_refusal(act: Act, refusal: Refusal) -> None:
    """P22: no plan is ever refused for its names or days; a timer is refused nothing at all."""
    assert not isinstance(act, Tick), refusal
    if isinstance(act, SaveSchedule):
        assert not isinstance(refusal, PeriodNameTaken | PeriodOverlap), refusal


async def _check_line(life: Life, line: Sequence[Period]) -> None:
    """P1 to P3, and names: no day twice, the current one found, gaps in between, names unique."""
    assert all(one.end < other.start for one, other in pairwise(line))
    assert len({one.name_key for one in line}) == len(line)
    today = await life.today()
    found = [one for one in line if today in one.span]
    try:
        current = [(await life.budget.current()).period]
    except NoCurrentPeriod:
        current = []
    assert current == found
    tiles = sorted(
        [*(one.span for one in line), *await life.budget.gaps()], key=lambda one: one.start
    )
    assert all(one.end + ONE_DAY == other.start for one, other in pairwise(tiles))
    if line:
        assert (tiles[0].start, tiles[-1].end) == (line[0].start, line[-1].end)


def _check_rows(
    before: Sequence[Period], after: Sequence[Period], *, leave: Leave, today: date
) -> None:
    """P20: what has begun and what is manual stays; the rest keeps its id where its start stays."""
    left = {one.id: one for one in after}
    starts = {one.start: one for one in after}
    for one in before:
        if one.id in leave.rows:
            continue
        fixed = one.origin == "manual" or one.start <= today or not leave.replans
        if fixed:
            assert left.get(one.id) == one
        elif one.start in starts and starts[one.start].id not in leave.rows:
            assert starts[one.start].id == one.id
    if not leave.makes:
        assert left.keys() <= {one.id for one in before}


def _check_closed(
    before: Sequence[Period],
    closed: Mapping[PeriodId, Figures],
    now_closed: Mapping[PeriodId, Figures],
    *,
    leave: Leave,
) -> None:
    """G1: figures of a period that is over stay, but for what the act was about."""
    for one in before:
        known, now = closed.get(one.id), now_closed.get(one.id)
        if known is None or now is None:
            continue
        for part in known.keys() | now.keys():
            if not leave.moves(period=one, part=part):
                assert now.get(part) == known.get(part), (one, part)


async def _check_ahead(life: Life, line: Sequence[Period]) -> None:
    """P16, P17 and P30: as many ahead as asked for, without a gap, and nothing left to make."""
    assert await life.schedules.tick() == 0
    assert await life.periods() == line
    try:
        automatic = (await life.schedules.get()).automatic
    except NoSchedule:
        return
    if automatic is None:
        return
    today = await life.today()
    rest = [one for one in line if one.end >= today][: automatic.ahead + 1]
    assert len(rest) == automatic.ahead + 1
    assert today in rest[0].span
    assert all(one.end + ONE_DAY == other.start for one, other in pairwise(rest))


async def _look_back(life: Life) -> None:
    """Targets of closed periods say the same as their figures."""
    closed = await life.closed()
    for one in await life.periods():
        if one.id not in closed:
            continue
        rows = (await life.budget.targets(one)).rows
        said = {row.category.id: row.state for row in rows}
        for category in life.categories:
            assert said.get(category.id) == closed[one.id].get(category.id)
