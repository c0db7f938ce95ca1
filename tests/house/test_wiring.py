"""The container: everything a class asks for is given, is what was asked for, and nothing else."""

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from typing import Any, Protocol, get_args, get_origin

import pytest
from dependency_injector import providers

from piggypulse_adapters.memory.unit import MemoryUnit
from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.postgres.unit import PostgresUnit
from piggypulse_adapters.postgres.work import PostgresWork
from piggypulse_adapters.system.clock import SystemClock
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import Ids
from piggypulse_core.kernel.work import EnclosingWork, Work
from piggypulse_core.ledger.ports import LedgerUnit
from piggypulse_core.ledger.usecases.vendors import CreateVendor
from piggypulse_http.composition.binding import Unbound, bound
from piggypulse_http.composition.container import Container
from piggypulse_http.composition.controllers import CONTROLLERS
from tests.support.served import SETTINGS

UNIT_OF_WORK: Mapping[type, type] = {MemoryWork: MemoryUnit, PostgresWork: PostgresUnit}


def wired() -> Container:
    """The real container; the pool it makes stays closed."""
    container = Container()
    container.settings.override(
        replace(SETTINGS, database_url="postgresql://nobody@nowhere/nothing")
    )
    return container


def complaints(provider: providers.Singleton[Any]) -> Iterator[str]:
    """What is missing, too much, or of another kind than declared."""
    made = provider.cls
    if not is_dataclass(made):
        return
    taken = {one.name: one for one in fields(made) if one.init}
    declared = {name: inspect.get_annotations(made)[name] for name in taken}
    optional = {
        name
        for name, one in taken.items()
        if one.default is not MISSING or one.default_factory is not MISSING
    }
    given = provider.kwargs
    for name in sorted(declared.keys() - given.keys() - optional):
        yield f"{made.__name__}.{name}: not given"
    for name in sorted(given.keys() - declared.keys()):
        yield f"{made.__name__}.{name}: not asked for"
    for name in sorted(given.keys() & declared.keys()):
        value = given[name]() if isinstance(given[name], providers.Provider) else given[name]
        for complaint in mismatches(wanted=declared[name], value=value):
            yield f"{made.__name__}.{name}: {complaint}"


def mismatches(*, wanted: Any, value: object) -> Iterator[str]:  # noqa: ANN401 - any annotation
    """The declared port must be among the classes the object was written as."""
    kind = get_origin(wanted) or wanted
    if not inspect.isclass(kind):
        return
    if kind not in type(value).__mro__:
        yield f"{type(value).__name__} is no {kind.__name__}"
    elif kind in (Work, EnclosingWork):
        unit = UNIT_OF_WORK[type(value)]
        for store in sorted(stores(get_args(wanted)[0])):
            if not hasattr(unit, store):
                yield f"{unit.__name__} has no {store}"


def stores(unit: type) -> set[str]:
    return {
        name for one in unit.__mro__ for name, member in vars(one).items() if _is_property(member)
    }


def _is_property(member: object) -> bool:
    return isinstance(member, property)


SINGLETONS = {
    name: one for name, one in wired().providers.items() if isinstance(one, providers.Singleton)
}


@pytest.mark.parametrize("name", SINGLETONS)
def test_a_provider_gives_what_is_asked_for(name: str) -> None:
    assert list(complaints(SINGLETONS[name])) == []


def test_every_provider_can_be_resolved() -> None:
    container = wired()

    container.check_dependencies()

    assert all(provider() is not None for provider in container.providers.values())


async def test_hashes_cost_what_they_should_outside_of_tests() -> None:
    kept = await wired().passwords().hash(password="correct horse battery staple")

    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


@pytest.mark.parametrize("controller", CONTROLLERS, ids=lambda one: one.__name__)
def test_a_controller_finds_everything_it_names(controller: type) -> None:
    made = bound(controller, providers=wired().providers)

    assert set(inspect.get_annotations(controller)) <= set(vars(made))


def test_each_use_case_is_used_by_a_controller_the_edge_or_a_command() -> None:
    asked = {name for one in CONTROLLERS for name in inspect.get_annotations(one)}
    by_others = {
        "identify_caller",
        "confirm_password",
        "note_refused_request",
        "answer_once",
        "forget_answers",
        "reckon_every_ledger",
        "mint_token",
        "ask_for_code",
        "find_missing_keys",
        "find_person",
        "seal_anew",
        "send_next_letter",
        "hurry_letters",
        "judge_password",
        "purge",
        "sign_out",
        "unlock_address",
        "advance_subscriptions",
        "find_scheduled",
        "find_subscribers",
        "tick",
        "top_up_periods",
    }
    use_cases = {name for name, one in SINGLETONS.items() if ".usecases." in one.cls.__module__}

    assert use_cases - asked - by_others == set()


OFFENDERS = {
    "not given": providers.Singleton(CreateVendor, work=providers.Object(MemoryWork())),
    "not asked for": providers.Singleton(
        CreateVendor,
        work=providers.Object(MemoryWork()),
        ids=providers.Object(SystemIds()),
        clock=providers.Object(SystemClock()),
    ),
    "is no Work": providers.Singleton(
        CreateVendor, work=providers.Object(SystemClock()), ids=providers.Object(SystemIds())
    ),
    "is no Ids": providers.Singleton(
        CreateVendor, work=providers.Object(MemoryWork()), ids=providers.Object(SystemClock())
    ),
}


@pytest.mark.parametrize("complaint", OFFENDERS)
def test_an_offender_is_found(complaint: str) -> None:
    assert any(complaint in found for found in complaints(OFFENDERS[complaint]))


class FarUnit(LedgerUnit, Protocol):
    @property
    def moons(self) -> Clock: ...


@dataclass(frozen=True, kw_only=True)
class LookUp:
    work: Work[FarUnit]
    ids: Ids


def test_a_unit_without_a_store_is_found() -> None:
    provider = providers.Singleton(
        LookUp, work=providers.Object(MemoryWork()), ids=providers.Object(SystemIds())
    )

    assert list(complaints(provider)) == ["LookUp.work: MemoryUnit has no moons"]


@pytest.mark.parametrize("extra", [{"name": "x"}, {}])
def test_missing_or_extra_arguments_raise_when_resolved(extra: dict[str, str]) -> None:
    with pytest.raises(TypeError):
        providers.Singleton(CreateVendor, **extra)()


def test_a_controller_that_asks_for_more_does_not_start() -> None:
    with pytest.raises(Unbound):
        bound(CONTROLLERS[-1], providers={})
