"""Bodies with every member there is, as JSON."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from tests.support.people import PASSWORD

NEW_PASSWORD = "a horse of quite another colour 7"


def schedule() -> dict[str, Any]:
    """Paid on the 25th, or on the Friday before."""
    return {
        "scheduleType": "automatic",
        "recurrenceMethod": "dayOfMonth",
        "startDayOfTheMonth": 25,
        "periodDuration": 1,
        "durationUnit": "months",
        "generateAhead": 2,
        "saturdayPolicy": "friday",
        "sundayPolicy": "friday",
        "namePattern": "{MONTH} {YEAR}",
        "anchorDate": "2026-01-25",
        "holidays": ["2026-12-25", "2027-01-01"],
        "holidayRegion": None,
        "holidayPolicy": "previous",
        "bridging": "separate",
    }


def cadence() -> dict[str, Any]:
    """One with members of other kinds beside its own."""
    return {
        "kind": "everyMonths",
        "interval": 1,
        "day": 25,
        "days": [1, 15],
        "ordinal": 1,
        "weekday": "friday",
        "anchorDate": "2026-01-25",
    }


def passwords() -> dict[str, Any]:
    """The one there is, and another."""
    return {"currentPassword": PASSWORD, "newPassword": NEW_PASSWORD}


def preferences() -> dict[str, Any]:
    """None of them as they are at first."""
    return {
        "theme": "dark",
        "dateFormat": "YYYY-MM-DD",
        "numberFormat": "1 234,56",
        "language": "de-CH",
        "compactMode": True,
        "dashboardLayout": {
            "widgetOrder": ["cashFlow", "netPosition"],
            "hiddenWidgets": ["topVendors", "overlays"],
            "visibleAccountIds": [str(UUID(int=1)), str(UUID(int=2))],
        },
        "colorTheme": "sunrise",
        "stabilityToleranceBasisPoints": 1_000,
    }


def account() -> dict[str, Any]:
    """Of the type with most members."""
    return {
        "type": "Allowance",
        "name": "Fun",
        "color": "#abc",
        "initialBalance": 0,
        "currencyId": "",
        "currencyCode": "EUR",
        "spendLimit": 20_000,
        "topUpAmount": 5_000,
        "topUpCycle": "monthly",
        "topUpDay": 1,
        "statementCloseDay": None,
        "paymentDueDay": None,
    }


def of_checking() -> dict[str, Any]:
    """What an account of another type than the one above lacks."""
    absent = ("spendLimit", "topUpAmount", "topUpCycle", "topUpDay")
    return {"type": "Checking", **dict.fromkeys(absent)}


def purchase(ids: Mapping[str, str], /) -> dict[str, Any]:
    """Food from the market."""
    return {
        "transactionType": "regular",
        "date": "2026-06-10",
        "description": "Food",
        "amount": 1_250,
        "fromAccountId": ids["checking"],
        "toAccountId": None,
        "categoryId": ids["groceries"],
        "vendorId": ids["vendor"],
    }


def overlay(ids: Mapping[str, str], *, mode: str = "all") -> dict[str, Any]:
    """June, with two of everything it can name."""
    return {
        "name": "Holiday",
        "icon": "⛵",
        "startDate": "2026-06-01",
        "endDate": "2026-06-30",
        "inclusionMode": mode,
        "totalCapAmount": 50_000,
        "categoryCaps": [
            {"categoryId": ids["groceries"], "capAmount": 20_000},
            {"categoryId": ids["archived_category"], "capAmount": 0},
        ],
        "rules": {
            "categoryIds": [ids["groceries"], ids["archived_category"]],
            "vendorIds": [ids["vendor"], ids["archived vendor"]],
            "accountIds": [ids["checking"], ids["archived_account"]],
        },
    }


def subscription(ids: Mapping[str, str], *, name: str = "Music") -> dict[str, Any]:
    """A monthly one."""
    return {
        "name": name,
        "categoryId": ids["groceries"],
        "vendorId": ids["vendor"],
        "billingAmount": 1_299,
        "billingCycle": "monthly",
        "billingDay": 17,
        "nextChargeDate": "2026-06-17",
    }


def span(*, name: str, start: str) -> dict[str, Any]:
    """A month from a day on."""
    return {
        "name": name,
        "startDate": start,
        "periodType": "duration",
        "duration": {"durationUnits": 1, "durationUnit": "months"},
        "manualEndDate": None,
    }
