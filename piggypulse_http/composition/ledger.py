"""The use cases of the ledger, wired."""

from dependency_injector import providers

from piggypulse_core.ledger.usecases.account_writes import (
    AdjustBalance,
    ArchiveAccount,
    DeleteAccount,
    UnarchiveAccount,
    UpdateAccount,
)
from piggypulse_core.ledger.usecases.accounts import (
    CreateAccount,
    GetAccount,
    ListAccountOptions,
    ListAccounts,
)
from piggypulse_core.ledger.usecases.categories import (
    CreateCategory,
    GetCategory,
    ListCategories,
    ListCategoryOptions,
)
from piggypulse_core.ledger.usecases.category_writes import (
    ArchiveCategory,
    DeleteCategory,
    UnarchiveCategory,
    UpdateCategory,
)
from piggypulse_core.ledger.usecases.transactions import (
    CreateTransaction,
    CreateTransactions,
    DeleteTransaction,
    GetTransaction,
    HasTransactions,
    ListTransactions,
    UpdateTransaction,
)
from piggypulse_core.ledger.usecases.vendors import (
    ArchiveVendor,
    CreateVendor,
    DeleteVendor,
    GetVendor,
    ListVendorOptions,
    ListVendors,
    MergeVendors,
    UnarchiveVendor,
    UpdateVendor,
)
from piggypulse_http.composition.ports import Ports


class Ledger(Ports):
    """One provider per use case."""

    create_account = providers.Singleton(
        CreateAccount, work=Ports.work, ids=Ports.ids, clock=Ports.clock
    )
    get_account = providers.Singleton(GetAccount, work=Ports.work)
    list_accounts = providers.Singleton(ListAccounts, work=Ports.work)
    list_account_options = providers.Singleton(ListAccountOptions, work=Ports.work)

    update_account = providers.Singleton(UpdateAccount, work=Ports.work)
    delete_account = providers.Singleton(DeleteAccount, work=Ports.work)
    archive_account = providers.Singleton(ArchiveAccount, work=Ports.work, clock=Ports.clock)
    unarchive_account = providers.Singleton(UnarchiveAccount, work=Ports.work)
    adjust_balance = providers.Singleton(AdjustBalance, work=Ports.work, clock=Ports.clock)

    create_category = providers.Singleton(
        CreateCategory, work=Ports.work, ids=Ports.ids, clock=Ports.clock
    )
    get_category = providers.Singleton(GetCategory, work=Ports.work, clock=Ports.clock)
    update_category = providers.Singleton(
        UpdateCategory, work=Ports.work, ids=Ports.ids, clock=Ports.clock
    )
    delete_category = providers.Singleton(DeleteCategory, work=Ports.work)
    archive_category = providers.Singleton(ArchiveCategory, work=Ports.work, clock=Ports.clock)
    unarchive_category = providers.Singleton(UnarchiveCategory, work=Ports.work, clock=Ports.clock)
    list_categories = providers.Singleton(ListCategories, work=Ports.work)
    list_category_options = providers.Singleton(ListCategoryOptions, work=Ports.work)

    create_transaction = providers.Singleton(
        CreateTransaction, work=Ports.work, ids=Ports.ids, clock=Ports.clock
    )
    create_transactions = providers.Singleton(
        CreateTransactions, work=Ports.work, ids=Ports.ids, clock=Ports.clock
    )
    list_transactions = providers.Singleton(ListTransactions, work=Ports.work, clock=Ports.clock)
    get_transaction = providers.Singleton(GetTransaction, work=Ports.work)
    has_transactions = providers.Singleton(HasTransactions, work=Ports.work)
    update_transaction = providers.Singleton(
        UpdateTransaction, work=Ports.work, ids=Ports.ids, clock=Ports.clock
    )
    delete_transaction = providers.Singleton(
        DeleteTransaction, work=Ports.work, ids=Ports.ids, clock=Ports.clock
    )

    create_vendor = providers.Singleton(CreateVendor, work=Ports.work, ids=Ports.ids)
    list_vendors = providers.Singleton(ListVendors, work=Ports.work)
    list_vendor_options = providers.Singleton(ListVendorOptions, work=Ports.work)
    get_vendor = providers.Singleton(GetVendor, work=Ports.work)
    update_vendor = providers.Singleton(UpdateVendor, work=Ports.work)
    archive_vendor = providers.Singleton(ArchiveVendor, work=Ports.work, clock=Ports.clock)
    unarchive_vendor = providers.Singleton(UnarchiveVendor, work=Ports.work)
    merge_vendors = providers.Singleton(MergeVendors, work=Ports.work)
    delete_vendor = providers.Singleton(DeleteVendor, work=Ports.work)
