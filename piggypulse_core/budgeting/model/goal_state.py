"""What is said of a goal at some point: a value that counts, one set aside, or none any more."""

from dataclasses import dataclass
from typing import Literal

GoalStateKind = Literal["active", "excluded", "removed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalState:
    """What is said of a goal at some point; an excluded one keeps its value but does not count."""

    kind: GoalStateKind
    value_minor: int | None

    @property
    def stands(self) -> bool:
        """Whether there is a goal, counted or not."""
        return self.kind != "removed"

    @property
    def budgeted_minor(self) -> int | None:
        """The value, if it counts."""
        return self.value_minor if self.kind == "active" else None

    @property
    def excluded_minor(self) -> int | None:
        """The value that would count if it were included again."""
        return self.value_minor if self.kind == "excluded" else None


def active(*, value_minor: int) -> GoalState:
    """A goal that counts."""
    return GoalState(kind="active", value_minor=value_minor)


def excluded(*, value_minor: int) -> GoalState:
    """A goal that is set aside."""
    return GoalState(kind="excluded", value_minor=value_minor)


REMOVED = GoalState(kind="removed", value_minor=None)
