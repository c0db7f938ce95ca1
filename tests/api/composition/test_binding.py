"""Controllers filled with what their annotations name."""

import pytest
from dependency_injector import providers
from litestar import Controller

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_core.ledger.usecases.vendors import ListVendorOptions
from piggypulse_http.composition.binding import Unbound, bound
from piggypulse_http.edge.health import HealthController


class Wanting(Controller):
    path = "/wanting"
    list_vendor_options: ListVendorOptions


def test_a_use_case_is_found_by_its_name() -> None:
    use_case = ListVendorOptions(work=MemoryWork())

    made = bound(Wanting, providers={"list_vendor_options": providers.Object(use_case)})

    assert made.list_vendor_options.ask is use_case  # type: ignore[attr-defined]  # filled by bound
    assert not hasattr(Wanting, "list_vendor_options")


def test_a_missing_one_stops_the_start() -> None:
    with pytest.raises(Unbound, match="no provider"):
        bound(Wanting, providers={})


def test_one_of_another_type_stops_the_start() -> None:
    with pytest.raises(Unbound, match="MemoryWork given"):
        bound(Wanting, providers={"list_vendor_options": providers.Object(MemoryWork())})


def test_a_protocol_is_given_as_it_is() -> None:
    work = MemoryWork()

    assert bound(HealthController, providers={"work": providers.Object(work)}).work is work  # type: ignore[attr-defined]  # filled by bound
