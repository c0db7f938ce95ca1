"""Which rows a list shows, as its query says it."""

from typing import Annotated

from litestar.params import QueryParameter

from piggypulse_core.ledger.model.selection import UncategorizedChoice
from piggypulse_core.ledger.model.status import StatusFilter

Status = Annotated[
    StatusFilter, QueryParameter(name="status", description="`inactive` is what is archived.")
]
Uncategorized = Annotated[
    UncategorizedChoice,
    QueryParameter(
        name="uncategorized",
        description="Whether to show, leave out or show alone what has no category.",
    ),
]
