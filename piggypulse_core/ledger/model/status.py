"""Active or archived: the one state accounts, categories and vendors share."""

from datetime import date
from typing import Literal

from piggypulse_core.kernel.refusal import Conflict

Status = Literal["active", "inactive"]
StatusFilter = Literal["active", "inactive", "all"]


class AlreadyArchived(Conflict):
    """This is archived already."""

    code = "already_archived"


class AlreadyActive(Conflict):
    """This is not archived."""

    code = "already_active"


class Archived(Conflict):
    """The request newly refers to something archived; see errors."""

    code = "archived"


def status_of(*, archived_on: date | None) -> Status:
    """`inactive` once archived."""
    return "active" if archived_on is None else "inactive"


def passes(*, archived_on: date | None, status: StatusFilter) -> bool:
    """Whether a row belongs into a list asked for by status."""
    return status in ("all", status_of(archived_on=archived_on))


def archiving(*, archived_on: date | None, today: date) -> date:
    """The day something is put away on. Raises AlreadyArchived."""
    if archived_on is not None:
        raise AlreadyArchived
    return today


def check_archived(*, archived_on: date | None) -> None:
    """Raise AlreadyActive for something that cannot be taken up again."""
    if archived_on is None:
        raise AlreadyActive
