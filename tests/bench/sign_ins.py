"""What is left for others while fifty people sign in at once: `make bench`.

Hashing is meant to be slow, and to be nobody else's business: a probe asks for /health all the
while, and the memory of the server is looked at.
"""

import asyncio
import json
import os
import sys
import time
from collections import Counter
from http import HTTPStatus
from pathlib import Path
from statistics import median, quantiles

from tests.bench.load import exchanged
from tests.bench.ratios import PREFIX, UNLIMITED
from tests.journeys.machine import made_machine
from tests.support.people import PASSWORD

PEOPLE, ROUNDS = 50, 5
PROBE_SECONDS = 0.01
HEALTH_P99_SECONDS_MAX = 0.25
HASH_MIB = 19
MEMORY_MIB_MAX = HASH_MIB * (os.cpu_count() or 1) + 64
"""What hashes take at once, and the requests that wait for them."""

SETTINGS = {
    **UNLIMITED,
    "PIGGY_PULSE_LIMITS__SIGN_INS": "1000000",
    # Everybody comes from an address of their own, as it would be.
    "PIGGY_PULSE_SERVER__TRUSTED_PROXIES": "127.0.0.1",
}


async def main() -> int:
    """Measure, print, and tell by the exit status whether both bounds hold."""
    waits: list[float] = []
    statuses: Counter[int] = Counter()
    with made_machine() as machine, machine.serving(**SETTINGS) as serving:
        process, port = serving.process.pid, serving.port
        before = resident_mib(process, peak=False)
        await asyncio.gather(*(_send(port, one, "register") for one in range(PEOPLE)))
        began = time.perf_counter()
        for _ in range(ROUNDS):
            waits += await _round(port, statuses)
        rate = statuses.total() / (time.perf_counter() - began)
        grown = resident_mib(process, peak=True) - before
    p99 = quantiles(waits, n=100)[98]
    sys.stdout.write(
        f"{PEOPLE} sign-ins at once, {ROUNDS} times: {rate:.0f} a second, {dict(statuses)}\n"
        f"/health meanwhile, {len(waits)} times: median {1000 * median(waits):.0f} ms, "
        f"p99 {1000 * p99:.0f} ms, bound {1000 * HEALTH_P99_SECONDS_MAX:.0f} ms\n"
        f"memory above that of the idle server: {grown:.0f} MiB, bound {MEMORY_MIB_MAX} MiB\n"
    )
    as_meant = set(statuses) <= {HTTPStatus.OK, HTTPStatus.SERVICE_UNAVAILABLE}
    return int(not as_meant or p99 > HEALTH_P99_SECONDS_MAX or grown > MEMORY_MIB_MAX)


async def _round(port: int, statuses: Counter[int]) -> list[float]:
    """Everybody signs in; how long each probe waited meanwhile."""
    over = asyncio.Event()
    probing = asyncio.create_task(_probe(port, over))
    statuses.update(await asyncio.gather(*(_send(port, one, "login") for one in range(PEOPLE))))
    over.set()
    return await probing


async def _send(port: int, number: int, what: str) -> int:
    person = {"email": f"p{number}@example.org", "password": PASSWORD, "name": "P"}
    body = json.dumps(person).encode()
    head = (
        f"POST {PREFIX}/auth/{what} HTTP/1.1\r\nHost: localhost\r\n"
        f"X-Forwarded-For: 192.0.2.{number}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return await _once(port, head.encode() + body)


async def _probe(port: int, over: asyncio.Event) -> list[float]:
    waits = []
    while not over.is_set():
        began = time.perf_counter()
        await _once(port, f"GET {PREFIX}/health HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        waits.append(time.perf_counter() - began)
        await asyncio.sleep(PROBE_SECONDS)
    return waits


async def _once(port: int, message: bytes) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    status, _ = await exchanged(message, reader=reader, writer=writer)
    writer.close()
    await writer.wait_closed()
    return status


def resident_mib(process: int, /, *, peak: bool) -> float:
    """Memory a process holds, or has ever held at once; Linux tells."""
    name = "VmHWM" if peak else "VmRSS"
    for line in Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
        key, _, value = line.partition(":")
        if key == name:
            return int(value.split()[0]) / 1024
    raise LookupError(name)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
