"""Categories to begin with."""

from collections.abc import Sequence

import pytest

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.refusal import ReferenceNotFound
from piggypulse_core.ledger.model.category import Category, CategoryNameTaken
from piggypulse_core.onboarding.model.template import OnConflict
from piggypulse_core.onboarding.usecases.templates import ApplyTemplate, ListTemplates
from tests.support.bookkeeping import Bookkeeper
from tests.support.clock import TODAY

ESSENTIAL = [
    ("income", "Salary", "variable", "💰"),
    ("expense", "Groceries", "variable", "🛒"),
    ("expense", "Rent & Housing", "fixed", "🏠"),
    ("expense", "Transport", "variable", "🚗"),
    ("expense", "Entertainment", "variable", "🎬"),
]
DETAILED = [
    ("income", "Salary", "fixed", "💰"),
    ("income", "Freelance", "variable", "💼"),
    ("expense", "Rent & Housing", "fixed", "🏠"),
    ("expense", "Utilities", "fixed", "⚡"),
    ("expense", "Groceries", "variable", "🛒"),
    ("expense", "Dining Out", "variable", "🍽️"),
    ("expense", "Transport", "variable", "🚗"),
    ("expense", "Healthcare", "variable", "🏥"),
    ("expense", "Entertainment", "variable", "🎬"),
    ("expense", "Shopping", "variable", "🛍️"),
    ("expense", "Subscriptions", "subscription", "📱"),
    ("expense", "Education", "variable", "📚"),
]


async def apply(
    work: MemoryWork, owner: UserId, template: str, *, on_conflict: OnConflict = "refuse"
) -> Sequence[Category]:
    use_case = ApplyTemplate(work=work, ids=SystemIds())
    return await use_case(owner=owner, template=template, on_conflict=on_conflict)


async def names(work: MemoryWork, owner: UserId) -> list[str]:
    async with work.reading() as unit:
        return [one.name for one in await unit.categories.every(owner=owner)]


class TestListTemplates:
    async def test_lists_two(self) -> None:
        essential, detailed = await ListTemplates()()

        assert (essential.id, essential.name) == ("essential", "Essential 5")
        assert (detailed.id, detailed.name) == ("detailed", "Detailed 12")
        for template, rows in ((essential, ESSENTIAL), (detailed, DETAILED)):
            assert rows == [
                (one.type, one.name, one.behavior, one.icon) for one in template.categories
            ]


class TestApplyTemplate:
    @pytest.mark.parametrize(
        ("template", "rows"), [("essential", ESSENTIAL), ("detailed", DETAILED)]
    )
    async def test_makes_every_category(
        self,
        work: MemoryWork,
        alice: UserId,
        bob: UserId,
        *,
        template: str,
        rows: list[tuple[str, str, str, str]],
    ) -> None:
        made = await apply(work, alice, template)

        assert [(one.type, one.name, one.behavior, one.icon) for one in made] == rows
        assert sorted(await names(work, alice)) == sorted(one.name for one in made)
        assert await names(work, bob) == []

    async def test_makes_none_where_names_are_taken_and_says_which(
        self, work: MemoryWork, alice: UserId
    ) -> None:
        books = Bookkeeper(work=work, owner=alice)
        await books.category(name="GROCERIES")
        await books.category(name="transport", archived_on=TODAY)
        await books.category(name="Salary", type="expense")

        with pytest.raises(CategoryNameTaken) as refused:
            await apply(work, alice, "essential")

        assert [(one.field, one.code, one.message) for one in refused.value.faults] == [
            ("templateId", "duplicate_name", f"You have an expense category {name} already.")
            for name in ("Groceries", "Transport")
        ]
        assert len(await names(work, alice)) == 3

    async def test_leaves_out_what_is_there_when_asked_to(
        self, work: MemoryWork, alice: UserId
    ) -> None:
        await apply(work, alice, "essential")

        made = await apply(work, alice, "detailed", on_conflict="skip")

        there = {(kind, name) for kind, name, _, _ in ESSENTIAL}
        assert [(one.type, one.name) for one in made] == [
            (kind, name) for kind, name, _, _ in DETAILED if (kind, name) not in there
        ]
        assert await apply(work, alice, "essential", on_conflict="skip") == []

    async def test_knows_no_other(self, work: MemoryWork, alice: UserId) -> None:
        for template in ("", "Essential", "essential ", "\x00"):
            with pytest.raises(ReferenceNotFound) as refused:
                await apply(work, alice, template)
            assert [one.field for one in refused.value.faults] == ["templateId"]
