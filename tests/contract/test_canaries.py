"""The search for leaked secrets finds what was leaked, in whatever spelling, and nothing else."""

import base64
import hashlib
import json
import logging

import httpx
import psycopg
import pytest
import structlog

from tests.support.canaries import Canaries, raw_of
from tests.support.everything import everything

TOKEN = "pp_at_" + "0123456789abcdef" * 4
COOKIE = base64.urlsafe_b64encode(bytes(range(32))).decode().rstrip("=")
SEED = base64.b32encode(bytes(range(20))).decode()
CODE = "ABCD-EFGH-IJKL-MNOP"
PASSWORD = "seven words, and one more"
ADDRESS = "yellow.bird@coal-mine.test"
"""Of nobody else: the run listens to its own tests, too."""


@pytest.fixture
def told() -> Canaries:
    """Canaries of a sign-in, a set-up and ten (one) backup codes."""
    found = Canaries()
    request = httpx.Request(
        "POST", "https://x.test/", json={"email": ADDRESS, "password": PASSWORD}
    )
    cookie = {"Set-Cookie": f"piggypulse={COOKIE}; Path=/"}
    for content in ({"token": TOKEN, "user": {}}, {"secret": SEED}, [CODE]):
        found.note(
            httpx.Response(200, headers=cookie, content=json.dumps(content), request=request)
        )
    return found


@pytest.mark.parametrize("secret", [TOKEN, COOKIE, SEED, CODE, PASSWORD])
def test_what_is_kept_as_it_was_given_is_found(told: Canaries, secret: str) -> None:
    assert told.in_text(f'(1,"{secret}",x)') == {secret}
    assert told.in_text(rf'(1,"\\x{secret.encode().hex()}")') == {secret}


@pytest.mark.parametrize(
    ("secret", "spelling"),
    [(TOKEN, TOKEN[6:]), (CODE, CODE.replace("-", "")), (CODE, CODE.replace("-", "").lower())],
)
def test_other_spellings_are_found(told: Canaries, secret: str, spelling: str) -> None:
    assert told.in_text(f"({spelling})") == {secret}


@pytest.mark.parametrize("secret", [TOKEN, COOKIE, SEED])
def test_the_bytes_behind_a_spelling_are_found(told: Canaries, secret: str) -> None:
    for raw in raw_of(secret):
        assert told.in_text(rf'(1,"\\x{raw}")') == {secret}


def test_a_digest_is_no_leak(told: Canaries) -> None:
    digest = hashlib.sha256(TOKEN.encode()).hexdigest()

    assert told.in_text(rf'(1,"\\x{digest}",{ADDRESS})') == set()


def test_what_was_refused_is_nobodys_secret() -> None:
    found = Canaries()
    request = httpx.Request("POST", "https://x.test/", json={"password": PASSWORD})

    found.note(httpx.Response(401, content=b"{}", request=request))

    assert found == Canaries(log=found.log)


@pytest.mark.parametrize("secret", [TOKEN, COOKIE, PASSWORD, ADDRESS])
def test_both_ways_of_logging_are_listened_to(told: Canaries, secret: str) -> None:
    with told.listening():
        structlog.get_logger().warning("oops", about=secret)
    assert set(told.in_log()) == {secret}

    told.log.truncate(0)
    with told.listening():
        logging.getLogger("piggypulse_adapters.x").warning("oops %s", secret)
    assert set(told.in_log()) == {secret}


def test_every_table_is_searched(told: Canaries, own_database: str) -> None:
    with psycopg.connect(own_database) as connection:
        connection.execute(b"CREATE TABLE notes (note text, raw bytea)")
        connection.execute(b"INSERT INTO notes VALUES (%s, %s)", [PASSWORD, TOKEN.encode()])

    assert told.in_text("\n".join(everything(url=own_database))) == {PASSWORD, TOKEN}
