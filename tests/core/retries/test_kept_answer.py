"""Keys, and how long an answer stands for one."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piggypulse_core.kernel.refusal import InvalidInput
from piggypulse_core.retries.model.kept_answer import (
    KEPT_FOR,
    KEY_LENGTH_MAX,
    KeptAnswer,
    KeyReused,
    checked_key,
)
from tests.support.clock import NOW

KEPT = KeptAnswer(key="k", request=b"one", answer=b"done", kept_at=NOW)
VISIBLE = "".join(map(chr, range(0x21, 0x7F)))


@given(st.text(VISIBLE, min_size=1, max_size=KEY_LENGTH_MAX))
def test_visible_ascii_is_a_key_as_it_stands(text: str) -> None:
    assert checked_key(text=text, field="key") == text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "too_short"),
        ("k" * (KEY_LENGTH_MAX + 1), "too_long"),
        ("two words", "bad_format"),
        ("tab\t", "bad_format"),
        ("bell\x07", "bad_format"),
        ("delete\x7f", "bad_format"),
        ("é", "bad_format"),
    ],
)
def test_nothing_else_is_a_key(text: str, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        checked_key(text=text, field="key")

    assert [(fault.field, fault.code) for fault in refused.value.faults] == [("key", code)]


def test_the_same_request_is_given_the_answer() -> None:
    assert KEPT.given_for(request=b"one") == b"done"


def test_another_request_is_refused() -> None:
    with pytest.raises(KeyReused):
        KEPT.given_for(request=b"two")


def test_an_answer_stands_for_a_day() -> None:
    last = NOW + KEPT_FOR - timedelta(microseconds=1)

    assert KEPT.is_kept(at=NOW)
    assert KEPT.is_kept(at=last)
    assert not KEPT.is_kept(at=NOW + KEPT_FOR)
