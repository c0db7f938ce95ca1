"""What somebody new can do with templates."""

from collections.abc import Sequence
from dataclasses import dataclass

from piggypulse_core.kernel.ids import Ids, UserId
from piggypulse_core.kernel.refusal import Collided
from piggypulse_core.kernel.work import Work
from piggypulse_core.ledger.model.category import Category, CategoryId, CategoryNameTaken
from piggypulse_core.ledger.model.new_category import new_category
from piggypulse_core.ledger.ports import LedgerUnit
from piggypulse_core.onboarding.model.template import (
    TEMPLATES,
    OnConflict,
    Template,
    template_by_id,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTemplates:
    """List the templates there are."""

    async def __call__(self) -> Sequence[Template]:
        return TEMPLATES


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyTemplate:
    """Make all categories of a template, or none where a name is taken.

    Asked to skip, it leaves out those that somebody has already, and answers what it made.
    """

    work: Work[LedgerUnit]
    ids: Ids

    async def __call__(
        self, *, owner: UserId, template: str, on_conflict: OnConflict
    ) -> Sequence[Category]:
        chosen = template_by_id(id=template)
        async with self.work() as unit:
            # Two templates at once act one after the other.
            await unit.profiles.hold(owner=owner)
            known = await unit.categories.every(owner=owner)
            made = [
                new_category(id=CategoryId(self.ids.new()), form=form, parent=None)
                for form in chosen.to_make(known=known, on_conflict=on_conflict)
            ]
            try:
                for category in made:
                    await unit.categories.add(owner=owner, category=category)
            except CategoryNameTaken:
                # Made by hand in between; asked once more, the template finds it there.
                raise Collided from None
        return made
