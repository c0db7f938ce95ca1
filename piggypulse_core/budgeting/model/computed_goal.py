"""The goal of a category that subscriptions set: what the active ones come to in a month."""

from piggypulse_core.budgeting.model.goal import Goal, GoalId, Reach, first_goal
from piggypulse_core.kernel.money import AMOUNT_MINOR_MAX
from piggypulse_core.ledger.model.category import CategoryId


def computed(
    *,
    goal: Goal | None,
    id: GoalId,  # noqa: A002 - the field's name
    category: CategoryId,
    value_minor: int,
    reach: Reach,
) -> Goal | None:
    """The stream after its category's subscriptions changed; one set aside stays so.

    None begins while there are none. A goal has a highest value, however many there are. `id` is
    for a stream that begins with it.
    """
    value_minor = min(value_minor, AMOUNT_MINOR_MAX)
    if goal is None and value_minor == 0:
        return None
    if goal is None:
        return first_goal(id=id, category=category, value_minor=value_minor, reach=reach)
    seen = goal.seen(reach=reach)
    if seen is not None and seen.value_minor == value_minor:
        return goal
    return goal.with_value(value_minor=value_minor, reach=reach)
