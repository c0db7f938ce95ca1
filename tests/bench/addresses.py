"""Whether the time of an answer tells who is registered: `make bench`.

Known and unknown addresses are asked for in turns over a server with its own database, each of them
once, so that nobody has to wait. Medians must not lie further apart than a network hides.
"""

import asyncio
import json
import sys
import time
from collections.abc import Mapping
from statistics import median

from tests.bench.load import exchanged
from tests.bench.ratios import PREFIX, UNLIMITED
from tests.journeys.machine import made_machine
from tests.support.people import PASSWORD

SAMPLES = 200
APART_SECONDS_MAX = 0.005

SETTINGS = {
    **UNLIMITED,
    "PIGGY_PULSE_LIMITS__SIGN_INS": "1000000",
    # Everybody comes from an address of their own, as it would be.
    "PIGGY_PULSE_SERVER__TRUSTED_PROXIES": "127.0.0.1",
}
ASKED: Mapping[str, Mapping[str, str]] = {
    "/auth/login": {"password": "wrong"},
    "/auth/forgot-password": {},
    "/auth/2fa/emergency-disable/request": {},
}


async def main() -> int:
    """Measure, print, and tell by the exit status whether the bound holds everywhere."""
    with made_machine() as machine, machine.serving(**SETTINGS) as serving:
        for number in range(SAMPLES):
            person = {"email": known(number), "password": PASSWORD, "name": "P"}
            await took(serving.port, number, "POST /auth/register", person)
        apart = [await _compared(serving.port, path) for path in ASKED]
        apart.append(await _unlocking(serving.port))
    return int(max(apart) > APART_SECONDS_MAX)


def known(number: int, /) -> str:
    """Somebody who is registered."""
    return f"p{number}@example.org"


async def _compared(port: int, path: str) -> float:
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(SAMPLES):
        for which, email in enumerate((known(number), f"u{number}@example.org")):
            body = {"email": email, **ASKED[path]}
            times[which].append(await took(port, number, f"POST {path}", body))
    return _told(path, *times)


async def _unlocking(port: int) -> float:
    """No address is in it: a token in our form is compared with none at all."""
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(SAMPLES):
        for which, token in enumerate((f"{number:043d}", "")):
            times[which].append(await took(port, number, f"GET /unlock?token={token}", None))
    return _told("/unlock", *times)


def _told(path: str, first: list[float], second: list[float]) -> float:
    apart = abs(median(first) - median(second))
    sys.stdout.write(
        f"{path}, {SAMPLES} of each: {1000 * median(first):.1f} and "
        f"{1000 * median(second):.1f} ms, bound {1000 * APART_SECONDS_MAX:.0f} ms apart\n"
    )
    return apart


async def took(port: int, number: int, what: str, body: object) -> float:
    """The seconds an answer takes, over a connection of its own."""
    method, _, path = what.partition(" ")
    content = b"" if body is None else json.dumps(body).encode()
    head = (
        f"{method} {PREFIX}{path} HTTP/1.1\r\nHost: localhost\r\n"
        f"X-Forwarded-For: 192.0.2.{number}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    began = time.perf_counter()
    await exchanged(head.encode() + content, reader=reader, writer=writer)
    seconds = time.perf_counter() - began
    writer.close()
    await writer.wait_closed()
    return seconds


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
