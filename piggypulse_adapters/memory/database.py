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
    whole: "Transaction | None" = None

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

    def owners(self, kind: type, /) -> list[Any]:
        """Everybody who has ever had rows of a kind."""
        return [owner for one, owner in {**self.database.tables, **self.copies} if one is kind]

    def part(self) -> "Transaction":
        """A transaction inside this one; committing it makes its changes part of these."""
        seen = {**self.database.tables, **self.copies}
        return Transaction(database=MemoryDatabase(tables=seen), whole=self)

    def commit(self) -> None:
        """Make every change visible at once, to everybody or within the whole."""
        self.database.tables.update(self.copies)
        if self.whole is not None:
            self.whole.copies.update(self.copies)
