"""JSON read as a stream."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piggypulse_http.edge.problems import MalformedBody
from piggypulse_http.portability.json_stream import JsonStream, Watched, has_member

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=10,
)


def read(content: bytes) -> dict[str, object]:
    return {part.name: part.value for part in JsonStream(file=io.BytesIO(content), lists={})}


@given(value=st.dictionaries(TEXTS, VALUES, max_size=4), ascii_only=st.booleans())
def test_what_is_read_is_what_was_written(value: dict[str, object], *, ascii_only: bool) -> None:
    content = json.dumps(value, ensure_ascii=ascii_only).encode()

    assert read(content) == value
    assert all(has_member(file=io.BytesIO(content), name=name) for name in value)


@pytest.mark.parametrize("escape", [r"\ud800", r"\uDFFF", r"\ud83dx", r"\ud83d\u0041", r"\\\ud800"])
@given(size=st.integers(1, 30), before=st.integers(0, 30))
def test_half_a_pair_is_never_mended(escape: str, size: int, before: int) -> None:
    """Wherever the file is cut into pieces."""
    content = f'{{"{"x" * before}": "{escape}"}}'.encode()
    watched = Watched(file=io.BytesIO(content))

    with pytest.raises(MalformedBody):
        b"".join(iter(lambda: watched.read(size), b""))
    with pytest.raises(MalformedBody):
        read(content)


@pytest.mark.parametrize("escape", [r"\\ud800", r"\ud83d\ude00", r"\\\\ud800", r"\u0041", r"\\"])
@given(size=st.integers(1, 30), before=st.integers(0, 30))
def test_whole_characters_pass(escape: str, size: int, before: int) -> None:
    content = f'{{"{"x" * before}": "{escape}"}}'.encode()
    watched = Watched(file=io.BytesIO(content))

    assert b"".join(iter(lambda: watched.read(size), b"")) == content
    assert read(content) == json.loads(content)
