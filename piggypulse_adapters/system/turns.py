"""Turns within one process."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from piggypulse_core.kernel.ids import UserId
from piggypulse_core.portability.model.export import ExportsBusy
from piggypulse_core.portability.ports import Turns


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTurns(Turns):
    """One turn for each owner, and so many in all."""

    most: int
    _owners: set[UserId] = field(default_factory=set, init=False)

    @contextmanager
    def taken(self, *, owner: UserId) -> Iterator[None]:
        if owner in self._owners or len(self._owners) >= self.most:
            raise ExportsBusy
        self._owners.add(owner)
        try:
            yield
        finally:
            self._owners.discard(owner)
