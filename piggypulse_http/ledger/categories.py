"""Categories over HTTP."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath, JSONBody

from piggypulse_core.kernel.paging import PAGE_LIMIT_DEFAULT, UnknownCursor
from piggypulse_core.kernel.refusal import ReferenceNotFound
from piggypulse_core.ledger.model.category import (
    CategoryId,
    CategoryNameTaken,
    CategoryNotFound,
    CategoryTypeMismatch,
    ParentIsChild,
)
from piggypulse_core.ledger.model.status import Archived
from piggypulse_core.ledger.usecases.categories import (
    CreateCategory,
    GetCategory,
    ListCategories,
    ListCategoryOptions,
)
from piggypulse_http.edge.body import SignedIn
from piggypulse_http.edge.openapi import refusals
from piggypulse_http.edge.paging import CursorText, Limit, page_request
from piggypulse_http.ledger.wire.categories import (
    CategoryIn,
    CategoryOptionOut,
    CategoryOut,
    CategoryPageOut,
    category_form,
    category_option_out,
    category_out,
    category_page_out,
)
from piggypulse_http.ledger.wire.filters import Status


class CategoryController(Controller):
    """What money is for."""

    path = "/categories"
    tags = ("Categories",)
    create_category: CreateCategory
    get_category: GetCategory
    list_categories: ListCategories
    list_category_options: ListCategoryOptions

    @post(
        "",
        operation_id="createCategory",
        status_code=201,
        responses=refusals(
            CategoryTypeMismatch, ReferenceNotFound, CategoryNameTaken, ParentIsChild, Archived
        ),
    )
    async def create(self, request: SignedIn, data: JSONBody[CategoryIn]) -> CategoryOut:
        """Add a category, with a goal if a `target` is given; its type never changes."""
        made = await self.create_category(owner=request.user.id, form=category_form(data))
        return category_out(made)

    @get("", operation_id="listCategories", responses=refusals(UnknownCursor))
    async def page(
        self,
        request: SignedIn,
        cursor: CursorText = None,
        limit: Limit = PAGE_LIMIT_DEFAULT,
        status: Status = "all",
    ) -> CategoryPageOut:
        """List categories, newest first, without the system's transfer category."""
        page = await self.list_categories(
            owner=request.user.id,
            status=status,
            request=page_request(cursor=cursor, limit=limit),
        )
        return category_page_out(page)

    @get("/options", operation_id="listCategoryOptions")
    async def options(self, request: SignedIn) -> list[CategoryOptionOut]:
        """List active categories, newest first, the system's transfer category included."""
        categories = await self.list_category_options(owner=request.user.id)
        return [category_option_out(category) for category in categories]

    @get("/{category_id:str}", operation_id="getCategory", responses=refusals(CategoryNotFound))
    async def show(self, request: SignedIn, category_id: FromPath[UUID]) -> CategoryOut:
        """Show a category, archived or not, with the goal that stands for it today."""
        category = await self.get_category(owner=request.user.id, category=CategoryId(category_id))
        return category_out(category)
