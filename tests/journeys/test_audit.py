"""`piggypulse audit` proves the stored figures, and finds a planted fault."""

import re
import subprocess
from collections.abc import Callable
from urllib.parse import urlencode

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from piggypulse_adapters.security.keyring import new_secret
from piggypulse_core.kernel.ids import UserId
from tests.journeys.machine import Machine
from tests.support.bookkeeping import Bookkeeper, regular, transfer
from tests.support.clock import TODAY
from tests.support.database import postgres_work
from tests.support.people import new_user

SECRET = new_secret(id="first")

Audit = Callable[[], subprocess.CompletedProcess[str]]


@pytest.fixture
def audit(machine: Machine, own_database: str) -> Audit:
    url = f"postgresql:///?{urlencode(conninfo_to_dict(own_database))}"

    def run() -> subprocess.CompletedProcess[str]:
        return machine.run(
            "audit",
            PIGGY_PULSE_DATABASE__URL=url,
            PIGGY_PULSE_SECURITY__SECRETS=SECRET.text,
        )

    return run


async def test_a_planted_fault_is_found_and_nobody_is_named(
    own_database: str, audit: Audit
) -> None:
    owner = await booked(url=own_database)
    before = audit()
    with psycopg.connect(own_database) as connection:
        connection.execute(
            b"UPDATE account_days SET outflow_minor = outflow_minor + 1 WHERE spent_minor > 0"
        )
        connection.execute(b"UPDATE accounts SET net_minor = net_minor + 1 WHERE net_minor < 0")

    after = audit()

    assert (before.returncode, before.stderr) == (0, "")
    assert before.stdout == "2 ledger(s): every stored figure is what is booked.\n"
    assert (after.returncode, after.stderr.splitlines()) == (
        1,
        ["piggypulse: 2 stored figure(s) differ from what is booked."],
    )
    day, account = after.stdout.splitlines()
    told = re.fullmatch(
        r"user [0-9a-f]{16}, account [0-9a-f-]{36} on (\S+): outflow is stored as 1751, "
        r"what is booked makes 1750",
        day,
    )
    assert told is not None
    assert told[1] == str(TODAY)
    assert re.search(r": net is stored as -1749, what is booked makes -1750$", account)
    assert str(owner) not in after.stdout


async def booked(*, url: str) -> UserId:
    """Somebody with a purchase and a top-up, beside somebody with nothing."""
    async with postgres_work(url=url) as work:
        await new_user(work)
        books = Bookkeeper(work=work, owner=await new_user(work))
        giro, fun = await books.account(), await books.account(type="Allowance")
        await books.book(regular(giro, None, 1250))
        await books.book(transfer(giro, fun, await books.category(type="transfer"), 500))
        return books.owner
