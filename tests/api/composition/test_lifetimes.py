"""How long what lasts: what an operator chooses reaches everything that goes by it."""

import inspect
from dataclasses import is_dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from dependency_injector import providers

from piggypulse_adapters.security.passwords import Cost
from piggypulse_core.identity.model.mailed_token import MailedLives
from piggypulse_core.identity.model.session import Lifetimes
from piggypulse_http.composition.container import Container
from piggypulse_http.composition.reading import BadSettings
from piggypulse_http.composition.settings import Settings, read_settings
from tests.support.served import SETTINGS

CHOSEN = {
    "PIGGY_PULSE_SECURITY__SESSION_IDLE_DAYS": "3",
    "PIGGY_PULSE_SECURITY__SESSION_DAYS": "7",
    "PIGGY_PULSE_SECURITY__ACCESS_TOKEN_MINUTES": "20",
    "PIGGY_PULSE_SECURITY__PROOF_MINUTES": "2",
    "PIGGY_PULSE_SECURITY__RESET_MINUTES": "8",
    "PIGGY_PULSE_SECURITY__EMERGENCY_MINUTES": "9",
    "PIGGY_PULSE_SECURITY__EMERGENCY_AFTER_RESET_HOURS": "100",
    "PIGGY_PULSE_SECURITY__HASHING_MEMORY_MIB": "32",
    "PIGGY_PULSE_SECURITY__HASHING_PASSES": "3",
}
WANTED = {
    Lifetimes: Lifetimes(
        idle=timedelta(days=3),
        absolute=timedelta(days=7),
        access_token=timedelta(minutes=20),
        proof=timedelta(minutes=2),
    ),
    MailedLives: MailedLives(
        reset=timedelta(minutes=8),
        emergency=timedelta(minutes=9),
        quarantine=timedelta(hours=100),
    ),
    Cost: Cost(memory_kib=32 * 1024, passes=3),
}


def wired(settings: Settings) -> Container:
    """The real container; the pool it makes stays closed."""
    container = Container()
    container.settings.override(
        replace(settings, secrets=SETTINGS.secrets, database_url="postgresql://nobody@nowhere/no")
    )
    return container


def going_by(kind: type) -> dict[str, str]:
    """The providers of whatever has a field of a kind, by the field's name."""
    return {
        name: field
        for name, one in Container.providers.items()
        if isinstance(one, providers.Singleton) and is_dataclass(one.cls)
        for field, declared in inspect.get_annotations(one.cls).items()
        if declared is kind
    }


USERS = [(name, field, kind) for kind in WANTED for name, field in going_by(kind).items()]


@pytest.fixture(scope="module")
def chosen() -> Container:
    return wired(read_settings(values=CHOSEN))


@pytest.mark.parametrize(("name", "field", "kind"), USERS)
def test_what_is_chosen_reaches_whatever_goes_by_it(
    chosen: Container, name: str, field: str, kind: type[Any]
) -> None:
    made = chosen.providers[name]()

    assert getattr(made, field) == WANTED[kind]


def test_nothing_chosen_is_what_the_rules_say() -> None:
    settings = Settings()

    assert (settings.sessions, settings.links, settings.hashing) == (
        Lifetimes(),
        MailedLives(),
        Cost(),
    )
    assert settings == read_settings(values={})


def test_the_dead_are_swept_by_the_same_age(chosen: Container) -> None:
    assert chosen.purge().retention.lifetimes == WANTED[Lifetimes]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SESSION_IDLE_DAYS", "0"),
        ("SESSION_DAYS", "366"),
        ("ACCESS_TOKEN_MINUTES", "0"),
        ("PROOF_MINUTES", "1441"),
        ("HASHING_MEMORY_MIB", "18"),
        ("HASHING_PASSES", "1"),
    ],
)
def test_sessions_end_some_day_and_hashes_cost_no_less_than_advised(name: str, value: str) -> None:
    with pytest.raises(BadSettings) as refused:
        read_settings(values={f"PIGGY_PULSE_SECURITY__{name}": value})

    (complaint,) = refused.value.complaints
    assert complaint.startswith(f"PIGGY_PULSE_SECURITY__{name} must ")
