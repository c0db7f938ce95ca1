"""Templates of categories over HTTP."""

from litestar import Controller, get, post
from litestar.params import JSONBody

from piggypulse_core.kernel.refusal import ReferenceNotFound
from piggypulse_core.ledger.model.category import CategoryNameTaken, PlannedCategory
from piggypulse_core.onboarding.usecases.templates import ApplyTemplate, ListTemplates
from piggypulse_http.edge.body import SignedIn
from piggypulse_http.edge.openapi import refusals
from piggypulse_http.ledger.wire.categories import CategoryOut, category_out
from piggypulse_http.onboarding.wire.templates import (
    ApplyTemplateIn,
    TemplateOut,
    on_conflict,
    template_out,
)


class TemplateController(Controller):
    """Categories to begin with."""

    path = "/onboarding"
    tags = ("Onboarding",)
    list_templates: ListTemplates
    apply_template: ApplyTemplate

    @get("/category-templates", operation_id="listCategoryTemplates")
    async def templates(self) -> list[TemplateOut]:
        """List the templates there are, each with its categories."""
        return [template_out(one) for one in await self.list_templates()]

    @post(
        "/apply-template",
        operation_id="applyTemplate",
        status_code=201,
        responses=refusals(ReferenceNotFound, CategoryNameTaken),
    )
    async def apply(self, request: SignedIn, data: JSONBody[ApplyTemplateIn]) -> list[CategoryOut]:
        """Make all categories of a template, or none: `errors` names each one there is already.

        With `onConflict` `skip` those are left out; the answer is what was made.
        """
        made = await self.apply_template(
            owner=request.user.id,
            template=data.template_id,
            on_conflict=on_conflict(data),
        )
        return [category_out(PlannedCategory(category=one, goal_minor=None)) for one in made]
