"""The stores of the ledger that one transaction offers."""

from typing import Protocol

from piggypulse_core.ledger.ports.accounts import AccountStore
from piggypulse_core.ledger.ports.billings import Billings
from piggypulse_core.ledger.ports.categories import CategoryGoals, CategoryStore
from piggypulse_core.ledger.ports.transactions import TransactionStore, Windows
from piggypulse_core.ledger.ports.vendors import VendorReferences, VendorStore
from piggypulse_core.settings.ports import SettingsUnit


class LedgerUnit(SettingsUnit, Protocol):
    """The stores of the ledger that one transaction offers."""

    @property
    def accounts(self) -> AccountStore: ...

    @property
    def categories(self) -> CategoryStore: ...

    @property
    def category_goals(self) -> CategoryGoals: ...

    @property
    def billings(self) -> Billings: ...

    @property
    def transactions(self) -> TransactionStore: ...

    @property
    def vendors(self) -> VendorStore: ...

    @property
    def vendor_references(self) -> VendorReferences: ...

    @property
    def windows(self) -> Windows: ...
