"""What may be found after a crash: each batch whole or absent, every acknowledged one whole."""

import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.support.client import answered

OPENING_MINOR = 10_000_000
DAY = "2026-03-01"
PASSWORD = "a pig, a pulse and a purse"
TIMEOUT_SECONDS = 60


@dataclass(slots=True, kw_only=True)
class Diary:
    """What the household sent, and what it was told had arrived."""

    sent: dict[str, int] = field(default_factory=dict)
    acknowledged: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the API shows afterwards: rows per batch, what they add up to, and three sums of it."""

    rows: Mapping[str, int]
    rows_minor: int
    spent_from_balance_minor: int
    outflows_minor: int
    transactions: int


def complaints(*, diary: Diary, found: Found) -> list[str]:
    """Every way in which what was found breaks what was promised."""
    said = []
    for tag, size in diary.sent.items():
        here = found.rows.get(tag, 0)
        if here not in (0, size):
            said.append(f"{tag}: {here} of {size} rows")
        elif here == 0 and tag in diary.acknowledged:
            said.append(f"{tag}: acknowledged and lost")
    said += [f"{tag}: never sent" for tag in found.rows if tag not in diary.sent]
    if sum(found.rows.values()) != found.transactions:
        said.append(f"{found.transactions} counted, {sum(found.rows.values())} listed")
    for name, minor in (
        ("balance", found.spent_from_balance_minor),
        ("outflows", found.outflows_minor),
    ):
        if minor != found.rows_minor:
            said.append(f"{name} says {minor}, the rows add up to {found.rows_minor}")
    return said


def key_of(tag: str) -> dict[str, str]:
    """The header that makes it safe to send a batch again."""
    return {"Idempotency-Key": tag.replace(" ", "-")}


@dataclass(slots=True, kw_only=True)
class Customer:
    """Somebody with one account, who books through whatever server runs at the moment."""

    client: httpx.Client = field(default_factory=httpx.Client)
    account: str = ""
    diary: Diary = field(default_factory=Diary)

    def settle_in(self, *, at: str) -> None:
        self.go(to=at)
        person = {"name": "Ada", "email": "ada@example.org", "password": PASSWORD}
        [dollar] = [row for row in answered(self.client.get("/currencies")) if row["code"] == "USD"]
        reply = answered(
            self.client.post("/auth/register", json={**person, "currencyId": dollar["id"]}), 201
        )
        self.client.headers["Authorization"] = f"Bearer {reply['token']}"
        account = {
            "name": "Giro",
            "type": "Checking",
            "color": "#336699",
            "initialBalance": OPENING_MINOR,
        }
        self.account = answered(self.client.post("/accounts", json=account), 201)["id"]
        period = {
            "name": "All of it",
            "startDate": "2026-01-01",
            "periodType": "duration",
            "duration": {"durationUnits": 12, "durationUnit": "months"},
        }
        answered(self.client.post("/periods", json=period), 201)

    def go(self, *, to: str) -> None:
        """The same person at a server that was started again; the session goes on."""
        self.client.close()
        headers = self.client.headers
        self.client = httpx.Client(base_url=to, timeout=TIMEOUT_SECONDS, headers=headers)

    def batch(self, tag: str, *, size: int) -> list[dict[str, Any]]:
        self.diary.sent[tag] = size
        return [
            {
                "date": DAY,
                "description": f"{tag} row {number}",
                "amount": number,
                "fromAccountId": self.account,
                "categoryId": None,
                "transactionType": "regular",
            }
            for number in range(1, size + 1)
        ]

    def book(self, tag: str, *, size: int) -> float:
        """Send a batch and note whether it was acknowledged; how long the answer took."""
        response = self.client.post("/transactions/batch", json=self.batch(tag, size=size))
        answered(response, 201)
        self.diary.acknowledged.add(tag)
        return response.elapsed.total_seconds()

    def book_until_cut_off(
        self, tag: str, *, size: int, begun: threading.Event, keyed: bool = False
    ) -> None:
        """The same against a server that is about to die: no answer is an answer too."""
        body = self.batch(tag, size=size)
        begun.set()
        try:
            response = self.client.post(
                "/transactions/batch", json=body, headers=key_of(tag) if keyed else {}
            )
        except httpx.TransportError:
            return
        if response.is_success:
            self.diary.acknowledged.add(tag)

    def book_again(self, tag: str, *, size: int) -> bool:
        """Send a batch a second time, whatever came of the first; whether it had been booked."""
        response = self.client.post(
            "/transactions/batch", json=self.batch(tag, size=size), headers=key_of(tag)
        )
        assert len(answered(response, 201)) == size
        self.diary.acknowledged.add(tag)
        return "Idempotency-Replayed" in response.headers

    def look(self) -> Found:
        rows = self._rows()
        [period] = answered(self.client.get("/periods"))["data"]
        about = {"periodId": period["id"]}
        stats = answered(self.client.get("/transactions/stats", params=about))
        [summary] = answered(self.client.get("/accounts/summary", params=about))["data"]
        tags = Counter(row["description"].partition(" row ")[0] for row in rows)
        return Found(
            rows=tags,
            rows_minor=sum(row["amount"] for row in rows),
            spent_from_balance_minor=OPENING_MINOR - summary["currentBalance"],
            outflows_minor=stats["totalOutflows"],
            transactions=stats["transactionCount"],
        )

    def _rows(self) -> Sequence[Mapping[str, Any]]:
        query = {"scope": "all", "uncategorized": "include", "limit": "200"}
        rows: list[Mapping[str, Any]] = []
        while True:
            page = answered(self.client.get("/transactions", params=query))
            rows += page["data"]
            if page["nextCursor"] is None:
                return rows
            query["cursor"] = page["nextCursor"]
