"""A server that is killed in the middle of a batch leaves it whole or not there at all."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from tests.journeys.crashes import Customer, Diary, Found, complaints
from tests.journeys.machine import Machine

SIZE = 1000
# In parts of the time that a batch takes when nobody is killed.
OFFSETS = (0.3, 0.6, 0.85, 1.0, 1.4)


@pytest.fixture
def customer() -> Iterator[Customer]:
    customer = Customer()
    yield customer
    customer.client.close()


def cut_off(
    customer: Customer, tag: str, *, after: float, kill: Callable[[], None], keyed: bool = False
) -> None:
    """Send a batch and kill somebody some seconds later."""
    begun = threading.Event()
    sending = threading.Thread(
        target=customer.book_until_cut_off,
        args=(tag,),
        kwargs={"size": SIZE, "begun": begun, "keyed": keyed},
    )
    sending.start()
    begun.wait()
    # Nothing sets this one: it is a moment to wait, not a thing to wait for.
    threading.Event().wait(after)
    kill()
    sending.join()


def test_killing_the_server_leaves_each_batch_whole_or_absent(
    machine: Machine, customer: Customer, measured: Callable[[str], None]
) -> None:
    with machine.serving() as serving:
        customer.settle_in(at=serving.base_url)
        usual = [customer.book(f"calm {number}", size=SIZE) for number in range(3)][-1]
        cut_off(customer, "cut 0", after=usual * OFFSETS[0], kill=serving.kill)
    for number, offset in enumerate(OFFSETS[1:], start=1):
        with machine.serving() as serving:
            customer.go(to=serving.base_url)
            found = customer.look()
            assert complaints(diary=customer.diary, found=found) == []
            cut_off(customer, f"cut {number}", after=usual * offset, kill=serving.kill)

    with machine.serving() as serving:
        customer.go(to=serving.base_url)
        found = customer.look()

    assert complaints(diary=customer.diary, found=found) == []
    kept = sum(tag.startswith("cut") for tag in found.rows)
    measured(f"crashes: {len(OFFSETS)} kills of the server, {kept} batches kept, the rest absent")


def test_a_batch_sent_again_after_a_kill_is_booked_once(
    machine: Machine, customer: Customer, measured: Callable[[str], None]
) -> None:
    with machine.serving() as serving:
        customer.settle_in(at=serving.base_url)
        usual = [customer.book(f"calm {number}", size=SIZE) for number in range(2)][-1]
        cut_off(customer, "early", after=usual * 0.6, kill=serving.kill, keyed=True)
    with machine.serving() as serving:
        customer.go(to=serving.base_url)
        early = customer.book_again("early", size=SIZE)
        cut_off(customer, "late", after=usual * 1.4, kill=serving.kill, keyed=True)

    with machine.serving() as serving:
        customer.go(to=serving.base_url)
        late = customer.book_again("late", size=SIZE)
        assert customer.book_again("early", size=SIZE)
        found = customer.look()

    assert complaints(diary=customer.diary, found=found) == []
    measured(f"retries: 2 kills of the server, {early + late} batches had been booked, none twice")


def test_killing_the_database_leaves_each_batch_whole_or_absent(
    machine: Machine, customer: Customer
) -> None:
    with machine.serving() as serving:
        customer.settle_in(at=serving.base_url)
        usual = [customer.book(f"calm {number}", size=SIZE) for number in range(3)][-1]
        cut_off(customer, "cut", after=usual / 2, kill=lambda: _kill_database(machine))

        health = customer.client.get("/health")
        vendors = customer.client.get("/vendors")

    assert (health.status_code, health.json()["code"]) == (503, "unavailable")
    assert (vendors.status_code, vendors.json()["code"]) == (503, "unavailable")
    with machine.serving() as serving:
        customer.go(to=serving.base_url)
        found = customer.look()

    assert complaints(diary=customer.diary, found=found) == []


def test_rows_booked_one_by_one_do_not_pass_for_a_batch(
    machine: Machine, customer: Customer
) -> None:
    """The control: a server that books a batch row by row would be found out."""
    with machine.serving() as serving:
        customer.settle_in(at=serving.base_url)
        for row in customer.batch("torn", size=10)[:4]:
            customer.client.post("/transactions", json=row).raise_for_status()
        serving.kill()

    with machine.serving() as serving:
        customer.go(to=serving.base_url)
        found = customer.look()

    assert complaints(diary=customer.diary, found=found) == ["torn: 4 of 10 rows"]


def found(**told: int) -> Found:
    """Two rows of a batch, 1 and 2 cents, but for what is told."""
    figures = {"rows_minor": 3, "spent_from_balance_minor": 3, "outflows_minor": 3}
    figures |= {"transactions": 2} | told
    return Found(rows={"kept": 2}, **figures)


@pytest.mark.parametrize(
    ("state", "complaint"),
    [
        (replace(found(), rows={}, rows_minor=0), "kept: acknowledged and lost"),
        (replace(found(), rows={"kept": 4}), "kept: 4 of 2 rows"),
        (replace(found(), rows={"kept": 2, "ghost": 1}), "ghost: never sent"),
        (found(spent_from_balance_minor=2), "balance says 2, the rows add up to 3"),
        (found(outflows_minor=4), "outflows says 4, the rows add up to 3"),
        (found(transactions=1), "1 counted, 2 listed"),
    ],
)
def test_whatever_is_wrong_afterwards_is_found_out(state: Found, complaint: str) -> None:
    diary = Diary(sent={"kept": 2}, acknowledged={"kept"})

    assert complaints(diary=diary, found=found()) == []
    assert complaint in complaints(diary=diary, found=state)


def _kill_database(machine: Machine) -> None:
    number = machine.database_process()
    assert number is not None
    os.kill(number, signal.SIGKILL)
