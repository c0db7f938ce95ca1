"""Each event of the audit log is written once, with its fields, by what it is about."""

from collections.abc import Mapping
from dataclasses import replace
from typing import cast, get_args

import pytest

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.identity.model.audit import AuditEvent, EventKind, Reason
from piggypulse_core.kernel.ids import UserId
from tests.support.scene import Case, Written
from tests.support.security_scenes import EVENTS
from tests.support.sign_ins import CALLER, KEYRING, Door


def entries(door: Door) -> Mapping[object, tuple[UserId | None, AuditEvent]]:
    """Everything in both logs, by id, with whom it is under."""
    assert isinstance(door.work, MemoryWork)
    return {
        id_: (cast("UserId | None", owner), cast("AuditEvent", one))
        for (kind, owner), rows in door.work.database.tables.items()
        if kind is AuditEvent
        for id_, one in rows.items()
    }


def expected(case: Case, written: Written, *, at: AuditEvent) -> AuditEvent:
    """The whole entry; only its own id is its own."""
    entry = AuditEvent(
        id=at.id,
        kind=case.kind,
        at=at.at,
        outcome=case.outcome,
        reason=case.reason,
        session=written.session,
        request_id=None if written.by_itself else CALLER.request_id,
    )
    if written.by_itself:
        return entry
    if written.owner is not None:
        return replace(entry, ip=CALLER.ip, user_agent=CALLER.user_agent)
    assert written.about is not None
    return replace(
        entry,
        subject=KEYRING.pseudonym(text=written.about),
        source=KEYRING.pseudonym(text=str(CALLER.ip)),
    )


@pytest.mark.parametrize("name", EVENTS)
async def test_is_written_once_with_its_fields(clock: FixedClock, name: str) -> None:
    door, case = Door(clock=clock), EVENTS[name]
    scene = case.play(door)
    await anext(scene)
    before, at = entries(door).keys(), clock.now()

    written = await anext(scene)

    assert written is not None
    fresh = {key: one for key, one in entries(door).items() if key not in before}
    ((owner, entry),) = [one for one in fresh.values() if one[1].kind == case.kind]
    assert sorted(one.kind for _, one in fresh.values()) == sorted([case.kind, *case.beside])
    assert (owner, entry.at) == (written.owner, at)
    assert entry == expected(case, written, at=entry)


def test_no_event_is_left_out() -> None:
    assert {one.kind for one in EVENTS.values()} == set(get_args(EventKind))
    reasons = {one.reason for one in EVENTS.values() if one.kind == "sign_in"}
    assert reasons == {None, *get_args(Reason)}
