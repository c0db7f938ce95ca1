"""Good requests of portability."""

from collections.abc import Mapping

from tests.contract.sample import Sample

LISTS = (
    "accounts",
    "categories",
    "vendors",
    "periods",
    "goals",
    "subscriptions",
    "overlays",
    "transactions",
)


def portability() -> Mapping[str, Sample]:
    """An archive without rows: what rows look like is no part of the document."""
    return {
        "importData": Sample(
            query={"settings": "keep", "dryRun": "false"},
            body={
                "format": "piggypulse-archive",
                "version": 1,
                "exportedAt": "2026-06-01T00:00:00Z",
                "settings": {},
                "schedule": None,
                **{name: [] for name in LISTS},
            },
        )
    }
