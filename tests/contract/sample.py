"""One good request, as samples of operations are written down."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

Body = Any
"""JSON as Python has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One good request: what stands in the path, in the query and in the body."""

    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    body: Body = None

    def changed(self, **parts: Mapping[str, str]) -> "Sample":
        """With another path or query."""
        return replace(self, **parts)

    def replaced(self, old: str, new: str, /) -> "Sample":
        """With another text wherever one stands."""
        path, query, body = json.loads(
            json.dumps([dict(self.path), dict(self.query), self.body]).replace(old, new)
        )
        return Sample(path=path, query=query, body=body)
