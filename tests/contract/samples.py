"""A household with one of everything, and for each operation a request that succeeds in it."""

from collections.abc import Mapping

from piggypulse_adapters.system.clock import FixedClock
from tests.contract.bodies import (
    NEW_PASSWORD,
    overlay,
    passwords,
    preferences,
    purchase,
    span,
    subscription,
)
from tests.contract.budgeting_samples import budgeting
from tests.contract.insights_samples import insights
from tests.contract.ledger_samples import ledger
from tests.contract.portability_samples import portability
from tests.contract.sample import Body, Sample
from tests.support.authenticator import Authenticator
from tests.support.client import ApiClient, answered
from tests.support.clock import NOW
from tests.support.people import PASSWORD

KEY: Mapping[str, str] = {"Idempotency-Key": "the-vendor-of-the-household"}


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
        "period": await made("/periods", span(name="June", start="2026-05-25")),
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
    ids["subscription"] = await made("/subscriptions", subscription(ids))
    ids["paused subscription"] = await made("/subscriptions", subscription(ids, name="Paper"))
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


def samples(ids: Mapping[str, str], /) -> Mapping[str, Sample]:
    """A good request for each operation, by its id."""
    window = {"periodId": ids["period"]}
    return {
        **ledger(ids, window),
        **budgeting(ids, window),
        **insights(ids, window),
        "listCurrencies": Sample(),
        "getCurrency": Sample(path={"code": "EUR"}),
        **_settling_in(),
        "getProfile": Sample(),
        "getPreferences": Sample(),
        "updatePreferences": Sample(body=preferences()),
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
        **portability(),
        "listSessions": Sample(),
        "resetStructure": Sample(body={"password": PASSWORD}),
        "exportAllData": Sample(),
        "exportTransactions": Sample(),
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


def _settling_in() -> Mapping[str, Sample]:
    return {
        "getOnboardingStatus": Sample(),
        "completeOnboarding": Sample(),
        "listCategoryTemplates": Sample(),
        "applyTemplate": Sample(body={"templateId": "essential", "onConflict": "skip"}),
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


def _two_factor(ids: Mapping[str, str]) -> Mapping[str, Sample]:
    code = {"code": ids["code"]}
    return {
        "getTwoFactorStatus": Sample(),
        "enableTwoFactor": Sample(body={"password": PASSWORD}),
        "verifyTwoFactor": Sample(body={"twoFactorToken": "", **code}),
        "disableTwoFactor": Sample(body=code),
        "regenerateBackupCodes": Sample(body=code),
    }
