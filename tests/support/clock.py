"""The time it is in tests: a Monday noon in the middle of a year, in UTC."""

from datetime import UTC, date, datetime

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
TODAY = date(2026, 6, 15)
