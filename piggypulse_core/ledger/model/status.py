"""Active or archived: the one state accounts, categories and vendors share."""

from datetime import date
from typing import Literal

from piggypulse_core.kernel.refusal import Conflict

Status = Literal["active", "inactive"]
StatusFilter = Literal["active", "inactive", "all"]


class Archived(Conflict):
    """The request newly refers to something archived; see errors."""

    code = "archived"


class AlreadyArchived(Conflict):
    """It is archived already."""

    code = "already_archived"


class AlreadyActive(Conflict):
    """It is not archived."""

    code = "already_active"


def status_of(*, archived_on: date | None) -> Status:
    """`inactive` once archived."""
    return "active" if archived_on is None else "inactive"


def archived_now(*, archived_on: date | None, today: date) -> date:
    """The day something is put away on. Raises AlreadyArchived."""
    if archived_on is not None:
        raise AlreadyArchived
    return today


def check_archived(*, archived_on: date | None) -> None:
    """Only what is archived can be taken out again. Raises AlreadyActive."""
    if archived_on is None:
        raise AlreadyActive


def passes(*, archived_on: date | None, status: StatusFilter) -> bool:
    """Whether a row belongs into a list asked for by status."""
    return status in ("all", status_of(archived_on=archived_on))
