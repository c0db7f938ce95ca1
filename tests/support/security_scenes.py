"""One scene for each entry of the audit log: how it comes to be written, and what it has to say."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.identity.model.audit import EventKind
from piggypulse_core.identity.usecases.purges import Purge
from piggypulse_core.identity.usecases.refused_requests import NoteRefusedRequest
from piggypulse_core.kernel.refusal import Refusal
from tests.support.links import give_link
from tests.support.people import PASSWORD
from tests.support.portability_scenes import (
    begins_anew,
    brings_data_along,
    leaves,
    takes_data_along,
)
from tests.support.scene import Case, Scene, Written, mine, of
from tests.support.second_factor import begun, secured, with_factor
from tests.support.sign_ins import (
    ALICE,
    BROWSER,
    CALLER,
    KEYRING,
    Door,
    cookie_of,
    principal_of,
    token_of,
)

IDS = SystemIds()
HERE = replace(BROWSER, request_id=CALLER.request_id)
PROGRAM_HERE = replace(HERE, client="program")
NEW = "a horse of quite another colour 7"


async def wrong(door: Door, times: int = 1) -> None:
    """So many wrong passwords, waiting in between as one is told to."""
    for number in range(times):
        with suppress(Refusal):
            await door.signed_in(password="wrong", device=HERE)
        if number + 1 < times:
            door.clock.instant += timedelta(minutes=1)


async def registers(door: Door) -> Scene:
    yield None
    yield mine(await door.registered(device=HERE))


async def signs_in(door: Door) -> Scene:
    await door.registered()
    yield None
    yield mine(await door.signed_in(device=HERE))


async def guesses_an_address(door: Door) -> Scene:
    yield None
    await wrong(door)
    yield Written(about=ALICE)


async def guesses_a_password(door: Door) -> Scene:
    alice = await door.registered()
    yield None
    await wrong(door)
    yield Written(owner=alice.user.id)


async def guesses_too_soon(door: Door) -> Scene:
    alice = await door.registered()
    await wrong(door, 4)
    yield None
    await wrong(door)
    yield Written(owner=alice.user.id)


async def guesses_a_seventh_time(door: Door) -> Scene:
    alice = await door.registered()
    await wrong(door, 6)
    door.clock.instant += timedelta(minutes=1)
    yield None
    await wrong(door)
    yield Written(owner=alice.user.id)


async def guesses_a_code_at_sign_in(door: Door) -> Scene:
    alice = await secured(door)
    waits = await alice.challenged(device=HERE)
    yield None
    with suppress(Refusal):
        await alice.verify(waits, alice.phone.wrong(), device=HERE)
    yield of(waits, alice.signed_in.user.id)


async def finishes_a_sign_in(door: Door) -> Scene:
    alice = await secured(door)
    yield None
    waits = await alice.challenged(device=HERE)
    await alice.verify(waits, alice.phone.code(), device=HERE)
    yield of(waits, alice.signed_in.user.id)


async def unlocks(door: Door) -> Scene:
    alice = await door.registered()
    link = await give_link(door.work, "unlock", owner=alice.user.id)
    yield None
    await door.unlock(token=link, caller=CALLER)
    yield Written(owner=alice.user.id)


async def signs_out(door: Door) -> Scene:
    alice = await door.registered()
    yield None
    await door.log_out(owner=alice.user.id, session=alice.sign_in.session.id, caller=CALLER)
    yield mine(alice)


async def refreshes(door: Door) -> Scene:
    alice = await door.registered()
    yield None
    await door.refresh(presented=token_of(alice), device=PROGRAM_HERE)
    yield mine(alice)


async def reuses_a_token(door: Door) -> Scene:
    alice = await door.registered()
    await door.refresh(presented=token_of(alice), device=PROGRAM_HERE)
    door.clock.instant += timedelta(seconds=11)
    yield None
    with suppress(Refusal):
        await door.refresh(presented=token_of(alice), device=PROGRAM_HERE)
    yield mine(alice)


async def revokes_one(door: Door) -> Scene:
    alice, other = await door.registered(), await door.signed_in()
    yield None
    await door.revoke_session(
        who=principal_of(alice), session=other.sign_in.session.id, caller=CALLER
    )
    yield mine(other)


async def revokes_the_others(door: Door) -> Scene:
    alice = await door.registered()
    await door.signed_in()
    yield None
    await door.revoke_other_sessions(who=principal_of(alice), caller=CALLER)
    yield Written(owner=alice.user.id)


async def stays_away(door: Door) -> Scene:
    alice = await door.registered()
    door.clock.instant += timedelta(days=15)
    yield None
    await Purge(work=door.work, clock=door.clock, ids=IDS)()
    yield replace(mine(alice), by_itself=True)


async def shows_a_password_again(door: Door, password: str = PASSWORD) -> Scene:
    alice = await door.registered()
    yield None
    with suppress(Refusal):
        await door.reauthenticate(
            who=principal_of(alice),
            password=password,
            code=None,
            presented=cookie_of(alice),
            caller=CALLER,
        )
    yield mine(alice)


def shows_a_wrong_one(door: Door) -> Scene:
    return shows_a_password_again(door, "wrong")


async def shows_a_sixth_wrong_one(door: Door) -> Scene:
    alice = await door.registered()

    async def show() -> None:
        with suppress(Refusal):
            await door.confirm(
                owner=alice.user.id,
                session=alice.sign_in.session.id,
                password="wrong",
                caller=CALLER,
            )

    for _ in range(5):
        await show()
    yield None
    await show()
    yield mine(alice)


async def guesses_a_code(door: Door) -> Scene:
    alice = await secured(door)
    yield None
    with suppress(Refusal):
        await alice.disable(alice.phone.wrong())
    yield mine(alice.signed_in)


async def guesses_a_sixth_code(door: Door) -> Scene:
    alice = await secured(door)
    for _ in range(5):
        with suppress(Refusal):
            await alice.disable(alice.phone.wrong())
    yield None
    with suppress(Refusal):
        await alice.disable(alice.phone.code())
    yield mine(alice.signed_in)


async def changes_the_password(door: Door) -> Scene:
    alice = await door.registered()
    yield None
    await door.change_password(
        who=principal_of(alice),
        current=PASSWORD,
        new=NEW,
        presented=cookie_of(alice),
        caller=CALLER,
    )
    yield mine(alice)


async def forgets_the_password(door: Door) -> Scene:
    await door.registered()
    yield None
    await door.ask_for_reset(email=ALICE, caller=CALLER)
    yield Written(about=ALICE)


async def resets_the_password(door: Door) -> Scene:
    alice = await door.registered()
    link = await give_link(door.work, "reset", owner=alice.user.id)
    yield None
    await door.reset_password(token=link, password=NEW, caller=CALLER)
    yield Written(owner=alice.user.id)


async def asks_in_an_emergency(door: Door) -> Scene:
    await with_factor(door)
    waits = await door.challenged()
    yield None
    await door.ask_for_emergency(email=ALICE, challenge=waits.secret, presented=None, caller=CALLER)
    yield Written(about=ALICE)


async def removes_a_lost_factor(door: Door) -> Scene:
    alice = await with_factor(door)
    link = await give_link(door.work, "emergency", owner=alice.user.id)
    yield None
    await door.remove_factor(token=link, caller=CALLER)
    yield Written(owner=alice.user.id)


async def begins_a_factor(door: Door) -> Scene:
    alice = await door.registered()
    yield None
    await door.begin_two_factor(who=principal_of(alice), password=None, caller=CALLER)
    yield mine(alice)


async def switches_it_on(door: Door) -> Scene:
    alice, phone = await begun(door)
    yield None
    await door.confirm_two_factor(
        who=principal_of(alice), code=phone.code(), presented=token_of(alice), caller=CALLER
    )
    yield mine(alice)


async def switches_it_off(door: Door) -> Scene:
    alice = await secured(door)
    yield None
    await alice.disable(alice.phone.code())
    yield mine(alice.signed_in)


async def makes_new_codes(door: Door) -> Scene:
    alice = await secured(door)
    yield None
    await alice.regenerate(alice.phone.code())
    yield mine(alice.signed_in)


async def uses_a_backup_code(door: Door) -> Scene:
    alice = await secured(door)
    yield None
    await alice.disable(alice.backup[0])
    yield mine(alice.signed_in)


def is_refused(kind: EventKind) -> Callable[[Door], Scene]:
    async def scene(door: Door) -> Scene:
        alice = await door.registered()
        note = NoteRefusedRequest(work=door.work, clock=door.clock, ids=IDS, keyring=KEYRING)
        yield None
        await note(kind=kind, by=principal_of(alice), caller=CALLER)
        yield mine(alice)

    return scene


EVENTS: Mapping[str, Case] = {
    one.play.__name__ if one.play.__name__ != "scene" else one.kind: one
    for one in (
        Case(kind="registered", play=registers),
        Case(kind="sign_in", play=signs_in),
        Case(kind="sign_in", play=finishes_a_sign_in),
        Case(kind="sign_in", play=guesses_an_address, outcome="failed", reason="unknown"),
        Case(kind="sign_in", play=guesses_a_password, outcome="failed", reason="password"),
        Case(kind="sign_in", play=guesses_a_code_at_sign_in, outcome="failed", reason="code"),
        Case(kind="sign_in", play=guesses_too_soon, outcome="refused", reason="limit"),
        Case(kind="locked", play=guesses_a_seventh_time, beside=["sign_in"]),
        Case(kind="unlocked", play=unlocks),
        Case(kind="signed_out", play=signs_out),
        Case(kind="token_refreshed", play=refreshes),
        Case(kind="token_reused", play=reuses_a_token),
        Case(kind="session_revoked", play=revokes_one),
        Case(kind="session_revoked", play=revokes_the_others),
        Case(kind="session_expired", play=stays_away),
        Case(kind="reauthenticated", play=shows_a_password_again),
        Case(kind="confirmation", play=shows_a_wrong_one, outcome="failed", reason="password"),
        Case(kind="confirmation", play=shows_a_sixth_wrong_one, outcome="refused", reason="limit"),
        Case(kind="confirmation", play=guesses_a_code, outcome="failed", reason="code"),
        Case(kind="confirmation", play=guesses_a_sixth_code, outcome="refused", reason="limit"),
        Case(kind="password_changed", play=changes_the_password),
        Case(kind="reset_asked", play=forgets_the_password),
        Case(kind="password_reset", play=resets_the_password),
        Case(kind="emergency_asked", play=asks_in_an_emergency),
        Case(kind="emergency_done", play=removes_a_lost_factor),
        Case(kind="two_factor_begun", play=begins_a_factor),
        Case(kind="two_factor_on", play=switches_it_on),
        Case(kind="two_factor_off", play=switches_it_off),
        Case(kind="codes_regenerated", play=makes_new_codes),
        Case(kind="code_used", play=uses_a_backup_code, beside=["two_factor_off"]),
        Case(kind="data_exported", play=takes_data_along),
        Case(kind="data_imported", play=brings_data_along),
        Case(kind="data_reset", play=begins_anew),
        Case(kind="account_deleted", play=leaves),
        Case(kind="cross_site_refused", play=is_refused("cross_site_refused"), outcome="refused"),
        Case(kind="foreign_id", play=is_refused("foreign_id"), outcome="refused"),
    )
}
