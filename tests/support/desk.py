"""Somebody signed in over HTTP, with rows to book on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from tests.support.client import ApiClient, answered
from tests.support.clock import TODAY

Parameter = str | int | Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Somebody signed in who has accounts, categories and a vendor to book with."""

    client: ApiClient
    giro: str
    visa: str
    dollars: str
    food: str
    pay: str
    move: str
    market: str

    def regular(self, **members: object) -> dict[str, Any]:
        plain = {
            "transactionType": "regular",
            "date": TODAY.isoformat(),
            "description": "Eggs",
            "amount": 250,
            "fromAccountId": self.giro,
            "categoryId": self.food,
        }
        return plain | members

    def transfer(self, **members: object) -> dict[str, Any]:
        plain = self.regular(
            transactionType="transfer", toAccountId=self.visa, categoryId=self.move
        )
        return plain | members

    async def book(self, body: dict[str, Any]) -> dict[str, Any]:
        reply: dict[str, Any] = answered(await self.client.post("/transactions", json=body), 201)
        return reply

    async def send(self, way: str, body: dict[str, Any]) -> httpx.Response:
        """Create, create as the only one of a batch, or replace something."""
        if way == "post":
            return await self.client.post("/transactions", json=body)
        if way == "batch":
            return await self.client.post("/transactions/batch", json=[body])
        booked = await self.book(self.regular())
        return await self.client.put(f"/transactions/{booked['id']}", json=body)

    async def list(self, **query: Parameter) -> dict[str, Any]:
        parameters: dict[str, Parameter] = {"scope": "all", **query}
        reply = await self.client.get("/transactions", params=parameters)
        listed: dict[str, Any] = answered(reply)
        return listed


async def sit_down(client: ApiClient) -> Desk:
    async def made(path: str, **body: object) -> str:
        return str(answered(await client.post(path, json=body), 201)["id"])

    account: dict[str, object] = {"color": "#123456", "initialBalance": 0}
    return Desk(
        client=client,
        giro=await made("/accounts", name="Giro", type="Checking", **account),
        visa=await made("/accounts", name="Visa", type="CreditCard", **account),
        dollars=await made(
            "/accounts", name="Dollars", type="Wallet", currencyCode="USD", **account
        ),
        food=await made("/categories", name="Food", type="expense", icon="🛒"),
        pay=await made("/categories", name="Pay", type="income", icon="💰"),
        move=await made("/categories", name="Move", type="transfer", icon="↔"),
        market=await made("/vendors", name="Market"),
    )
