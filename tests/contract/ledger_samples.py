"""Good requests for operations of the ledger."""

from collections.abc import Mapping

from tests.contract.bodies import account, of_checking, purchase
from tests.contract.sample import Sample


def ledger(ids: Mapping[str, str], window: Mapping[str, str], /) -> Mapping[str, Sample]:
    """By operation id."""
    page = {"cursor": "", "limit": "10", "status": "all"}
    return {
        **_reading_transactions(ids, window),
        **_writing_transactions(ids),
        **_writing_accounts(ids),
        **_writing_categories(ids),
        **_writing_vendors(ids),
        "listAccounts": Sample(query=page),
        "getAccount": Sample(path={"account_id": ids["checking"]}),
        "listAccountOptions": Sample(),
        "listCategories": Sample(query=page),
        "getCategory": Sample(path={"category_id": ids["groceries"]}),
        "listCategoryOptions": Sample(),
        "listVendors": Sample(query=page),
        "listVendorOptions": Sample(),
        "getVendor": Sample(path={"vendor_id": ids["vendor"]}),
    }


def _reading_transactions(
    ids: Mapping[str, str], window: Mapping[str, str]
) -> Mapping[str, Sample]:
    return {
        "listTransactions": Sample(
            query={
                **window,
                "scope": "period",
                "cursor": "",
                "limit": "10",
                "direction": "expense",
                "accountId": ids["checking"],
                "categoryId": ids["groceries"],
                "vendorId": ids["vendor"],
                "fromDate": "2026-06-01",
                "toDate": "2026-06-30",
                "search": "food",
                "uncategorized": "include",
            }
        ),
        "getTransaction": Sample(path={"transaction_id": ids["transaction"]}),
        "hasAnyTransactions": Sample(),
    }


def _writing_transactions(ids: Mapping[str, str]) -> Mapping[str, Sample]:
    return {
        "createTransaction": Sample(body=purchase(ids)),
        "batchCreateTransactions": Sample(body=[purchase(ids), purchase(ids)]),
        "updateTransaction": Sample(
            path={"transaction_id": ids["transaction"]},
            body={**purchase(ids), "description": "More food"},
        ),
        "deleteTransaction": Sample(path={"transaction_id": ids["transaction"]}),
    }


def _writing_accounts(ids: Mapping[str, str]) -> Mapping[str, Sample]:
    return {
        "createAccount": Sample(body=account()),
        "updateAccount": Sample(
            path={"account_id": ids["checking"]},
            body={**account(), **of_checking(), "name": "Current"},
        ),
        "deleteAccount": Sample(path={"account_id": ids["savings"]}),
        "archiveAccount": Sample(path={"account_id": ids["savings"]}),
        "unarchiveAccount": Sample(path={"account_id": ids["archived_account"]}),
        "adjustAccountBalance": Sample(
            path={"account_id": ids["savings"]}, body={"newBalance": 90_000}
        ),
    }


def _writing_categories(ids: Mapping[str, str]) -> Mapping[str, Sample]:
    return {
        "createCategory": Sample(
            body={
                "name": "Apples",
                "type": "expense",
                "icon": "🍎",
                "color": None,
                "behavior": "variable",
                "description": "Red ones",
                "parentId": ids["groceries"],
                "target": 5_000,
            }
        ),
        "updateCategory": Sample(
            path={"category_id": ids["rent"]},
            body={
                "name": "Housing",
                "type": "expense",
                "icon": "🏡",
                "color": "",
                "behavior": "fixed",
                "description": None,
                "parentId": ids["groceries"],
                "target": 81_000,
            },
        ),
        "deleteCategory": Sample(path={"category_id": ids["rent"]}),
        "archiveCategory": Sample(path={"category_id": ids["rent"]}),
        "unarchiveCategory": Sample(path={"category_id": ids["archived_category"]}),
    }


def _writing_vendors(ids: Mapping[str, str]) -> Mapping[str, Sample]:
    one = {"vendor_id": ids["vendor"]}
    return {
        "createVendor": Sample(body={"name": "Bakery", "description": "At the corner"}),
        "updateVendor": Sample(path=one, body={"name": "Farmers' market", "description": None}),
        "archiveVendor": Sample(path=one),
        "unarchiveVendor": Sample(path={"vendor_id": ids["archived vendor"]}),
        "mergeVendor": Sample(path=one, body={"targetVendorId": ids["unused vendor"]}),
        "deleteVendor": Sample(path={"vendor_id": ids["unused vendor"]}),
    }
