"""What a server was told and has told stays between it and its client: not in what it prints, and
in no byte of what it keeps."""

import base64
import email
import json
import re
import time
from email.policy import default
from pathlib import Path
from typing import Any

import httpx
from pyotp.totp import TOTP

from tests.journeys.machine import Machine
from tests.support.canaries import Canaries, raw_of, spellings
from tests.support.people import PASSWORD

ADDRESS = "canary@in-a-coal-mine.test"
SECOND = "seventeen yellow birds, singing 3"
THIRD = "nobody sings down here any more 4"
LETTER_WITHIN_SECONDS = 30


class Person:
    """Somebody with a browser, a program, a phone and a mailbox."""

    def __init__(self, *, base_url: str, letters: Path) -> None:
        self.canaries = Canaries(passwords={PASSWORD, SECOND, THIRD}, addresses={ADDRESS})
        self._base_url = base_url.rstrip("/")
        self._letters = letters

    def ask(self, method: str, path: str, body: object = None, *, token: str = "") -> Any:  # noqa: ANN401 - JSON
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        content = None if body is None else json.dumps(body)
        if content is not None:
            headers["Content-Type"] = "application/json"
        reply = httpx.request(
            method, self._base_url + path, headers=headers, content=content, timeout=30
        )
        self.canaries.note(reply)
        return reply.json() if reply.content else {"status": reply.status_code}

    def token_mailed(self) -> str:
        """The token of the newest letter that has one."""
        for _ in range(LETTER_WITHIN_SECONDS * 10):
            for file in sorted(self._letters.glob("*.eml"), reverse=True):
                message = email.message_from_bytes(file.read_bytes(), policy=default)
                part = message.get_body(("plain",))
                found = re.search(r"token=([A-Za-z0-9_-]{43})", part.get_content() if part else "")
                if found is not None:
                    self.canaries.secrets.add(found[1])
                    file.unlink()
                    return found[1]
            time.sleep(0.1)
        raise TimeoutError("no letter with a link")


def lived(person: Person) -> None:
    """Everything that issues a secret, once, and secrets in places where none belong."""
    who = {"email": ADDRESS, "password": PASSWORD, "name": "Canary"}
    token = person.ask("POST", "/auth/register", who)["token"]
    token = person.ask("POST", "/auth/refresh", token=token)["token"]
    seed = person.ask("POST", "/auth/2fa/enable", token=token)["secret"]
    code = TOTP(seed).now()
    confirmed = {"twoFactorToken": "", "code": code}
    person.ask("POST", "/auth/2fa/verify", confirmed, token=token)
    codes = person.ask("POST", "/auth/2fa/backup-codes/regenerate", {"code": code}, token=token)
    assert len(codes) == 10, codes
    challenge = person.ask("POST", "/auth/login", who)["twoFactorToken"]
    shown = {"twoFactorToken": challenge, "code": codes[0]}
    assert person.ask("POST", "/auth/2fa/verify", shown)["requiresTwoFactor"] is False
    change = {"currentPassword": PASSWORD, "newPassword": SECOND}
    person.ask("PUT", "/auth/password", change, token=token)
    person.ask("POST", "/auth/forgot-password", {"email": ADDRESS})
    reset = {"token": person.token_mailed(), "password": THIRD}
    assert person.ask("POST", "/auth/reset-password", reset) == {"status": 204}
    _misplaced(person, token=token, seed=seed)


def _misplaced(person: Person, *, token: str, seed: str) -> None:
    for path in ("/accounts?token={}", "/accounts/{}", "/{}", "/unlock?token={}"):
        for secret in (token, seed):
            person.ask("GET", path.format(secret))
    person.ask("POST", "/auth/login", [PASSWORD, token])
    person.ask("POST", "/auth/login", {"email": PASSWORD, "password": [token]})
    person.ask("POST", "/auth/login", {"email": ADDRESS, "password": token})


def kept_bytes(folder: Path) -> bytes:
    """Everything below a folder, one file after the other."""
    return b"\0".join(one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file())


def needles(canaries: Canaries) -> dict[str, set[bytes]]:
    """How each secret could lie in a file."""
    found = {one: {spelling.encode() for spelling in spellings(one)} for one in canaries.secrets}
    for one in canaries.secrets:
        found[one] |= {bytes.fromhex(raw) for raw in raw_of(one) if len(raw) >= 32}
        found[one].add(base64.b64encode(one.encode()))
    return found | {one: {one.encode()} for one in canaries.passwords}


def test_nothing_that_was_told_is_printed_or_kept(machine: Machine) -> None:
    letters = machine.folder / "letters"
    settings = {
        "PIGGY_PULSE_MAIL__FOLDER": str(letters),
        "PIGGY_PULSE_BACKGROUND__LETTERS_SECONDS": "1",
    }
    with machine.serving(**settings) as serving:
        person = Person(base_url=serving.base_url, letters=letters)
        lived(person)
        serving.stop()

    assert len(person.canaries.secrets) >= 18
    kept = kept_bytes(machine.data)
    assert ADDRESS.encode() in kept, "the search reads what is kept"
    wanted = needles(person.canaries)
    assert [one for one, forms in wanted.items() if any(form in kept for form in forms)] == []
    assert person.canaries.in_text(serving.said) == set()
    assert ADDRESS not in serving.said
