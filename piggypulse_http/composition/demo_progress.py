"""A bar that grows on a terminal, and silence everywhere else."""

from collections.abc import Callable
from typing import TextIO

WIDTH = 32


def bar(*, stream: TextIO) -> Callable[[int, int], None]:
    """Draws how much of a whole is done."""
    if not stream.isatty():
        return _say_nothing

    def draw(done: int, whole: int) -> None:
        filled = WIDTH * done // whole if whole else WIDTH
        ending = "\n" if done >= whole else ""
        stream.write(f"\r[{'#' * filled}{'.' * (WIDTH - filled)}] {done} of {whole}{ending}")
        stream.flush()

    return draw


def count(*, stream: TextIO, unit: str) -> Callable[[int], None]:
    """Says how much is done where nobody knows how much there is."""
    if not stream.isatty():
        return lambda _done: None

    def draw(done: int) -> None:
        # The line stays where it is: whatever is said next is longer and takes its place.
        stream.write(f"{done} {unit}\r")
        stream.flush()

    return draw


def _say_nothing(_done: int, _whole: int) -> None:
    """Logs and pipes are no place for a bar."""
