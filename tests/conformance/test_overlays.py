"""The overlay store, held to one suite over memory and PostgreSQL."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.budgeting.model.overlay import (
    AlreadyIncluded,
    InclusionMode,
    OutsideWindow,
    OverlayId,
    OverlayNotFound,
    TransactionLeftOut,
)
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import UnknownCursor
from piggypulse_core.kernel.refusal import ReferenceNotFound
from piggypulse_core.ledger.model.account import Account, AccountInUse
from piggypulse_core.ledger.model.booking import Booking
from piggypulse_core.ledger.model.category import Category, CategoryInUse
from piggypulse_core.ledger.model.transaction import TransactionNotFound
from piggypulse_core.ledger.model.vendor import Vendor, VendorInUse
from piggypulse_core.ledger.usecases.vendors import DeleteVendor, MergeVendors
from tests.support.bookkeeping import Bookkeeper, form_of, regular, transfer
from tests.support.clock import NOW, TODAY
from tests.support.overlaying import Viewer, lens
from tests.support.works import AnyWork

IDS = SystemIds()
FAR = TODAY + timedelta(days=8)


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What somebody's overlays can name, and four bookings of which three are spending."""

    books: Bookkeeper
    viewer: Viewer
    giro: Account
    pocket: Account
    food: Category
    moving: Category
    vendor: Vendor
    meal: Booking
    stray: Booking
    top_up: Booking
    pay: Booking


@pytest.fixture
async def world(work: AnyWork, alice: UserId) -> World:
    books = Bookkeeper(work=work, owner=alice)
    giro, pocket = await books.account(), await books.account(type="Allowance")
    food, pay = await books.category(name="Food"), await books.category(type="income")
    moving, vendor = await books.category(type="transfer", name="Moving"), await books.vendor()
    return World(
        books=books,
        viewer=Viewer(work=work, owner=alice),
        giro=giro,
        pocket=pocket,
        food=food,
        moving=moving,
        vendor=vendor,
        meal=await books.book(regular(giro, food, 700, vendor=vendor)),
        stray=await books.book(regular(giro, None, 40)),
        top_up=await books.book(transfer(giro, pocket, moving, 500)),
        pay=await books.book(regular(giro, pay, 9000)),
    )


async def ids_of(world: World, key: OverlayId, *, included: bool | None = True) -> set[object]:
    return {one.id for one in (await world.viewer.members(key, included=included)).rows}


class TestKeeping:
    async def test_gives_back_what_it_was_given(self, world: World) -> None:
        form = lens(
            "rules",
            caps=[(world.food, 300), (world.moving, 0)],
            categories=[world.food],
            vendors=[world.vendor],
            accounts=[world.pocket, world.giro],
        )
        made = await world.viewer.lay(form)
        assert (await world.viewer.show(made.id)).overlay == made

        changed = await world.viewer.replace(made.id, lens("manual", name="Trip"))
        assert (await world.viewer.show(made.id)).overlay == changed
        assert changed.created_at == made.created_at
        assert not changed.caps

    async def test_lists_the_newest_first(self, world: World, work: AnyWork) -> None:
        viewer = world.viewer
        old, middle = [await viewer.lay(lens()) for _ in range(2)]
        late = Viewer(work=work, owner=viewer.owner, clock=FixedClock(NOW - timedelta(days=1)))
        oldest = await late.lay(lens("manual", caps=[(world.food, 3)], vendors=[world.vendor]))

        first = await viewer.page(limit=2)
        rest = await viewer.page(limit=2, cursor=first.next_cursor)

        assert [row.id for row in first.rows] == [middle.id, old.id]
        assert [row.overlay for row in rest.rows] == [oldest]
        assert (first.total, first.has_more, rest.has_more) == (3, True, False)
        assert [row.figures.spent_minor for row in (*first.rows, *rest.rows)] == [1240, 1240, 0]
        with pytest.raises(UnknownCursor):
            await viewer.page(cursor=IDS.new())

    async def test_goes_with_what_was_said_and_leaves_the_rest(self, world: World) -> None:
        gone, kept = [await world.viewer.lay(lens(vendors=[world.vendor])) for _ in range(2)]
        for one in (gone, kept):
            await world.viewer.exclude(one.id, world.meal)

        await world.viewer.drop(gone.id)

        assert (await world.viewer.figures(kept.id)).spent_minor == 540
        for call in (world.viewer.show, world.viewer.drop):
            with pytest.raises(OverlayNotFound):
                await call(gone.id)

    async def test_belongs_to_its_owner(self, world: World, work: AnyWork, bob: UserId) -> None:
        made = await world.viewer.lay(lens())
        stranger = Viewer(work=work, owner=bob)

        assert (await stranger.page()).total == 0
        with pytest.raises(OverlayNotFound):
            await stranger.members(made.id)
        with pytest.raises(OverlayNotFound):
            await stranger.replace(made.id, lens())
        with pytest.raises(TransactionNotFound):
            await stranger.include(made.id, world.meal)
        with pytest.raises(ReferenceNotFound) as refused:
            await stranger.lay(lens(caps=[(world.food, 1)], accounts=[world.giro]))
        assert [fault.field for fault in refused.value.faults] == [
            "/categoryCaps/0/categoryId",
            "/rules/accountIds/0",
        ]


class TestFigures:
    async def test_adds_up_spending_and_nothing_else(self, world: World) -> None:
        await world.books.book(regular(world.pocket, world.food, 90))
        await world.books.book(regular(world.giro, world.food, 11, on=FAR))
        abroad = await world.books.account(currency_code="USD")
        await world.books.book(regular(abroad, world.food, 77))

        figures = await world.viewer.figures((await world.viewer.lay(lens())).id)

        assert (figures.spent_minor, figures.transactions) == (1240, 3)
        assert [(one.name, one.amount_minor) for one in figures.breakdown] == [
            ("Food", 700),
            ("Moving", 500),
        ]

    async def test_equal_amounts_are_listed_by_name(self, world: World) -> None:
        for name in ("zoo", "Ämter", "Bad"):
            category = await world.books.category(name=name)
            await world.books.book(regular(world.giro, category, 500))

        figures = await world.viewer.figures((await world.viewer.lay(lens())).id)

        assert [one.name for one in figures.breakdown] == ["Food", "Bad", "Moving", "zoo", "Ämter"]

    async def test_rules_take_category_vendor_or_either_account(self, world: World) -> None:
        rules = [
            (lens("rules"), set[object]()),
            (lens("rules", categories=[world.moving]), {world.top_up.id}),
            (lens("rules", vendors=[world.vendor]), {world.meal.id}),
            (lens("rules", accounts=[world.pocket]), {world.top_up.id}),
            (
                lens("rules", vendors=[world.vendor], categories=[world.moving]),
                {world.meal.id, world.top_up.id},
            ),
        ]
        everything = {one.id for one in (world.meal, world.stray, world.top_up, world.pay)}
        for form, expected in rules:
            made = await world.viewer.lay(form)
            assert await ids_of(world, made.id) == expected
            assert await ids_of(world, made.id, included=False) == everything - expected
            assert (await world.viewer.figures(made.id)).transactions == len(expected)


class TestOverrides:
    @pytest.mark.parametrize("mode", ["all", "rules", "manual"])
    async def test_clearing_restores_every_figure(self, world: World, mode: InclusionMode) -> None:
        made = await world.viewer.lay(lens(mode, vendors=[world.vendor]))
        before = (await world.viewer.show(made.id), await world.viewer.members(made.id))

        for one in before[1].rows:
            change = world.viewer.exclude if one.membership.is_included else world.viewer.include
            await change(made.id, one.booking)
            shown = (await world.viewer.members(made.id)).rows
            said = next(row.membership for row in shown if row.id == one.id)
            assert said.source == (None if one.membership.is_included else "manual")
            await world.viewer.clear(made.id, one.booking)
            await world.viewer.clear(made.id, one.booking)
            after = (await world.viewer.show(made.id), await world.viewer.members(made.id))
            assert after == before

    async def test_no_news_is_refused(self, world: World) -> None:
        far = await world.books.book(regular(world.giro, world.food, on=FAR))
        made = await world.viewer.lay(lens())

        with pytest.raises(AlreadyIncluded):
            await world.viewer.include(made.id, world.meal)
        await world.viewer.exclude(made.id, world.meal)
        with pytest.raises(TransactionLeftOut):
            await world.viewer.exclude(made.id, world.meal)
        await world.viewer.include(made.id, world.meal)
        for change in (world.viewer.include, world.viewer.exclude):
            with pytest.raises(OutsideWindow):
                await change(made.id, far)
        with pytest.raises(OverlayNotFound):
            await world.viewer.include(OverlayId(IDS.new()), world.meal)

    async def test_outlive_a_replacement_and_a_booking_that_moves(self, world: World) -> None:
        made = await world.viewer.lay(lens())
        await world.viewer.exclude(made.id, world.meal)

        await world.viewer.replace(made.id, lens(end=TODAY))
        await world.books.rebook(world.meal, regular(world.giro, world.food, 700, on=FAR))
        await world.books.rebook(world.meal, form_of(world.meal.transaction))

        assert (await world.viewer.figures(made.id)).spent_minor == 540

    async def test_go_with_their_transaction(self, world: World, work: AnyWork) -> None:
        made = await world.viewer.lay(lens("manual"))
        await world.viewer.include(made.id, world.meal)
        await world.viewer.include(made.id, world.stray)

        await world.books.delete(world.meal)

        assert await ids_of(world, made.id) == {world.stray.id}
        assert (await world.viewer.figures(made.id)).spent_minor == 40
        async with work.reading() as unit:
            for booking, said in ((world.meal, None), (world.stray, True)):
                assert said is await unit.memberships.override(
                    owner=world.viewer.owner, overlay=made.id, transaction=booking.id
                )


class TestMembers:
    async def test_pages_run_from_the_latest_day(self, world: World) -> None:
        late = await world.books.book(regular(world.giro, world.food, on=FAR - timedelta(days=1)))
        made = await world.viewer.lay(lens())

        first = await world.viewer.members(made.id, limit=3)
        rest = await world.viewer.members(made.id, limit=3, cursor=first.next_cursor)

        assert [one.id for one in (*first.rows, *rest.rows)] == [
            one.id for one in (late, world.pay, world.top_up, world.stray, world.meal)
        ]
        assert (first.total, first.has_more, rest.has_more) == (5, True, False)
        with pytest.raises(UnknownCursor):
            await world.viewer.members(made.id, cursor=IDS.new())

    async def test_uncategorised_ones_are_chosen(self, world: World) -> None:
        made = await world.viewer.lay(lens())

        only = await world.viewer.members(made.id, uncategorized="only")
        without = await world.viewer.members(made.id, uncategorized="exclude")

        assert [one.id for one in only.rows] == [world.stray.id]
        assert world.stray.id not in {one.id for one in without.rows}
        assert without.total == 3


class TestWhatTheyName:
    async def test_cannot_go(self, world: World, work: AnyWork) -> None:
        books, owner = world.books, world.viewer.owner
        capped, listed = await books.category(), await books.category()
        account, vendor = await books.account(), await books.vendor()
        form = lens(
            "rules",
            caps=[(capped, 1)],
            categories=[listed],
            accounts=[account],
            vendors=[vendor],
        )
        made = await world.viewer.lay(form)

        for category in (capped, listed):
            with pytest.raises(CategoryInUse):
                async with work() as unit:
                    await unit.categories.delete(owner=owner, category=category.id)
        with pytest.raises(AccountInUse):
            async with work() as unit:
                await unit.accounts.delete(owner=owner, account=account.id)
        with pytest.raises(VendorInUse):
            await DeleteVendor(work=work)(owner=owner, vendor=vendor.id)

        await world.viewer.replace(made.id, lens("rules"))
        async with work() as unit:
            await unit.categories.delete(owner=owner, category=capped.id)
            await unit.accounts.delete(owner=owner, account=account.id)
        await DeleteVendor(work=work)(owner=owner, vendor=vendor.id)

    async def test_merged_vendors_become_one(self, world: World, work: AnyWork) -> None:
        target, other = await world.books.vendor(), await world.books.vendor()
        named = [[world.vendor], [world.vendor, target], [target], [other]]
        made = [await world.viewer.lay(lens("rules", vendors=one)) for one in named]

        merge = MergeVendors(work=work)
        await merge(owner=world.viewer.owner, vendor=world.vendor.id, target=target.id)

        rows = [await world.viewer.show(one.id) for one in made]
        assert [row.overlay.rules.vendors for row in rows] == [
            *[frozenset({target.id})] * 3,
            frozenset({other.id}),
        ]
        assert [row.figures.spent_minor for row in rows] == [700, 700, 700, 0]
