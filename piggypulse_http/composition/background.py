"""What the server does by itself: one line for each task."""

from collections.abc import Sequence

from piggypulse_http.composition.container import Container
from piggypulse_http.edge.background import PeriodicTask


def periodic_tasks(_container: Container, /) -> Sequence[PeriodicTask]:
    """Every task, with how long it waits between two turns."""
    return ()
