"""Pauses of the collector end, whatever happens."""

import gc

import pytest

from piggypulse_http.edge.collector import collector_paused


def test_it_is_on_again_after_pauses_that_overlap() -> None:
    for first_out in (0, 1):
        pauses = [collector_paused(), collector_paused()]
        for one in pauses:
            one.__enter__()
        assert not gc.isenabled()

        pauses.pop(first_out).__exit__(None, None, None)
        pauses.pop().__exit__(None, None, None)

        assert gc.isenabled()


def test_it_is_on_again_after_what_failed() -> None:
    with pytest.raises(ZeroDivisionError), collector_paused():
        raise ZeroDivisionError

    assert gc.isenabled()
