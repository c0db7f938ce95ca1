"""What the ledger needs from the world."""

from piggypulse_core.ledger.ports.accounts import (
    AccountStore,
)
from piggypulse_core.ledger.ports.billings import (
    Billings,
)
from piggypulse_core.ledger.ports.categories import (
    CategoryGoals,
    CategoryStore,
)
from piggypulse_core.ledger.ports.transactions import (
    TransactionStore,
    Windows,
)
from piggypulse_core.ledger.ports.unit import (
    LedgerUnit,
)
from piggypulse_core.ledger.ports.vendors import (
    VendorReferences,
    VendorStore,
)

__all__ = [
    "AccountStore",
    "Billings",
    "CategoryGoals",
    "CategoryStore",
    "LedgerUnit",
    "TransactionStore",
    "VendorReferences",
    "VendorStore",
    "Windows",
]
