"""A category among its kin: what its parent and its children allow to become of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from piggypulse_core.kernel.refusal import Conflict
from piggypulse_core.ledger.model.category import Category
from piggypulse_core.ledger.model.status import archiving, check_archived


class SystemCategory(Conflict):
    """The system's transfer category stays as it is."""

    code = "system_category"


class HasChildren(Conflict):
    """This category has children."""

    code = "has_children"


class HasActiveChildren(Conflict):
    """This category has children that are not archived."""

    code = "has_active_children"


class ParentArchived(Conflict):
    """The parent of this category is archived."""

    code = "parent_archived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A category, its parent if it has one, and its children; never both."""

    category: Category
    parent: Category | None
    children: Sequence[Category]

    def check_own(self) -> None:
        """Raise SystemCategory for the one that nobody can change."""
        if self.category.is_system:
            raise SystemCategory

    def check_childless(self) -> None:
        """Raise HasChildren."""
        if self.children:
            raise HasChildren

    def archived(self, *, today: date) -> Category:
        """Put away, after its children.

        Raises SystemCategory, AlreadyArchived and HasActiveChildren.
        """
        self.check_own()
        archived_on = archiving(archived_on=self.category.archived_on, today=today)
        if any(child.archived_on is None for child in self.children):
            raise HasActiveChildren
        return replace(self.category, archived_on=archived_on)

    def unarchived(self) -> Category:
        """Taken up again, after its parent.

        Raises SystemCategory, AlreadyActive and ParentArchived.
        """
        self.check_own()
        check_archived(archived_on=self.category.archived_on)
        if self.parent is not None and self.parent.archived_on is not None:
            raise ParentArchived
        return replace(self.category, archived_on=None)

    def check_deletable(self) -> None:
        """Raise SystemCategory or HasChildren; that nothing else refers to it stores find out."""
        self.check_own()
        self.check_childless()
