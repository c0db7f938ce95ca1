"""Units of work: one transaction and the stores that live inside it."""

from contextlib import AbstractAsyncContextManager
from typing import Protocol, TypeVar

Unit_co = TypeVar("Unit_co", covariant=True)


class Work(Protocol[Unit_co]):
    """Opens units of work. A clean exit commits, any exception rolls back."""

    def __call__(self) -> AbstractAsyncContextManager[Unit_co]:
        """Open a transaction that may write."""
        ...

    def reading(self) -> AbstractAsyncContextManager[Unit_co]:
        """Open a unit for a single reading statement, without a transaction around it."""
        ...

    def snapshot(self) -> AbstractAsyncContextManager[Unit_co]:
        """Open a read-only unit whose statements all see the same instant."""
        ...


class EnclosingWork(Protocol[Unit_co]):
    """Opens units of work around others."""

    def enclosing(self) -> AbstractAsyncContextManager[Unit_co]:
        """Open a transaction that may write, and that every unit opened inside is a part of.

        A unit inside that fails undoes its own part alone. Its snapshots see what is written, but
        may see several instants.
        """
        ...
