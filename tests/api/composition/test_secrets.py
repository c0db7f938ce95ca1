"""The ring of secrets: refused when it is weak, made once where nobody else makes it."""

import stat
from base64 import b64encode
from pathlib import Path

import pytest

from piggypulse_adapters.security.keyring import Secret, new_secret
from piggypulse_http.composition.reading import BadSettings
from piggypulse_http.composition.secrets import EXAMPLES, checked_ring, kept_ring, ring_in
from piggypulse_http.composition.settings import read_settings

SETTING = "PIGGY_PULSE_SECURITY__SECRETS"


def text(value: bytes, /, *, name: str = "first") -> str:
    return f"{name}:{b64encode(value).decode()}"


STRONG = new_secret(id="first")
OTHER = new_secret(id="second")

WEAK = {
    "empty": "first:",
    "no id": b64encode(STRONG.value).decode(),
    "no base64": "first:!!!!",
    "short": text(STRONG.value[:31]),
    "long": text(STRONG.value + b"x"),
    "one byte": text(b"\x07" * 32),
    "two bytes": text(b"ab" * 16),
    "documented": text(next(iter(EXAMPLES))),
    "one id twice": f"{STRONG.text},{text(OTHER.value)}",
    "one secret twice": f"{STRONG.text},{text(STRONG.value, name='second')}",
    "a weak second one": f"{STRONG.text},{text(bytes(32), name='second')}",
}


class TestSettings:
    @pytest.mark.parametrize(
        "given", [STRONG.text, f" {STRONG.text} , {OTHER.text}\n"], ids=["one", "two"]
    )
    def test_takes_a_ring(self, given: str) -> None:
        settings = read_settings(values={SETTING: given})

        assert settings.secrets == (STRONG, OTHER)[: given.count(":")]

    @pytest.mark.parametrize("kind", WEAK)
    def test_refuses_what_is_weak_and_repeats_nothing_of_it(self, kind: str) -> None:
        with pytest.raises(BadSettings) as refused:
            read_settings(values={SETTING: WEAK[kind]})

        (complaint,) = refused.value.complaints
        assert complaint.startswith(f"{SETTING} must ")
        assert b64encode(STRONG.value).decode() not in complaint
        assert "!!!!" not in complaint

    def test_takes_a_file_instead(self, tmp_path: Path) -> None:
        file = tmp_path / "ring"
        file.write_text(STRONG.text + "\n", encoding="ascii")

        settings = read_settings(values={f"{SETTING}_FILE": str(file)})

        assert settings.secrets == (STRONG,)

    @pytest.mark.parametrize("content", [None, b"", b"first:\xff", b"first:AAAA"])
    def test_refuses_a_file_without_a_ring(self, tmp_path: Path, content: bytes | None) -> None:
        file = tmp_path / "ring"
        if content is not None:
            file.write_bytes(content)

        with pytest.raises(BadSettings) as refused:
            read_settings(values={f"{SETTING}_FILE": str(file)})

        assert refused.value.complaints[0].startswith(f"{SETTING}_FILE ")

    def test_takes_only_one_of_the_two(self, tmp_path: Path) -> None:
        file = tmp_path / "ring"
        file.write_text(STRONG.text, encoding="ascii")

        with pytest.raises(BadSettings):
            read_settings(values={SETTING: OTHER.text, f"{SETTING}_FILE": str(file)})

    def test_a_secret_is_not_in_any_repr(self) -> None:
        settings = read_settings(values={SETTING: STRONG.text})

        for shown in (repr(settings), repr(STRONG), str(settings.secrets)):
            assert repr(STRONG.value) not in shown
            assert b64encode(STRONG.value).decode() not in shown


class TestKeptRing:
    def test_is_made_once_and_readable_by_us_alone(self, tmp_path: Path) -> None:
        file = kept_ring(data=tmp_path)
        first = ring_in(file)

        assert kept_ring(data=tmp_path) == file
        assert ring_in(file) == first
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert [one.name for one in tmp_path.iterdir()] == [file.name]

    def test_differs_from_place_to_place(self, tmp_path: Path) -> None:
        rings = set[tuple[Secret, ...]]()
        for name in ("a", "b"):
            (tmp_path / name).mkdir()
            rings.add(ring_in(kept_ring(data=tmp_path / name)))

        assert len(rings) == 2


def test_the_examples_of_documents_have_the_right_length() -> None:
    assert {len(one) for one in EXAMPLES} == {32}
    for one in EXAMPLES:
        with pytest.raises(ValueError, match="chance"):
            checked_ring(text(one))
