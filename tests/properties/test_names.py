"""Laws of names: what is the same name, and that no two of a kind ever share one."""

import asyncio
from collections import Counter
from contextlib import suppress
from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import CountingIds
from piggypulse_core.kernel.text import clean, name_key
from piggypulse_core.ledger.model.account import AccountNameTaken
from piggypulse_core.ledger.model.category import CategoryNameTaken, CategoryType
from piggypulse_core.ledger.model.new_account import AccountForm
from piggypulse_core.ledger.model.new_category import CategoryForm
from piggypulse_core.ledger.usecases.accounts import CreateAccount
from piggypulse_core.ledger.usecases.categories import CreateCategory
from tests.support.clock import NOW
from tests.support.people import new_user

TYPES = st.sampled_from(["income", "expense", "transfer"])
LOOKALIKES = st.sampled_from(
    ["Straße", "STRASSE", "strasse", "ﬁn", "FIN", "é", "e\u0301", "É", "Ω", "\u2126", "transfer"]
)
NAMES = st.one_of(
    LOOKALIKES,
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8).filter(
        lambda text: clean(text=text) != ""
    ),
)
ACCOUNT = AccountForm(type="Wallet", name="", color="#123456", opening_minor=0)
CATEGORY = CategoryForm(type="expense", name="", icon="x")


@given(st.text(st.characters(exclude_categories=["Cs"])))
@example("e\u0301")
@example("ΐ")
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(text=clean(text=text)) == clean(text=text)


@given(NAMES)
def test_letter_case_and_composition_do_not_make_another_name(name: str) -> None:
    cleaned = clean(text=name)

    assert name_key(text=cleaned.casefold()) == name_key(text=cleaned)
    assert name_key(text=name_key(text=cleaned)) == name_key(text=cleaned)


@given(st.lists(NAMES, max_size=12))
@example(["Straße", "STRASSE", "strasse "])
def test_one_account_is_made_for_each_name_that_differs(names: list[str]) -> None:
    async def story() -> None:
        work = MemoryWork()
        owner = await new_user(work)
        create = CreateAccount(work=work, ids=CountingIds(), clock=FixedClock(NOW))
        for name in names:
            with suppress(AccountNameTaken):
                await create(owner=owner, form=replace(ACCOUNT, name=name))
        async with work.reading() as unit:
            kept = [row.name_key for row in await unit.accounts.options(owner=owner)]
        assert kept == sorted({name_key(text=clean(text=name)) for name in names})

    asyncio.run(story())


@given(st.lists(st.tuples(TYPES, NAMES), max_size=12))
@example([("income", "Food"), ("expense", "FOOD"), ("income", "food"), ("expense", "TRANSFER")])
def test_one_category_is_made_for_each_type_and_name_but_the_systems(
    wanted: list[tuple[CategoryType, str]],
) -> None:
    async def story() -> None:
        work = MemoryWork()
        owner = await new_user(work)
        create = CreateCategory(work=work, ids=CountingIds(), clock=FixedClock(NOW))
        for type_, name in wanted:
            with suppress(CategoryNameTaken):
                await create(owner=owner, form=replace(CATEGORY, type=type_, name=name))
        async with work.reading() as unit:
            kept = Counter(
                (row.type, row.name_key) for row in await unit.categories.every(owner=owner)
            )
        keys = {(type_, name_key(text=clean(text=name))) for type_, name in wanted}
        assert kept == Counter(key for key in keys if key[1] != "transfer")

    asyncio.run(story())
