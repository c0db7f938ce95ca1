"""Ports: each asks for the owner, and each has two stores and one suite."""

import ast
import inspect
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pkgutil import walk_packages
from typing import Protocol

import pytest

import piggypulse_adapters.memory
import piggypulse_adapters.postgres
from piggypulse_adapters.memory.unit import MemoryUnit
from piggypulse_adapters.postgres.unit import PostgresUnit
from tests.support.source import ROOT, Module, modules, planted

WITHOUT_OWNER = {
    "ChallengeStore.find": "looks a secret up before anybody is known",
    "MailedTokenStore.find": "looks a token up before anybody is known",
    "MailedTokenStore.purge": "sweeps what nobody can use any more",
    "Outbox.count_before": "counts what one address is sent, whosever it is",
    "ThrottleStore.find": "an address has failures whether or not it is somebody's",
    "ReckoningStore.count_owners": "an operator audits everybody's ledgers",
    "ReckoningStore.owners": "an operator audits everybody's ledgers",
    "KeptAnswerStore.purge": "sweeps what nobody may ask for again",
    "Outbox.add": "a letter goes to a user or to an address, and says so itself",
    "SealStore.keys": "an operator may not drop a key that anybody's seed is sealed with",
    "SealStore.under_others": "an operator seals everybody's seeds anew",
    "Outbox.claim": "whoever sends takes any letter",
    "Outbox.drop": "about a letter that was claimed, as settle",
    "Outbox.hurry": "an operator means every letter",
    "Outbox.is_first_to": "an address outlives whoever registered it",
    "Outbox.postpone": "about a letter that was claimed, as settle",
    "Outbox.settle": "about a letter that was claimed; whoever it was to may be gone",
    "PurgeStore.events": "removes what is old, whosever it is",
    "PurgeStore.letters": "as events",
    "PurgeStore.places": "as events",
    "PurgeStore.sessions": "as events",
    "PurgeStore.set_ups": "as events",
    "ScheduleStore.automatic_owners": "as Subscribers.to_visit",
    "SessionStore.end_presented": "ends whosever session a secret opens",
    "SessionStore.find": "looks a secret up before anybody is known",
    "Subscribers.to_visit": "finds whom a timer visits",
    "ThrottleStore.clear": "an address has failures whether or not it is somebody's",
    "ThrottleStore.forgive": "an address and an IP, not a user, are counted",
    "ThrottleStore.purge": "sweeps what nobody has added to",
    "ThrottleStore.reserve": "counts before anybody is known",
    "ThrottleStore.withdraw": "as reserve",
    "UserStore.find": "looks an address up before anybody is known",
}
METHODS_MAX = 8


def ports() -> Mapping[str, type]:
    """Each store a unit offers: the property's name, and the port it promises."""
    found: dict[str, type] = {}
    for file in sorted((ROOT / "piggypulse_core").glob("*/ports*")):
        module = import_module(f"piggypulse_core.{file.parent.name}.ports")
        for name, unit in vars(module).items():
            if name.endswith("Unit") and inspect.isclass(unit):
                found |= _offers(unit)
    return found


def _offers(unit: type) -> Mapping[str, type]:
    return {
        name: inspect.get_annotations(member.fget)["return"]
        for name, member in vars(unit).items()
        if isinstance(member, property) and member.fget is not None
    }


def methods(port: type) -> Iterator[tuple[str, inspect.Signature]]:
    for name, member in vars(port).items():
        if inspect.isfunction(member) and not name.startswith("_"):
            yield name, inspect.signature(member)


def complaints(port: type) -> Iterator[str]:
    """The owner comes first, everything is by keyword, and a port stays small."""
    found = list(methods(port))
    if len(found) > METHODS_MAX:
        yield f"{port.__name__}: {len(found)} methods"
    for name, signature in found:
        full = f"{port.__name__}.{name}"
        parameters = list(signature.parameters.values())[1:]
        if any(one.kind is not one.KEYWORD_ONLY for one in parameters):
            yield f"{full}: by keyword only"
        first = parameters[0].name if parameters else ""
        if (first == "owner") == (full in WITHOUT_OWNER):
            yield f"{full}: begins with {first or 'nothing'}"


def implementations(package: str) -> Iterator[type]:
    root = import_module(package)
    for info in walk_packages(root.__path__, prefix=f"{package}."):
        for one in vars(import_module(info.name)).values():
            if inspect.isclass(one) and one.__module__ == info.name:
                yield one


def reached_by(suites: Iterable[Module]) -> set[str]:
    """The stores that conformance suites reach for."""
    suites = list(suites)
    return {
        node.attr
        for suite in suites
        for node in ast.walk(suite.tree)
        if isinstance(node, ast.Attribute)
    } | {suite.stem.removeprefix("test_").partition("_")[0] for suite in suites}


@pytest.mark.parametrize("port", ports().values(), ids=lambda port: port.__name__)
def test_a_port_asks_for_the_owner(port: type) -> None:
    assert list(complaints(port)) == []


def test_exceptions_are_methods_there_are() -> None:
    every = {f"{port.__name__}.{name}" for port in ports().values() for name, _ in methods(port)}

    assert set(WITHOUT_OWNER) <= every


@pytest.mark.parametrize("unit", [MemoryUnit, PostgresUnit])
@pytest.mark.parametrize("name", ports())
def test_a_store_stands_behind_each_port(name: str, unit: type) -> None:
    store = inspect.get_annotations(getattr(unit, name).fget)["return"]

    assert ports()[name] in store.__mro__


@pytest.mark.parametrize(
    "package", [piggypulse_adapters.memory.__name__, piggypulse_adapters.postgres.__name__]
)
def test_each_port_is_fulfilled_once(package: str) -> None:
    classes = list(implementations(package))
    counted = {
        name: [one.__name__ for one in classes if port in one.__mro__]
        for name, port in ports().items()
    }

    assert {name: found for name, found in counted.items() if len(found) != 1} == {}


def test_each_port_has_a_suite() -> None:
    reached = reached_by(modules("tests/conformance"))

    assert set(ports()) - reached == set()


class Ownerless(Protocol):
    async def get(self, *, vendor: int) -> int: ...


class Positional(Protocol):
    async def get(self, owner: int) -> int: ...


@pytest.mark.parametrize("port", [Ownerless, Positional])
def test_an_offender_is_found(port: type) -> None:
    assert list(complaints(port))


def test_a_port_without_suite_is_found() -> None:
    suites = [planted("async def test(work):\n    unit.vendors.get()", path="test_x.py")]

    assert {"vendors", "accounts"} - reached_by(suites) == {"accounts"}
