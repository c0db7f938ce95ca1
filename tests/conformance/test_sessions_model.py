"""Two people sign in, renew, prove, switch and leave at random; a few dictionaries know what opens.

After every step each secret ever given is tried: it opens exactly what the model says.
"""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Literal

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.identity.model.challenge import Challenged
from piggypulse_core.identity.model.credential import Presented
from piggypulse_core.identity.model.mailed_token import MailedTokenKind
from piggypulse_core.identity.model.password import About
from piggypulse_core.identity.model.refresh import TokenReused
from piggypulse_core.identity.model.session import (
    ClientKind,
    Device,
    NotAuthenticated,
    Principal,
)
from piggypulse_core.identity.model.sign_in import NewCookie, SignedIn
from piggypulse_core.identity.ports import Judgement
from piggypulse_core.kernel.refusal import Faults
from tests.support.authenticator import Authenticator
from tests.support.clock import NOW
from tests.support.database import postgres_work
from tests.support.links import give_link
from tests.support.people import PASSWORD
from tests.support.sign_ins import CALLER, Door
from tests.support.works import AnyWork

PEOPLE = 2
STEP = timedelta(seconds=30)
TOKEN_LIFE = timedelta(hours=1)
WHO = st.integers(0, PEOPLE - 1)
WHICH = st.integers(0, 30)
CLIENTS: tuple[ClientKind, ...] = ("browser", "program")

Shown = Literal["cookie", "access_token"]
KINDS: tuple[Shown, ...] = ("cookie", "access_token")
SHOWN = st.sampled_from(KINDS)
DEVICES = {kind: Device(client=kind) for kind in CLIENTS}
"""From nowhere: failures of one place are not counted here."""


class Lenient(Judgement):
    """Takes every password."""

    async def __call__(self, *, password: str, about: About, field: str, faults: Faults) -> None:
        pass


@dataclass(slots=True, kw_only=True)
class Known:
    """What the model knows of one session."""

    client: ClientKind
    cookie: str | None
    tokens: dict[str, datetime] = field(default_factory=dict)
    old: list[str] = field(default_factory=list)
    is_live: bool = True

    def opens(self, secret: str, now: datetime) -> bool:
        if not self.is_live:
            return False
        return secret == self.cookie or (
            secret in self.tokens and now - self.tokens[secret] < TOKEN_LIFE
        )

    def give_token(self, secret: str, now: datetime) -> None:
        """One in place of those there are."""
        self.old += self.tokens
        self.tokens = {secret: now}

    def give_cookie(self, cookie: NewCookie | None) -> None:
        if cookie is not None:
            self.cookie = cookie.secret

    def shown(self, kind: Shown) -> Presented | None:
        secret = self.cookie if kind == "cookie" else next(iter(self.tokens), None)
        return None if secret is None else Presented(secret=secret, kind=kind)


@dataclass(slots=True, kw_only=True)
class Person:
    """Somebody as the model knows them."""

    first: SignedIn
    password: str = PASSWORD
    phone: Authenticator | None = None
    sessions: list[Known] = field(default_factory=list)
    secrets: list[Presented] = field(default_factory=list)

    def end(self, *, but: Known | None = None) -> None:
        for one in self.sessions:
            one.is_live = one.is_live and one is but

    def note(self) -> None:
        """Remember every secret there is, to try it for ever after."""
        for one in self.sessions:
            for kind in KINDS:
                shown = one.shown(kind)
                if shown is not None and shown not in self.secrets:
                    self.secrets.append(shown)

    def opens(self, shown: Presented, now: datetime) -> bool:
        return any(one.opens(shown.secret, now) for one in self.sessions)


class SignInsAgree(RuleBasedStateMachine):
    """Every act is done at the door and in the model."""

    def __init__(self, runner: asyncio.Runner, work: AnyWork) -> None:
        super().__init__()
        self.runner, self.clock = runner, FixedClock(NOW)
        self.door = Door(work=work, clock=self.clock)
        self.people = [self.runner.run(self._newcomer()) for _ in range(PEOPLE)]

    async def _newcomer(self) -> Person:
        first = await self.door.registered(email=f"{SystemIds().new().hex}@example.org")
        person = Person(first=first)
        person.sessions.append(self._known(first, client="program"))
        return person

    def _known(self, signed_in: SignedIn, *, client: ClientKind) -> Known:
        made = Known(client=client, cookie=signed_in.sign_in.cookie)
        if signed_in.sign_in.token is not None:
            made.give_token(signed_in.sign_in.token, self.clock.now())
        return made

    @rule(who=WHO, client=st.sampled_from(CLIENTS))
    def sign_in(self, who: int, client: ClientKind) -> None:
        person = self.people[who]
        self.clock.instant += STEP
        self.runner.run(self._sign_in(person, client))

    async def _sign_in(self, person: Person, client: ClientKind) -> None:
        device = DEVICES[client]
        begun = await self.door.log_in(
            email=person.first.user.email, password=person.password, device=device, presented=None
        )
        if person.phone is None:
            assert isinstance(begun, SignedIn)
            person.sessions.append(self._known(begun, client=client))
            return
        assert isinstance(begun, Challenged)
        cookie = Presented(secret=begun.sign_in.cookie, kind="cookie")
        assert not await self.door.is_live(cookie)
        done = await self.door.complete_sign_in(
            challenge=begun.secret, code=person.phone.code(), device=device, presented=None
        )
        made = Known(client=client, cookie=begun.sign_in.cookie)
        if done.token is not None:
            made.give_token(done.token, self.clock.now())
        person.sessions.append(made)

    @rule(who=WHO, which=WHICH, kind=SHOWN)
    def refresh(self, who: int, which: int, kind: Shown) -> None:
        self.clock.instant += STEP
        person = self.people[who]
        session = person.sessions[which % len(person.sessions)]
        shown = session.shown(kind)
        if shown is not None:
            self.runner.run(self._refresh(session, shown))

    async def _refresh(self, session: Known, shown: Presented) -> None:
        device = DEVICES[session.client]
        if not session.is_live:
            with pytest.raises(NotAuthenticated):
                await self.door.refresh(presented=shown, device=device)
            return
        done = await self.door.refresh(presented=shown, device=device)
        session.give_cookie(done.cookie)
        if done.token is not None:
            session.give_token(done.token, self.clock.now())

    @rule(who=WHO, which=WHICH)
    def steal(self, who: int, which: int) -> None:
        """Show a token again that had its successor long ago."""
        self.clock.instant += STEP
        person = self.people[who]
        session = person.sessions[which % len(person.sessions)]
        if session.old:
            shown = Presented(secret=session.old[-1], kind="access_token")
            with pytest.raises((TokenReused, NotAuthenticated)) as refused:
                self.runner.run(self.door.refresh(presented=shown, device=DEVICES["program"]))
            if session.is_live:
                assert refused.type is TokenReused
            session.is_live = False

    def _caller(
        self, who: int, which: int, kind: Shown
    ) -> tuple[Person, Known, Presented, Principal] | None:
        """Whoever asks for what only a live session may; nobody where it is none."""
        self.clock.instant += STEP
        person = self.people[who]
        session = person.sessions[which % len(person.sessions)]
        shown = session.shown(kind)
        if shown is None or not session.opens(shown.secret, self.clock.now()):
            return None
        principal = self.runner.run(self.door.identify(secret=shown.secret, kind=kind))
        return person, session, shown, principal

    @rule(who=WHO, which=WHICH)
    def log_out(self, who: int, which: int) -> None:
        if (found := self._caller(who, which, "cookie")) is not None:
            _, session, _, principal = found
            self.runner.run(
                self.door.log_out(owner=principal.id, session=principal.session, caller=CALLER)
            )
            session.is_live = False

    @rule(who=WHO, which=WHICH, kind=SHOWN)
    def revoke_others(self, who: int, which: int, kind: Shown) -> None:
        if (found := self._caller(who, which, kind)) is not None:
            person, session, shown, principal = found
            cookie = self.runner.run(
                self.door.reauthenticate(
                    who=principal,
                    password=person.password,
                    code=None if person.phone is None else person.phone.code(),
                    presented=shown,
                    caller=CALLER,
                )
            )
            assert (cookie is not None) is (kind == "cookie")
            session.give_cookie(cookie)
            self.runner.run(self.door.revoke_other_sessions(who=principal, caller=CALLER))
            person.end(but=session)

    @rule(who=WHO, which=WHICH, kind=SHOWN)
    def change_password(self, who: int, which: int, kind: Shown) -> None:
        if (found := self._caller(who, which, kind)) is not None:
            person, session, shown, principal = found
            new = f"password {self.clock.now()}"
            act = replace(self.door.change_password, judge=Lenient())
            cookie = self.runner.run(
                act(who=principal, current=person.password, new=new, presented=shown, caller=CALLER)
            )
            person.password = new
            person.end(but=session)
            self._only(session, shown, cookie)

    def _only(self, session: Known, shown: Presented, cookie: NewCookie | None) -> None:
        """The credential that asked goes on, a cookie under another value; the others are dead."""
        if shown.kind == "cookie":
            assert cookie is not None
            session.tokens, session.cookie = {}, cookie.secret
        else:
            session.cookie = None
            session.tokens = {shown.secret: session.tokens[shown.secret]}
        session.old = []

    @rule(who=WHO, which=WHICH, kind=SHOWN)
    def switch(self, who: int, which: int, kind: Shown) -> None:
        """The second factor on, or off again."""
        if (found := self._caller(who, which, kind)) is not None:
            person, session, shown, principal = found
            switched = self._off if person.phone is not None else self._on
            session.give_cookie(self.runner.run(switched(person, principal, shown)))
            person.end(but=session)

    async def _on(self, person: Person, principal: Principal, shown: Presented) -> NewCookie | None:
        begun = await self.door.begin_two_factor(who=principal, password=None, caller=CALLER)
        person.phone = Authenticator(secret=begun.secret, clock=self.clock)
        done = await self.door.confirm_two_factor(
            who=principal, code=person.phone.code(), presented=shown, caller=CALLER
        )
        return done.cookie

    async def _off(
        self, person: Person, principal: Principal, shown: Presented
    ) -> NewCookie | None:
        assert person.phone is not None
        code, person.phone = person.phone.code(), None
        return await self.door.disable_two_factor(
            who=principal, code=code, presented=shown, caller=CALLER
        )

    @rule(who=WHO)
    def reset(self, who: int) -> None:
        """By letter: everything ends, the second factor stays."""
        person = self.people[who]
        self.clock.instant += STEP
        person.password = f"password {self.clock.now()}"
        act = replace(self.door.reset_password, judge=Lenient())
        token = self.runner.run(self._link("reset", person))
        self.runner.run(act(token=token, password=person.password, caller=CALLER))
        person.end()

    async def _link(self, kind: MailedTokenKind, person: Person) -> str:
        owner, at = person.first.user.id, self.clock.now()
        return await give_link(self.door.work, kind, owner=owner, at=at)

    @rule(who=WHO)
    def lose_phone(self, who: int) -> None:
        person = self.people[who]
        self.clock.instant += STEP
        if person.phone is not None:
            token = self.runner.run(self._link("emergency", person))
            self.runner.run(self.door.remove_factor(token=token, caller=CALLER))
            person.phone = None
            person.end()

    @rule(fortnight=st.sampled_from([False, False, False, True]))
    def wait(self, *, fortnight: bool) -> None:
        """Until tokens are over, or every session is."""
        self.clock.instant += timedelta(days=14) if fortnight else TOKEN_LIFE
        for person in self.people if fortnight else ():
            person.end()

    @invariant()
    def every_secret_opens_what_it_should(self) -> None:
        now = self.clock.now()
        for person in self.people:
            person.note()
            wanted = [person.opens(one, now) for one in person.secrets]
            live = [self.runner.run(self.door.is_live(one)) for one in person.secrets]
            assert live == wanted


@contextmanager
def work_of(kind: str, request: pytest.FixtureRequest, runner: asyncio.Runner) -> Iterator[AnyWork]:
    if kind == "memory":
        yield MemoryWork()
        return
    stack = AsyncExitStack()
    url = request.getfixturevalue("shared_database")
    try:
        yield runner.run(stack.enter_async_context(postgres_work(url=url)))
    finally:
        runner.run(stack.aclose())


@pytest.mark.parametrize(("kind", "examples"), [("memory", 15), ("postgres", 3)])
def test_what_opens_is_what_the_model_says(
    kind: str, examples: int, request: pytest.FixtureRequest
) -> None:
    with asyncio.Runner() as runner, work_of(kind, request, runner) as work:
        run_state_machine_as_test(
            partial(SignInsAgree, runner, work),  # type: ignore[arg-type]  # it is only called
            settings=settings(max_examples=examples, stateful_step_count=25, deadline=None),
        )
