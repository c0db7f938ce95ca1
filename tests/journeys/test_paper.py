"""Random months typed in over HTTP and kept by PostgreSQL say what pen and paper say."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.support.client import ApiClient, answered
from tests.support.paper import ONE, GoalOnPaper, Paper, Row
from tests.support.served import Served

STEPS, BETWEEN = 72, 12
FIRST = date(2026, 5, 20)
SESSION = timedelta(days=28)
ZONE, AHEAD = "Pacific/Kiritimati", ONE
"""Where it is a day later than in Greenwich at noon."""

ACCOUNTS: tuple[Row, ...] = (
    {"type": "Checking", "initialBalance": 120_000},
    {"type": "Savings", "initialBalance": 250_000},
    {"type": "CreditCard", "initialBalance": 8_000, "spendLimit": 150_000},
    {"type": "Allowance", "initialBalance": 0, "spendLimit": 25_000}
    | {"topUpAmount": 6_000, "topUpCycle": "bi-weekly", "topUpDay": 3},
    {"type": "Allowance", "initialBalance": 500}
    | {"topUpAmount": 0, "topUpCycle": "monthly", "topUpDay": 31},
    {"type": "Wallet", "initialBalance": -700},
    {"type": "Checking", "initialBalance": 30_000, "currencyCode": "USD"},
    {"type": "Allowance", "initialBalance": 0, "currencyCode": "USD", "spendLimit": 999},
)


class Months:
    """Somebody who types at random, and writes the same down on paper."""

    def __init__(self, *, client: ApiClient, house: Served, seed: int) -> None:
        self.client, self.house, self.dice = client, house, random.Random(seed)
        self.paper = Paper(today=FIRST + AHEAD, created_on=FIRST + AHEAD, base="EUR")
        self.transfer, self.named = "", 0

    async def begin(self) -> None:
        self.house.clock.instant = datetime(FIRST.year, FIRST.month, FIRST.day, 12, tzinfo=UTC)
        answered(await self.client.put("/settings/profile", json={"timezone": ZONE}))
        for index, form in enumerate(ACCOUNTS):
            body = {"name": f"a{index}", "color": "#123456", "currencyCode": "EUR", **form}
            made = answered(await self.client.post("/accounts", json=body), 201)
            self.paper.accounts[made["id"]] = body
        for index, kind in enumerate(("income", "expense", "expense", "expense", "income")):
            body = {"name": f"{'cBaDe'[index]}{index}", "type": kind, "icon": "🛒"}
            made = answered(await self.client.post("/categories", json=body), 201)
            self.paper.categories[made["id"]] = body
        options = answered(await self.client.get("/categories/options"))
        (self.transfer,) = (one["id"] for one in options if one["name"] == "Transfer")
        self.paper.categories[self.transfer] = {"name": "Transfer", "type": "transfer"}

    def day(self) -> date:
        """Often on one of the days at which figures are cut."""
        if self.dice.random() < 0.3:
            return self.paper.today + self.dice.choice([-ONE, ONE * 0, ONE])
        return FIRST + timedelta(days=self.dice.randint(-40, 60))

    def form(self) -> Row:
        source = self.dice.choice(list(self.paper.accounts))
        body: Row = {
            "date": self.day().isoformat(),
            "description": "bread",
            "amount": self.dice.choice([1, 3, 250, 9_999, 70_001]),
            "fromAccountId": source,
        }
        currency = self.paper.accounts[source]["currencyCode"]
        others = [
            id_
            for id_, one in self.paper.accounts.items()
            if one["currencyCode"] == currency and id_ != source
        ]
        if self.dice.random() < 0.35:
            return body | {
                "transactionType": "transfer",
                "toAccountId": self.dice.choice(others),
                "categoryId": self.transfer,
            }
        category = self.dice.choice([None, *(set_ for set_ in self.paper.categories)])
        return body | {
            "transactionType": "regular",
            "categoryId": None if category == self.transfer else category,
        }

    async def book(self) -> None:
        forms = [self.form() for _ in range(self.dice.randint(1, 4))]
        made = answered(await self.client.post("/transactions/batch", json=forms), 201)
        rows = made["data"] if isinstance(made, dict) else made
        self.paper.transactions |= {row["id"]: form for row, form in zip(rows, forms, strict=True)}

    async def edit(self) -> None:
        if self.paper.transactions:
            key, form = self.dice.choice(list(self.paper.transactions)), self.form()
            answered(await self.client.put(f"/transactions/{key}", json=form))
            self.paper.transactions[key] = form

    async def drop(self) -> None:
        if self.paper.transactions:
            key = self.dice.choice(list(self.paper.transactions))
            answered(await self.client.delete(f"/transactions/{key}"), 204)
            del self.paper.transactions[key]

    async def add_period(self) -> None:
        start = self.day()
        end = start + timedelta(days=self.dice.choice([0, 1, 6, 13, 27]))
        self.named += 1
        wanted: Row = {"startDate": start.isoformat(), "endDate": end.isoformat()}
        body = {"name": f"p{self.named}", "periodType": "manualEndDate"}
        body |= {"startDate": wanted["startDate"], "manualEndDate": wanted["endDate"]}
        way = self.paper.in_the_way(wanted)
        reply = answered(await self.client.post("/periods", json=body), 201 if way is None else 409)
        if way is not None:
            members = ("id", "name", "startDate", "endDate")
            assert reply["conflict"] == {name: way[name] for name in members}
            return
        known = wanted | {"id": reply["id"], "name": body["name"]}
        self.paper.periods[reply["id"]] = known
        assert reply.items() >= self.paper.period_row(known).items()

    async def drop_period(self) -> None:
        if len(self.paper.periods) > 3:
            key = self.dice.choice(list(self.paper.periods))
            answered(await self.client.delete(f"/periods/{key}"), 204)
            del self.paper.periods[key]
            for goal in self.paper.goals.values():
                goal.alone.pop(key, None)

    async def set_goal(self) -> None:
        paper, value = self.paper, self.dice.choice([0, 1, 30_000, 70_000])
        category = self.dice.choice([one for one in paper.categories if one != self.transfer])
        named = self.dice.choice([None, None, *paper.periods])
        seen = paper.current() if named is None else paper.periods[named]
        goal = paper.goals.get(category)
        stands = goal is not None and self.seen(goal, seen) is not None
        again = goal is not None and self.dice.random() < 0.8
        body = {"categoryId": category, "value": value}
        body |= {} if named is None else {"periodId": named}
        if again:
            reply = answered(
                await self.client.put(f"/targets/{paper.goals[category].id}", json=body)
            )
        else:
            reply = answered(await self.client.post("/targets", json=body), 409 if stands else 201)
            if stands:
                return
        first = goal is None
        goal = paper.goals.setdefault(category, GoalOnPaper(id=reply["id"]))
        if named is None:
            goal.write(value, first=first, current=paper.current(), today=paper.today)
        else:
            goal.alone[named] = value
        if seen is not None:
            assert reply == paper.target_row(category, seen)

    def seen(self, goal: GoalOnPaper, period: Row | None) -> int | None:
        if period is not None:
            return goal.in_force(period)
        return goal.in_force({"id": "", "endDate": self.paper.today.isoformat()})

    async def wait(self) -> None:
        """Never so long that the session ends."""
        days = timedelta(days=self.dice.randint(1, 4))
        if self.paper.today + days < FIRST + SESSION:
            self.house.clock.instant += days
            self.paper.today += days

    async def step(self) -> None:
        acts = [self.book] * 5 + [self.add_period] * 4 + [self.set_goal] * 5
        acts += [self.edit, self.edit, self.drop, self.drop_period, self.wait]
        await self.dice.choice(acts)()

    async def compare(self) -> None:
        paper = self.paper
        current = paper.current()
        reply = answered(await self.client.get("/periods/current"), 404 if current is None else 200)
        assert reply.get("id") == (current and current["id"])
        assert await self.walked() == paper.in_order()
        assert answered(await self.client.get("/periods/gaps")) == paper.gaps()
        for period in paper.periods.values():
            one = answered(await self.client.get(f"/periods/{period['id']}"))
            assert one.items() >= paper.period_row(period).items()
            await self.compare_figures(period, {"periodId": period["id"]})
        if current is not None:
            await self.compare_figures(current, {})

    async def walked(self) -> list[str]:
        ids: list[str] = []
        more = True
        while more:
            params = {"limit": "3", **({"cursor": ids[-1]} if ids else {})}
            page = answered(await self.client.get("/periods", params=params))
            for row in page["data"]:
                expected = self.paper.period_row(self.paper.periods[row["id"]])
                assert row.items() >= expected.items()
            ids += [row["id"] for row in page["data"]]
            assert page["totalCount"] == len(self.paper.periods)
            more = page["hasMore"]
        return ids

    async def compare_figures(self, period: Row, params: Row) -> None:
        paper = self.paper
        for path, expected in (
            ("/dashboard/current-period", paper.current_period(period)),
            ("/dashboard/net-position", paper.net_position(period)),
            ("/transactions/stats", paper.stats(period)),
            ("/targets", paper.targets(period)),
        ):
            assert answered(await self.client.get(path, params=params)) == expected, path
        listed = answered(await self.client.get("/accounts/summary", params=params))["data"]
        for row, wanted in zip(listed, paper.summaries(period), strict=True):
            assert row.items() >= wanted.items()


@pytest.mark.parametrize("seed", [7, 20260615])
async def test_random_months_say_what_paper_says(house: Served, seed: int) -> None:
    async with await house.newcomer(name="Anna") as client:
        months = Months(client=client, house=house, seed=seed)
        await months.begin()
        for count in range(1, STEPS + 1):
            await months.step()
            if count % BETWEEN == 0:
                await months.compare()

        assert months.paper.periods
        assert months.paper.transactions
