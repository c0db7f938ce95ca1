"""A household with one of everything, and for each operation a request that succeeds in it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from piggypulse_adapters.system.clock import FixedClock
from tests.contract.bodies import (
    NEW_PASSWORD,
    account,
    cadence,
    of_checking,
    overlay,
    passwords,
    purchase,
    schedule,
)
from tests.support.authenticator import Authenticator
from tests.support.client import ApiClient, answered
from tests.support.clock import NOW
from tests.support.people import PASSWORD

Body = Any
"""JSON as Python has it."""

KEY: Mapping[str, str] = {"Idempotency-Key": "the-vendor-of-the-household"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One good request: what stands in the path, in the query and in the body."""

    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    body: Body = None

    def changed(self, **parts: Mapping[str, str]) -> "Sample":
        """With another path or query."""
        return replace(self, **parts)

    def replaced(self, old: str, new: str, /) -> "Sample":
        """With another text wherever one stands."""
        path, query, body = json.loads(
            json.dumps([dict(self.path), dict(self.query), self.body]).replace(old, new)
        )
        return Sample(path=path, query=query, body=body)


async def furnish(client: ApiClient, /) -> dict[str, str]:
    """Make one of everything; gives ids by name."""

    async def made(path: str, body: Body, **headers: str) -> str:
        reply = await client.post(path, json=body, headers=headers)
        identity: str = answered(reply, 201)["id"]
        return identity

    plain = {"type": "Checking", "color": "#112233", "initialBalance": 100_000}
    ids = {
        "checking": await made("/accounts", {**plain, "name": "Checking"}),
        "savings": await made("/accounts", {**plain, "name": "Savings", "type": "Savings"}),
        "groceries": await made(
            "/categories", {"name": "Groceries", "type": "expense", "icon": "🛒"}
        ),
        "rent": await made("/categories", {"name": "Rent", "type": "expense", "icon": "🏠"}),
        "vendor": await made("/vendors", {"name": "Market"}, **KEY),
        "period": await made("/periods", period(name="June", start="2026-05-25")),
    }
    ids["archived_category"] = await made(
        "/categories", {"name": "Pets", "type": "expense", "icon": "🐈"}
    )
    answered(await client.post(f"/categories/{ids['archived_category']}/archive"))
    ids["archived_account"] = await made("/accounts", {**plain, "name": "Old"})
    answered(await client.post(f"/accounts/{ids['archived_account']}/archive"))
    ids["schedule"] = await made("/periods/schedule", {"scheduleType": "manual"})
    ids["target"] = await made("/targets", {"categoryId": ids["groceries"], "value": 30_000})
    ids["transaction"] = await made("/transactions", purchase(ids))
    (session,) = answered(await client.get("/settings/sessions"))
    ids["session"] = session["id"]
    ids["email"] = answered(await client.get("/auth/me"))["email"]
    begun = answered(await client.post("/auth/2fa/enable"))
    ids["code"] = Authenticator(secret=begun["secret"], clock=FixedClock(NOW)).code()
    await _set_aside(client, ids)
    ids["unused vendor"] = await made("/vendors", {"name": "Kiosk"})
    ids["archived vendor"] = await made("/vendors", {"name": "Closed shop"})
    answered(await client.post(f"/vendors/{ids['archived vendor']}/archive"))
    ids["subscription"] = await made("/subscriptions", _subscription(ids))
    ids["paused subscription"] = await made("/subscriptions", _subscription(ids, name="Paper"))
    answered(await client.post(f"/subscriptions/{ids['paused subscription']}/pause"))
    ids["overlay"] = await made("/overlays", overlay(ids))
    ids["manual overlay"] = await made("/overlays", overlay(ids, mode="manual"))
    return ids


async def _set_aside(client: ApiClient, ids: dict[str, str]) -> None:
    """A target that counts no more, and one with a value of its own in the period."""
    for name, more in (("excluded target", {}), ("overridden target", {"periodId": ids["period"]})):
        category = await client.post(
            "/categories", json={"name": f"For {name}", "type": "expense", "icon": "🎯"}
        )
        body = {"categoryId": answered(category, 201)["id"], "value": 100, **more}
        ids[name] = answered(await client.post("/targets", json=body), 201)["id"]
    answered(await client.post(f"/targets/{ids['excluded target']}/exclude"))


def period(*, name: str, start: str) -> Body:
    """A month from a day on."""
    return {
        "name": name,
        "startDate": start,
        "periodType": "duration",
        "duration": {"durationUnits": 1, "durationUnit": "months"},
        "manualEndDate": None,
    }


def samples(ids: Mapping[str, str], /) -> Mapping[str, Sample]:
    """A good request for each operation, by its id."""
    window = {"periodId": ids["period"]}
    return {
        **_reading(ids, window),
        **_writing(ids),
        **_subscriptions(ids),
        **_overlays(ids),
        "healthCheck": Sample(),
        "login": Sample(body={"email": ids["email"], "password": PASSWORD}),
        "logout": Sample(),
        "getMe": Sample(),
        "refreshToken": Sample(),
        "reauthenticate": Sample(body={"password": PASSWORD, "code": None}),
        "changePassword": Sample(body=passwords()),
        "changePasswordByPost": Sample(body=passwords()),
        **_recovering(ids),
        **_two_factor(ids),
        "listSessions": Sample(),
        "resetStructure": Sample(body={"password": PASSWORD}),
        "deleteUserAccount": Sample(body={"password": PASSWORD}),
        "revokeSession": Sample(path={"session_id": ids["session"]}),
        "revokeOtherSessions": Sample(),
        "register": Sample(
            body={
                "email": "carol@example.org",
                "password": PASSWORD,
                "name": "Carol",
                "currencyId": None,
                "timezone": "Europe/Prague",
            }
        ),
        "updateProfile": Sample(
            body={"name": "Alice B.", "currency": "EUR", "avatar": "🐷", "timezone": "UTC"}
        ),
    }


def _recovering(ids: Mapping[str, str]) -> Mapping[str, Sample]:
    return {
        "forgotPassword": Sample(body={"email": ids["email"]}),
        "resetPassword": Sample(body={"token": ids["reset link"], "password": NEW_PASSWORD}),
        "unlockAccount": Sample(query={"token": ids["unlock link"]}),
        "emergencyDisableRequest": Sample(
            body={"email": ids["email"], "twoFactorToken": "pp_2fa_" + "A" * 43}
        ),
        "emergencyDisableConfirm": Sample(body={"token": ids["emergency link"]}),
        "unlockAccountByPost": Sample(body={"token": ids["unlock link"]}),
    }


def _reading(ids: Mapping[str, str], window: Mapping[str, str]) -> Mapping[str, Sample]:
    page = {"cursor": "", "limit": "10", "status": "all"}
    return {
        "listCurrencies": Sample(),
        "getCurrency": Sample(path={"code": "EUR"}),
        "getProfile": Sample(),
        "listAccounts": Sample(query=page),
        "getAccount": Sample(path={"account_id": ids["checking"]}),
        "listAccountOptions": Sample(),
        "listAccountsSummary": Sample(query={**page, **window}),
        "getBatchBalanceHistory": Sample(query={**window, "status": "all"}),
        "getAccountBalanceHistory": Sample(path={"account_id": ids["checking"]}, query=window),
        "getAccountDetails": Sample(path={"account_id": ids["checking"]}, query=window),
        "getCategoriesOverview": Sample(query=window),
        "getCategoryDetail": Sample(path={"category_id": ids["groceries"]}, query=window),
        "getCategoryTrend": Sample(path={"category_id": ids["groceries"]}, query={"limit": "6"}),
        "listCategories": Sample(query=page),
        "getCategory": Sample(path={"category_id": ids["groceries"]}),
        "listCategoryOptions": Sample(),
        "listVendors": Sample(query=page),
        "listVendorOptions": Sample(),
        "getVendor": Sample(path={"vendor_id": ids["vendor"]}),
        "getVendorStats": Sample(query=window),
        "getVendorDetail": Sample(path={"vendor_id": ids["vendor"]}, query=window),
        **_reading_transactions(ids, window),
        "getPeriods": Sample(
            query={
                "cursor": "",
                "limit": "10",
                "status": "active",
                "from": "2026-01-01",
                "to": "2026-12-31",
            }
        ),
        "getPeriod": Sample(path={"period_id": ids["period"]}),
        "getCurrentPeriod": Sample(),
        "getPeriodGaps": Sample(),
        "getPeriodSchedule": Sample(),
        "previewPeriodSchedule": Sample(
            body={**schedule(), "cadence": cadence(), "holidayRegion": "DE-BY", "count": 4}
        ),
        "getCategoryTargets": Sample(query=window),
        "getDashboardCurrentPeriod": Sample(query=window),
        "getDashboardNetPosition": Sample(query=window),
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
        "getTransactionStats": Sample(query=window),
    }


def _writing(ids: Mapping[str, str]) -> Mapping[str, Sample]:
    return {
        **_writing_accounts(ids),
        **_writing_categories(ids),
        **_writing_vendors(ids),
        "createTransaction": Sample(body=purchase(ids)),
        "batchCreateTransactions": Sample(body=[purchase(ids), purchase(ids)]),
        "updateTransaction": Sample(
            path={"transaction_id": ids["transaction"]},
            body={**purchase(ids), "description": "More food"},
        ),
        "deleteTransaction": Sample(path={"transaction_id": ids["transaction"]}),
        "createPeriod": Sample(
            body={**period(name="July", start="2026-06-25"), "replaceGenerated": True}
        ),
        "updatePeriod": Sample(
            path={"period_id": ids["period"]},
            body={
                **period(name="Late June", start="2026-06-01"),
                "periodType": "UpdatePeriodRequest",
                "duration": None,
                "manualEndDate": "",
            },
        ),
        "deletePeriod": Sample(path={"period_id": ids["period"]}),
        "createPeriodSchedule": Sample(
            body={**schedule(), "cadence": cadence(), "expectedPlan": None}
        ),
        "updatePeriodSchedule": Sample(body={**schedule(), "cadence": None, "expectedPlan": ""}),
        "deletePeriodSchedule": Sample(),
        "createCategoryTarget": Sample(
            body={"categoryId": ids["rent"], "value": 80_000, "periodId": None}
        ),
        "updateCategoryTarget": Sample(
            path={"target_id": ids["target"]}, body={"value": 35_000, "periodId": ids["period"]}
        ),
        "excludeCategoryTarget": Sample(
            path={"target_id": ids["target"]}, body={"periodId": ids["period"]}
        ),
        "includeCategoryTarget": Sample(
            path={"target_id": ids["excluded target"]}, body={"periodId": None}
        ),
        "deleteCategoryTarget": Sample(
            path={"target_id": ids["overridden target"]}, query={"periodId": ids["period"]}
        ),
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


def _two_factor(ids: Mapping[str, str]) -> Mapping[str, Sample]:
    code = {"code": ids["code"]}
    return {
        "getTwoFactorStatus": Sample(),
        "enableTwoFactor": Sample(body={"password": PASSWORD}),
        "verifyTwoFactor": Sample(body={"twoFactorToken": "", **code}),
        "disableTwoFactor": Sample(body=code),
        "regenerateBackupCodes": Sample(body=code),
    }


def _subscriptions(ids: Mapping[str, str]) -> Mapping[str, Sample]:
    path = {"subscription_id": ids["subscription"]}
    return {
        "listSubscriptions": Sample(query={"status": "active", "categoryId": ids["groceries"]}),
        "getUpcomingCharges": Sample(query={"limit": "5"}),
        "getSubscription": Sample(path=path),
        "createSubscription": Sample(body=_subscription(ids, name="Film")),
        "updateSubscription": Sample(path=path, body=_subscription(ids, name="Songs")),
        "deleteSubscription": Sample(path=path),
        "cancelSubscription": Sample(path=path, body={"cancellationDate": "2026-07-01"}),
        "pauseSubscription": Sample(path=path),
        "resumeSubscription": Sample(path={"subscription_id": ids["paused subscription"]}),
    }


def _subscription(ids: Mapping[str, str], *, name: str = "Music") -> Body:
    return {
        "name": name,
        "categoryId": ids["groceries"],
        "vendorId": ids["vendor"],
        "billingAmount": 1_299,
        "billingCycle": "monthly",
        "billingDay": 17,
        "nextChargeDate": "2026-06-17",
    }


def _overlays(ids: Mapping[str, str]) -> Mapping[str, Sample]:
    one = Sample(path={"overlay_id": ids["overlay"]})
    booked = Sample(path={**one.path, "transaction_id": ids["transaction"]})
    page, chosen = {"cursor": "", "limit": "5"}, {"included": "true", "uncategorized": "include"}
    return {
        "listOverlays": Sample(query=page),
        "createOverlay": Sample(body=overlay(ids)),
        "updateOverlay": replace(one, body=overlay(ids, mode="rules")),
        "listOverlayTransactions": replace(one, query={**page, **chosen}),
        "includeOverlayTransaction": booked.replaced(ids["overlay"], ids["manual overlay"]),
        **dict.fromkeys(("getOverlay", "deleteOverlay"), one),
        **dict.fromkeys(("excludeOverlayTransaction", "clearOverlayOverride"), booked),
    }
