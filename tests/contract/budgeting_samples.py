"""Good requests for operations of budgeting."""

from collections.abc import Mapping
from dataclasses import replace

from tests.contract.bodies import cadence, overlay, schedule, span, subscription
from tests.contract.sample import Sample


def budgeting(ids: Mapping[str, str], window: Mapping[str, str], /) -> Mapping[str, Sample]:
    """By operation id."""
    return {
        **_writing(ids),
        **_subscriptions(ids),
        **_overlays(ids),
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
    }


def _writing(ids: Mapping[str, str]) -> Mapping[str, Sample]:
    return {
        "createPeriod": Sample(
            body={**span(name="July", start="2026-06-25"), "replaceGenerated": True}
        ),
        "updatePeriod": Sample(
            path={"period_id": ids["period"]},
            body={
                **span(name="Late June", start="2026-06-01"),
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


def _subscriptions(ids: Mapping[str, str]) -> Mapping[str, Sample]:
    path = {"subscription_id": ids["subscription"]}
    return {
        "listSubscriptions": Sample(query={"status": "active", "categoryId": ids["groceries"]}),
        "getUpcomingCharges": Sample(query={"limit": "5"}),
        "getSubscription": Sample(path=path),
        "createSubscription": Sample(body=subscription(ids, name="Film")),
        "updateSubscription": Sample(path=path, body=subscription(ids, name="Songs")),
        "deleteSubscription": Sample(path=path),
        "cancelSubscription": Sample(path=path, body={"cancellationDate": "2026-07-01"}),
        "pauseSubscription": Sample(path=path),
        "resumeSubscription": Sample(path={"subscription_id": ids["paused subscription"]}),
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
