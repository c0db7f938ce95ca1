"""The use cases of the ledger, wired."""

from dependency_injector import providers

from piggypulse_core.ledger.usecases.vendors import CreateVendor, ListVendorOptions, ListVendors
from piggypulse_http.composition.ports import Ports


class Ledger(Ports):
    """One provider per use case."""

    create_vendor = providers.Singleton(CreateVendor, work=Ports.work, ids=Ports.ids)
    list_vendors = providers.Singleton(ListVendors, work=Ports.work)
    list_vendor_options = providers.Singleton(ListVendorOptions, work=Ports.work)
