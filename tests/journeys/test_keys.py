"""An operator changes the key that second factors are sealed with, and nobody notices."""

import httpx

from piggypulse_adapters.security.keyring import new_secret
from piggypulse_adapters.system.clock import FixedClock, SystemClock
from tests.journeys.machine import Machine, Serving
from tests.support.authenticator import Authenticator

TIMEOUT_SECONDS = 60
ADA = {"name": "Ada", "email": "ada@example.org", "password": "a pig, a pulse and a purse"}
SECRETS = "PIGGY_PULSE_SECURITY__SECRETS"


def phone_of(secret: str) -> Authenticator:
    return Authenticator(secret=secret, clock=FixedClock(SystemClock().now()))


def post(serving: Serving, path: str, body: object, *, token: str = "") -> httpx.Response:
    return httpx.post(
        serving.base_url + path,
        json=body,
        headers={"Authorization": f"Bearer {token}"} if token else {},
        timeout=TIMEOUT_SECONDS,
    )


def test_an_old_key_reads_until_everything_is_sealed_anew(settled: Machine) -> None:
    old, new = new_secret(id="old").text, new_secret(id="new").text
    with settled.serving(**{SECRETS: old}) as serving:
        token = post(serving, "/auth/register", ADA).json()["token"]
        secret = post(serving, "/auth/2fa/enable", None, token=token).json()["secret"]
        answer = {"twoFactorToken": "", "code": phone_of(secret).code()}
        confirmed = post(serving, "/auth/2fa/verify", answer, token=token)
        codes = confirmed.json()["backupCodes"]

    refused = settled.run("serve", "--port", "0", **{SECRETS: new})
    done = settled.run("keys", "rotate", **{SECRETS: f"{new},{old}"})

    assert refused.returncode == 1
    assert "lacks old" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert "1 value(s) sealed anew." in done.stdout
    with settled.serving(**{SECRETS: new}) as serving:
        challenge = post(serving, "/auth/login", ADA).json()["twoFactorToken"]
        # The step after the one that was used: our clock may be one off.
        for code in (phone_of(secret).code(steps=1), codes[0]):
            answer = {"twoFactorToken": challenge, "code": code}
            assert post(serving, "/auth/2fa/verify", answer).status_code == 200
            challenge = post(serving, "/auth/login", ADA).json()["twoFactorToken"]
