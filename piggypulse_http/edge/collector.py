"""The collector of garbage, kept from holding everybody up."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """No search for cycles while a block makes rows by the hundred thousand.

    A search looks at every one of them in one go, and nobody else is served meanwhile. Rows are in
    no cycles: without a search they go as soon as nobody needs them. Of blocks that overlap the
    one that began first ends the pause.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
