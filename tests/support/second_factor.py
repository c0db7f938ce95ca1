"""Somebody whose second factor is on, without HTTP: their phone, their codes, their session."""

from dataclasses import dataclass
from datetime import timedelta

from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.identity.model.challenge import Challenged, Completed
from piggypulse_core.identity.model.session import Device
from piggypulse_core.identity.model.sign_in import NewCookie, SignedIn
from piggypulse_core.identity.model.two_factor import Sealed, SetupCode
from tests.support.authenticator import Authenticator
from tests.support.people import PASSWORD
from tests.support.sign_ins import ALICE, CALLER, PROGRAM, Door, principal_of, token_of


@dataclass(slots=True, kw_only=True)
class Secured:
    """What each operation that asks for a code is asked with."""

    door: Door
    signed_in: SignedIn
    phone: Authenticator
    backup: tuple[str, ...]

    async def disable(self, code: str) -> NewCookie | None:
        return await self.door.disable_two_factor(
            who=principal_of(self.signed_in),
            code=code,
            presented=token_of(self.signed_in),
            caller=CALLER,
        )

    async def regenerate(self, code: str, *, by: SignedIn | None = None) -> tuple[str, ...]:
        return await self.door.regenerate_backup_codes(
            who=principal_of(by or self.signed_in), code=code, caller=CALLER
        )

    async def reauthenticate(self, code: str | None) -> NewCookie | None:
        return await self.door.reauthenticate(
            who=principal_of(self.signed_in),
            password=PASSWORD,
            code=code,
            presented=token_of(self.signed_in),
            caller=CALLER,
        )

    async def challenged(self, *, device: Device = PROGRAM) -> Challenged:
        return await self.door.challenged(email=self.signed_in.user.email, device=device)

    async def verify(
        self, challenge: Challenged, code: str, *, device: Device = PROGRAM
    ) -> Completed:
        return await self.door.complete_sign_in(
            challenge=challenge.secret, code=code, device=device, presented=None
        )

    async def elsewhere(self, code: str) -> SignedIn:
        """The same person, signed in on another device."""
        begun = await self.challenged()
        completed = await self.verify(begun, code)
        return SignedIn(user=completed.user, sign_in=begun.sign_in)

    async def forget_wrong_codes(self, count: int) -> None:
        """As if the last ones had been right."""
        async with self.door.work() as unit:
            for _ in range(count):
                await unit.throttle.forget_wrong(
                    owner=self.signed_in.user.id, kind="2fa", at=self.door.clock.now()
                )

    async def codes_left(self) -> int:
        status = await self.door.two_factor_status(owner=self.signed_in.user.id)
        return status.backup_codes_left

    async def is_on(self) -> bool:
        return (await self.door.two_factor_status(owner=self.signed_in.user.id)).enabled


async def begun(door: Door) -> tuple[SignedIn, Authenticator]:
    """Somebody new whose phone has the secret, and who has shown no code yet."""
    signed_in = await door.registered(email=f"{SystemIds().new().hex}@example.org")
    made = await door.begin_two_factor(who=principal_of(signed_in), password=None, caller=CALLER)
    return signed_in, Authenticator(secret=made.secret, clock=door.clock)


async def secured(door: Door) -> Secured:
    """The same once it is on; the code that did it is not of this step any more."""
    signed_in, phone = await begun(door)
    confirmed = await door.confirm_two_factor(
        who=principal_of(signed_in),
        code=phone.code(),
        presented=token_of(signed_in),
        caller=CALLER,
    )
    phone.pass_step()
    return Secured(door=door, signed_in=signed_in, phone=phone, backup=confirmed.backup_codes)


async def with_factor(door: Door, *, email: str = ALICE) -> SignedIn:
    """Somebody whose second factor is on, with one backup code and no phone: nothing is hashed."""
    somebody = await door.registered(email=email)
    await switch_on(door, somebody)
    return somebody


async def switch_on(door: Door, somebody: SignedIn, /) -> None:
    """A second factor that no code opens."""
    owner, at = somebody.user.id, door.clock.instant
    setup = SetupCode(
        counter=1, session=somebody.sign_in.session.id, until=at + timedelta(minutes=1)
    )
    async with door.work() as unit:
        await unit.two_factor.begin(owner=owner, seed=Sealed(value=b"seed", key_id="a"), at=at)
        await unit.two_factor.confirm(owner=owner, setup=setup, at=at)
        await unit.backup_codes.replace(owner=owner, hashes=["hash"])
