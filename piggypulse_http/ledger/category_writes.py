"""Changes of one category over HTTP."""

from uuid import UUID

from litestar import Controller, delete, post, put
from litestar.params import FromPath, JSONBody

from piggypulse_core.kernel.refusal import ReferenceNotFound
from piggypulse_core.ledger.model.category import (
    CategoryId,
    CategoryInUse,
    CategoryNameTaken,
    CategoryNotFound,
    CategoryTypeMismatch,
    ParentIsChild,
)
from piggypulse_core.ledger.model.category_edit import SelfParent, SubscriptionsActive
from piggypulse_core.ledger.model.edit import ImmutableField
from piggypulse_core.ledger.model.family import (
    HasActiveChildren,
    HasChildren,
    ParentArchived,
    SystemCategory,
)
from piggypulse_core.ledger.model.status import AlreadyActive, AlreadyArchived, Archived
from piggypulse_core.ledger.usecases.category_writes import (
    ArchiveCategory,
    DeleteCategory,
    UnarchiveCategory,
    UpdateCategory,
)
from piggypulse_http.edge.body import SignedIn
from piggypulse_http.edge.openapi import refusals
from piggypulse_http.ledger.wire.categories import CategoryOut, category_out
from piggypulse_http.ledger.wire.category_writes import CategoryEditIn, category_edit


class CategoryWritesController(Controller):
    """What becomes of a category."""

    path = "/categories/{category_id:str}"
    tags = ("Categories",)
    update_category: UpdateCategory
    delete_category: DeleteCategory
    archive_category: ArchiveCategory
    unarchive_category: UnarchiveCategory

    @put(
        "",
        operation_id="updateCategory",
        responses=refusals(
            CategoryNotFound,
            ImmutableField,
            SelfParent,
            CategoryTypeMismatch,
            ReferenceNotFound,
            SystemCategory,
            ParentIsChild,
            Archived,
            HasChildren,
            CategoryNameTaken,
            SubscriptionsActive,
        ),
    )
    async def update(
        self, request: SignedIn, category_id: FromPath[UUID], data: JSONBody[CategoryEditIn]
    ) -> CategoryOut:
        """Edit a category; parent, behaviour and goal stay when they are left out."""
        category = await self.update_category(
            owner=request.user.id, category=CategoryId(category_id), edit=category_edit(data)
        )
        return category_out(category)

    @delete(
        "",
        operation_id="deleteCategory",
        responses=refusals(CategoryNotFound, SystemCategory, HasChildren, CategoryInUse),
    )
    async def remove(self, request: SignedIn, category_id: FromPath[UUID]) -> None:
        """Delete a category that nothing refers to, and its goal with it."""
        await self.delete_category(owner=request.user.id, category=CategoryId(category_id))

    @post(
        "/archive",
        operation_id="archiveCategory",
        status_code=200,
        responses=refusals(CategoryNotFound, SystemCategory, AlreadyArchived, HasActiveChildren),
    )
    async def archive(self, request: SignedIn, category_id: FromPath[UUID]) -> CategoryOut:
        """Put a category away; its children go first."""
        category = await self.archive_category(
            owner=request.user.id, category=CategoryId(category_id)
        )
        return category_out(category)

    @post(
        "/unarchive",
        operation_id="unarchiveCategory",
        status_code=200,
        responses=refusals(CategoryNotFound, SystemCategory, AlreadyActive, ParentArchived),
    )
    async def unarchive(self, request: SignedIn, category_id: FromPath[UUID]) -> CategoryOut:
        """Take an archived category up again; its parent comes first."""
        category = await self.unarchive_category(
            owner=request.user.id, category=CategoryId(category_id)
        )
        return category_out(category)
