"""The household once second factors are on, for what succeeds only then."""

from dataclasses import replace

from piggypulse_adapters.memory.database import MemoryDatabase
from piggypulse_core.identity.model.two_factor import TwoFactor
from tests.support.clock import NOW

WITH_TWO_FACTOR = frozenset({"disableTwoFactor", "regenerateBackupCodes"})
"""Operations that succeed once the second factor is on; what sets it up does while it is off."""


def switch_on(database: MemoryDatabase, /) -> None:
    """Everybody's second factor is on, without a code used up and without a session ended."""
    for (kind, owner), rows in list(database.tables.items()):
        if kind is TwoFactor and rows:
            row = rows[owner]
            database.tables[kind, owner] = {owner: replace(row, confirmed_at=NOW, last_counter=0)}
