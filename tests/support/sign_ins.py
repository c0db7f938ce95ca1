"""What signing in needs besides a back end; slow sums are cheaper than in real life."""

from dataclasses import dataclass, field
from datetime import timedelta
from ipaddress import ip_address

from piggypulse_adapters.memory.windows import MemoryWindows
from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.security.backup_codes import Argon2BackupCodes
from piggypulse_adapters.security.common_passwords import BundledCommonPasswords
from piggypulse_adapters.security.keyring import HkdfKeyring, Secret
from piggypulse_adapters.security.one_time_codes import PyotpCodes
from piggypulse_adapters.security.passwords import Argon2Passwords, Cost
from piggypulse_adapters.security.threads import BoundedThreads
from piggypulse_adapters.security.tokens import SystemTokens
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_adapters.throttling.counts import LimitedRequests
from piggypulse_adapters.throttling.storages import KeptWindows
from piggypulse_core.identity.model.challenge import Challenged
from piggypulse_core.identity.model.credential import Presented
from piggypulse_core.identity.model.session import Caller, Device, NotAuthenticated, Principal
from piggypulse_core.identity.model.sign_in import SignedIn
from piggypulse_core.identity.model.throttle import AccountLocked
from piggypulse_core.identity.usecases.backup_codes import RegenerateBackupCodes
from piggypulse_core.identity.usecases.challenges import CompleteSignIn
from piggypulse_core.identity.usecases.codes import AskForCode
from piggypulse_core.identity.usecases.confirmations import ConfirmPassword
from piggypulse_core.identity.usecases.emergencies import AskForEmergency, RemoveFactor
from piggypulse_core.identity.usecases.mailed_tokens import MintToken
from piggypulse_core.identity.usecases.new_passwords import JudgePassword
from piggypulse_core.identity.usecases.passwords import ChangePassword
from piggypulse_core.identity.usecases.reauthentication import Reauthenticate
from piggypulse_core.identity.usecases.refreshes import Refresh
from piggypulse_core.identity.usecases.resets import AskForReset, ResetPassword
from piggypulse_core.identity.usecases.revocations import RevokeOtherSessions, RevokeSession
from piggypulse_core.identity.usecases.sessions import IdentifyCaller, ListSessions, LogOut
from piggypulse_core.identity.usecases.sign_ins import LogIn
from piggypulse_core.identity.usecases.switches import ConfirmTwoFactor, DisableTwoFactor
from piggypulse_core.identity.usecases.two_factor import BeginTwoFactor, TellTwoFactor
from piggypulse_core.identity.usecases.unlocks import Unlock
from piggypulse_core.kernel.refusal import Refusal
from piggypulse_core.onboarding.usecases.registrations import Register
from tests.support.cheap import CHEAP, AtOnce, RememberedStrength, Undrawn
from tests.support.people import PASSWORD
from tests.support.works import AnyWork

ALICE = "alice@example.org"
BROWSER = Device(client="browser", user_agent="Fox/1", ip=ip_address("192.0.2.7"))
PROGRAM = Device(client="program")
CALLER = Caller(ip=ip_address("192.0.2.7"), user_agent="Fox/1", request_id=SystemIds().new())

KEYRING = HkdfKeyring(ring=(Secret(id="tests", value=bytes(range(32))),))

_COMMON = BundledCommonPasswords()


@dataclass(slots=True, kw_only=True)
class Door:
    """Every way in and out of one back end."""

    work: AnyWork = field(default_factory=MemoryWork)
    clock: FixedClock
    cost: Cost = CHEAP
    strict: bool = False
    # One maker, as in a server: only then do ids of one millisecond ascend.
    ids: SystemIds = field(default_factory=SystemIds)
    threads: BoundedThreads = field(default_factory=lambda: AtOnce(threads=1))
    windows: MemoryWindows = field(default_factory=MemoryWindows)

    @property
    def passwords(self) -> Argon2Passwords:
        return Argon2Passwords(threads=self.threads, cost=self.cost)

    @property
    def register(self) -> Register:
        return Register(
            work=self.work,
            clock=self.clock,
            ids=self.ids,
            tokens=SystemTokens(),
            passwords=self.passwords,
            strength=RememberedStrength(),
            common_passwords=_COMMON,
        )

    @property
    def log_in(self) -> LogIn:
        return LogIn(
            work=self.work,
            clock=self.clock,
            ids=self.ids,
            tokens=SystemTokens(),
            passwords=self.passwords,
            keyring=KEYRING,
        )

    @property
    def identify(self) -> IdentifyCaller:
        return IdentifyCaller(work=self.work, clock=self.clock, ids=SystemIds())

    @property
    def log_out(self) -> LogOut:
        return LogOut(work=self.work, clock=self.clock, ids=self.ids)

    @property
    def confirm(self) -> ConfirmPassword:
        return ConfirmPassword(
            work=self.work, clock=self.clock, ids=self.ids, passwords=self.passwords
        )

    @property
    def refresh(self) -> Refresh:
        return Refresh(
            work=self.work,
            clock=self.clock,
            ids=self.ids,
            tokens=SystemTokens(),
            counts=LimitedRequests(
                storage=KeptWindows(store=self.windows, clock=self.clock),
                fallback=KeptWindows(store=self.windows, clock=self.clock),
                keyring=KEYRING,
                clock=self.clock,
            ),
        )

    @property
    def reauthenticate(self) -> Reauthenticate:
        return Reauthenticate(
            confirm=self.confirm,
            work=self.work,
            clock=self.clock,
            ids=self.ids,
            tokens=SystemTokens(),
            codes=self.codes,
        )

    @property
    def codes(self) -> AskForCode:
        return AskForCode(
            work=self.work,
            clock=self.clock,
            ids=self.ids,
            keyring=KEYRING,
            one_time_codes=PyotpCodes(),
            hashes=self.code_hashes,
        )

    @property
    def code_hashes(self) -> Argon2BackupCodes:
        return Argon2BackupCodes(threads=self.threads, cost=self.cost)

    @property
    def begin_two_factor(self) -> BeginTwoFactor:
        return BeginTwoFactor(
            confirm=self.confirm,
            work=self.work,
            clock=self.clock,
            ids=self.ids,
            tokens=SystemTokens(),
            keyring=KEYRING,
            pictures=Undrawn(),
            issuer="PiggyPulse",
            strict=self.strict,
        )

    @property
    def confirm_two_factor(self) -> ConfirmTwoFactor:
        return ConfirmTwoFactor(
            work=self.work,
            clock=self.clock,
            ids=self.ids,
            tokens=SystemTokens(),
            codes=self.codes,
            hashes=self.code_hashes,
        )

    @property
    def disable_two_factor(self) -> DisableTwoFactor:
        return DisableTwoFactor(
            work=self.work, ids=self.ids, tokens=SystemTokens(), codes=self.codes
        )

    @property
    def regenerate_backup_codes(self) -> RegenerateBackupCodes:
        return RegenerateBackupCodes(
            work=self.work,
            ids=self.ids,
            tokens=SystemTokens(),
            codes=self.codes,
            hashes=self.code_hashes,
        )

    @property
    def complete_sign_in(self) -> CompleteSignIn:
        return CompleteSignIn(work=self.work, ids=self.ids, tokens=SystemTokens(), codes=self.codes)

    @property
    def two_factor_status(self) -> TellTwoFactor:
        return TellTwoFactor(work=self.work)

    @property
    def change_password(self) -> ChangePassword:
        return ChangePassword(
            confirm=self.confirm,
            work=self.work,
            clock=self.clock,
            ids=self.ids,
            tokens=SystemTokens(),
            passwords=self.passwords,
            judge=self.judge,
        )

    @property
    def judge(self) -> JudgePassword:
        return JudgePassword(strength=RememberedStrength(), common_passwords=_COMMON)

    @property
    def ask_for_reset(self) -> AskForReset:
        return AskForReset(work=self.work, clock=self.clock, ids=self.ids, keyring=KEYRING)

    @property
    def reset_password(self) -> ResetPassword:
        return ResetPassword(
            judge=self.judge,
            work=self.work,
            clock=self.clock,
            ids=self.ids,
            passwords=self.passwords,
            keyring=KEYRING,
        )

    @property
    def ask_for_emergency(self) -> AskForEmergency:
        return AskForEmergency(work=self.work, clock=self.clock, ids=self.ids, keyring=KEYRING)

    @property
    def remove_factor(self) -> RemoveFactor:
        return RemoveFactor(work=self.work, clock=self.clock, ids=self.ids)

    @property
    def unlock(self) -> Unlock:
        return Unlock(work=self.work, clock=self.clock, ids=self.ids, keyring=KEYRING)

    @property
    def mint(self) -> MintToken:
        return MintToken(work=self.work, clock=self.clock, tokens=SystemTokens(), keyring=KEYRING)

    @property
    def list_sessions(self) -> ListSessions:
        return ListSessions(work=self.work, clock=self.clock)

    @property
    def revoke_session(self) -> RevokeSession:
        return RevokeSession(work=self.work, clock=self.clock, ids=self.ids)

    @property
    def revoke_other_sessions(self) -> RevokeOtherSessions:
        return RevokeOtherSessions(work=self.work, clock=self.clock, ids=self.ids)

    async def registered(
        self,
        *,
        email: str = ALICE,
        password: str = PASSWORD,
        device: Device = PROGRAM,
        presented: Presented | None = None,
    ) -> SignedIn:
        """Somebody who has just registered."""
        return await self.register(
            email=email,
            password=password,
            name="Alice",
            currency=None,
            timezone=None,
            device=device,
            presented=presented,
        )

    async def signed_in(
        self,
        *,
        email: str = ALICE,
        password: str = PASSWORD,
        device: Device = PROGRAM,
        presented: Presented | None = None,
    ) -> SignedIn:
        """Somebody who has just signed in."""
        begun = await self.log_in(
            email=email, password=password, device=device, presented=presented
        )
        assert isinstance(begun, SignedIn), "no second factor is on"
        return begun

    async def challenged(self, *, email: str = ALICE, device: Device = BROWSER) -> Challenged:
        """Somebody whose password was right and whose second factor is on."""
        begun = await self.log_in(email=email, password=PASSWORD, device=device, presented=None)
        assert isinstance(begun, Challenged), "the second factor is on"
        return begun

    async def lock(self, *, email: str = ALICE, device: Device = PROGRAM) -> None:
        """Be wrong until signing in with an address is locked, waiting as one is told to."""
        while True:
            try:
                await self.signed_in(email=email, password="wrong", device=device)
            except AccountLocked:
                return
            except Refusal as told:
                seconds = told.members.get("retry_after_seconds", 0)
                assert isinstance(seconds, int)
                self.clock.instant += timedelta(seconds=seconds)

    async def is_live(self, shown: Presented, /) -> bool:
        """Whether a secret opens anything."""
        try:
            await self.identify(secret=shown.secret, kind=shown.kind)
        except NotAuthenticated:
            return False
        return True

    async def opens(self, signed_in: SignedIn, /) -> Principal:
        """Who the cookie of a sign-in stands for."""
        return await self.identify(secret=signed_in.sign_in.cookie, kind="cookie")


def principal_of(signed_in: SignedIn, /) -> Principal:
    """Who somebody is to the operations they ask for."""
    return Principal(id=signed_in.user.id, session=signed_in.sign_in.session.id)


def cookie_of(signed_in: SignedIn, /) -> Presented:
    """The cookie of a sign-in."""
    return Presented(secret=signed_in.sign_in.cookie, kind="cookie")


def token_of(signed_in: SignedIn, /) -> Presented:
    """The access token of a program's sign-in."""
    assert signed_in.sign_in.token is not None
    return Presented(secret=signed_in.sign_in.token, kind="access_token")
