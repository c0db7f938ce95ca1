"""Rows in dicts: committed ones, and the copies a transaction works on."""

import asyncio
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

Row = TypeVar("Row")

Key = tuple[type, Hashable]


@dataclass(slots=True)
class MemoryDatabase:
    """Everything committed: for each kind of row and owner a dict by id."""

    tables: dict[Key, dict[Any, Any]] = field(default_factory=dict)
    writing: asyncio.Lock = field(default_factory=asyncio.Lock)


@dataclass(slots=True)
class Transaction:
    """A view of the database: writes go to copies that replace the originals on commit."""

    database: MemoryDatabase
    copies: dict[Key, dict[Any, Any]] = field(default_factory=dict)

    def rows(self, kind: type[Row], /, *, owner: Hashable) -> dict[Any, Row]:
        """The rows of a kind that an owner has, to be read only."""
        key = (kind, owner)
        found = self.copies.get(key)
        if found is None:
            found = self.database.tables.get(key, {})
        return cast("dict[Any, Row]", found)

    def writable(self, kind: type[Row], /, *, owner: Hashable) -> dict[Any, Row]:
        """The same rows, to be changed."""
        key = (kind, owner)
        if key not in self.copies:
            self.copies[key] = dict(self.database.tables.get(key, {}))
        return cast("dict[Any, Row]", self.copies[key])

    def commit(self) -> None:
        """Make every change visible at once."""
        self.database.tables.update(self.copies)
