"""Figures by pen and paper: plain loops over what was typed, sharing no line with the core."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

Row = dict[str, Any]

ONE = timedelta(days=1)
GROUPS = {"Savings": "protectedAmount", "CreditCard": "debtAmount"}


def divided(number: int, by: int) -> int:
    """Rounded half away from zero; nothing by nothing."""
    if by == 0:
        return 0
    share = abs(Fraction(number, by))
    whole = int(share + Fraction(1, 2))
    return whole if number >= 0 else -whole


def days_of(period: Row) -> list[date]:
    first, last = date.fromisoformat(period["startDate"]), date.fromisoformat(period["endDate"])
    return [first + ONE * index for index in range((last - first).days + 1)]


@dataclass(slots=True, kw_only=True)
class Paper:
    """Everything one person typed, as it was typed, by the ids that came back."""

    today: date
    created_on: date
    base: str
    accounts: dict[str, Row] = field(default_factory=dict)
    categories: dict[str, Row] = field(default_factory=dict)
    transactions: dict[str, Row] = field(default_factory=dict)
    periods: dict[str, Row] = field(default_factory=dict)
    goals: dict[str, "GoalOnPaper"] = field(default_factory=dict)

    def current(self) -> Row | None:
        return next((one for one in self.periods.values() if self.today in days_of(one)), None)

    def before(self, period: Row) -> Row | None:
        ended = [one for one in self.periods.values() if one["endDate"] < period["startDate"]]
        return max(ended, key=lambda one: str(one["endDate"]), default=None)

    def in_the_way(self, period: Row) -> Row | None:
        wanted = set(days_of(period))
        shared = [one for one in self.periods.values() if wanted & set(days_of(one))]
        return min(shared, key=lambda one: str(one["startDate"]), default=None)

    # --- one transaction

    def booked(self, days: list[date], *, ours: bool = True) -> Iterator[Row]:
        wanted = {day.isoformat() for day in days}
        for row in self.transactions.values():
            known = self.accounts[row["fromAccountId"]]["currencyCode"] == self.base
            if row["date"] in wanted and (known or not ours):
                yield row

    def type_of(self, row: Row) -> str:
        if row["transactionType"] == "transfer":
            return "transfer"
        return "none" if row["categoryId"] is None else self.categories[row["categoryId"]]["type"]

    def is_purchase(self, row: Row) -> bool:
        return self.type_of(row) in ("expense", "none")

    def hands(self, row: Row) -> tuple[bool, bool]:
        """Whether an allowance is at either end."""
        ends = (row["fromAccountId"], row.get("toAccountId"))
        first, second = (
            one is not None and self.accounts[one]["type"] == "Allowance" for one in ends
        )
        return first, second

    def spends(self, row: Row) -> int:
        source, target = self.hands(row)
        topped_up = self.type_of(row) == "transfer" and target
        return row["amount"] if not source and (self.is_purchase(row) or topped_up) else 0

    def spent(self, days: list[date]) -> int:
        return sum(self.spends(row) for row in self.booked(days))

    # --- balances

    def moved(self, account: str, day: date) -> int:
        total = 0
        for row in self.transactions.values():
            if row["date"] <= day.isoformat():
                sign = 1 if self.type_of(row) == "income" else -1
                total += sign * row["amount"] * (row["fromAccountId"] == account)
                total += row["amount"] * (row.get("toAccountId") == account)
        return total

    def balance(self, account: str, day: date) -> int:
        known = self.accounts[account]
        moved = self.moved(account, day)
        owed = known["type"] == "CreditCard"
        return int(known["initialBalance"]) + (-moved if owed else moved)

    def worth(self, account: str, day: date) -> int:
        balance = self.balance(account, day)
        return -balance if self.accounts[account]["type"] == "CreditCard" else balance

    # --- figures of a period

    def so_far(self, period: Row) -> list[date]:
        return [day for day in days_of(period) if day <= self.today]

    def projected(self, period: Row, total: Callable[[list[date]], int]) -> int:
        days, begun = days_of(period), self.so_far(period)
        whole = total(days)
        return max(whole, divided(total(begun) * len(days), len(begun))) if begun else whole

    def goal_sum(self, period: Row, kind: str) -> int:
        return sum(
            self.goals[one].in_force(period) or 0
            for one, category in self.categories.items()
            if category["type"] == kind and one in self.goals
        )

    def budgeted(self, period: Row) -> int:
        limits = sum(
            account.get("spendLimit") or 0
            for account in self.accounts.values()
            if account["type"] == "Allowance" and account["currencyCode"] == self.base
        )
        return limits + self.goal_sum(period, "expense")

    def period_row(self, period: Row) -> Row:
        days, begun = days_of(period), self.so_far(period)
        spent, budgeted = self.spent(days), self.budgeted(period)
        over = days[-1] < self.today
        return {
            "length": len(days),
            "remainingDays": None if over else len(days) - len(begun),
            "status": "past" if over else "active" if begun else "upcoming",
            "numberOfTransactions": len(list(self.booked(days))),
            "totalSpent": spent,
            "totalBudgeted": budgeted,
            "percentageOfTargetUsed": min(100, divided(100 * spent, budgeted))
            if budgeted
            else None,
        }

    def in_order(self) -> list[str]:
        """Ids as the list has them: current, upcoming, past."""
        rows = [
            (self.period_row(one)["status"], days_of(one), id_) for id_, one in self.periods.items()
        ]
        ahead = sorted((days, id_) for status, days, id_ in rows if status == "upcoming")
        past = sorted(((days, id_) for status, days, id_ in rows if status == "past"), reverse=True)
        now = [id_ for status, _, id_ in rows if status == "active"]
        return now + [id_ for _, id_ in ahead] + [id_ for _, id_ in past]

    def gaps(self) -> list[Row]:
        covered = {day for one in self.periods.values() for day in days_of(one)}
        found: list[list[date]] = []
        day = min(covered, default=self.today)
        while day < max(covered, default=self.today):
            if day not in covered:
                if not found or found[-1][-1] != day - ONE:
                    found.append([])
                found[-1].append(day)
            day += ONE
        return [{"startDate": run[0].isoformat(), "endDate": run[-1].isoformat()} for run in found]

    def left_out(self) -> list[Row]:
        foreign = [
            {"id": id_, "name": one["name"], "currencyCode": one["currencyCode"]}
            for id_, one in self.accounts.items()
            if one["currencyCode"] != self.base
        ]
        return sorted(foreign, key=lambda one: str(one["name"]).casefold())

    def current_period(self, period: Row) -> Row:
        days, begun = days_of(period), self.so_far(period)
        return {
            "spent": self.spent(days),
            "target": self.budgeted(period),
            "incomeTarget": self.goal_sum(period, "income"),
            "daysInPeriod": len(days),
            "daysRemaining": len(days) - len(begun),
            "projectedSpend": self.projected(period, self.spent),
            "spentToDate": self.spent(begun),
            "dailySpend": [self.spent([day]) for day in days],
            "excludedAccounts": self.left_out(),
        }

    def position(self, currency: str) -> Row:
        sums = {"liquidAmount": 0, "protectedAmount": 0, "debtAmount": 0}
        ids = [id_ for id_, one in self.accounts.items() if one["currencyCode"] == currency]
        for one in ids:
            group = GROUPS.get(self.accounts[one]["type"], "liquidAmount")
            sums[group] += self.balance(one, self.today)
        total = sum(self.worth(one, self.today) for one in ids)
        return {**sums, "total": total, "numberOfAccounts": len(ids)}

    def net_position(self, period: Row) -> Row:
        begun = self.so_far(period)
        others = sorted({one["currencyCode"] for one in self.accounts.values()} - {self.base})
        ours = [id_ for id_, one in self.accounts.items() if one["currencyCode"] == self.base]
        return {
            **self.position(self.base),
            "differenceThisPeriod": sum(
                self.worth(one, begun[-1]) - self.worth(one, begun[0] - ONE) for one in ours
            )
            if begun
            else 0,
            "archivedAmount": 0,
            "otherCurrencies": [{"currencyCode": code, **self.position(code)} for code in others],
            "excludedAccounts": self.left_out(),
        }

    def stats(self, period: Row) -> Row:
        rows = list(self.booked(days_of(period)))
        income = sum(row["amount"] for row in rows if self.type_of(row) == "income")
        out = sum(row["amount"] for row in rows if self.is_purchase(row))
        return {
            "totalInflows": income,
            "totalOutflows": out,
            "netAmount": income - out,
            "transactionCount": len(rows),
            "excludedAccounts": self.left_out(),
        }

    def summaries(self, period: Row) -> list[Row]:
        days, begun = days_of(period), self.so_far(period)
        return [
            {
                "id": id_,
                "currencyCode": account["currencyCode"],
                "currentBalance": self.balance(id_, self.today),
                "netChangeThisPeriod": self.balance(id_, begun[-1])
                - self.balance(id_, begun[0] - ONE)
                if begun
                else 0,
                "numberOfTransactions": sum(
                    id_ in (row["fromAccountId"], row.get("toAccountId"))
                    for row in self.booked(begun, ours=False)
                ),
                "balanceAtPeriodEnd": self.balance(id_, days[-1]),
                **self.next_transfer(id_, account),
            }
            for id_, account in reversed(self.accounts.items())
        ]

    def next_transfer(self, id_: str, account: Row) -> Row:
        amount, cycle, number = (
            account.get(name) for name in ("topUpAmount", "topUpCycle", "topUpDay")
        )
        if amount is None or cycle is None or number is None:
            return {"nextTransfer": None, "balanceAfterNextTransfer": None}
        day = self.today + ONE
        while not self.is_cycle_day(day, cycle, number):
            day += ONE
        return {
            "nextTransfer": day.isoformat(),
            "balanceAfterNextTransfer": self.balance(id_, self.today) + amount,
        }

    def is_cycle_day(self, day: date, cycle: str, number: int) -> bool:
        if cycle == "monthly":
            ends = (day + ONE).day == 1
            return day.day == number or (ends and number > day.day)
        if day.isoweekday() % 7 != number:
            return False
        first = self.created_on
        while first.isoweekday() % 7 != number:
            first += ONE
        return cycle == "weekly" or (day - first).days % 14 == 0

    # --- goals

    def actual(self, category: str, days: list[date]) -> int:
        return sum(
            row["amount"]
            for row in self.booked(days)
            if row["categoryId"] == category and not (self.is_purchase(row) and self.hands(row)[0])
        )

    def target_row(self, category: str, period: Row) -> Row:
        goal, known, before = self.goals[category], self.categories[category], self.before(period)
        value = goal.in_force(period) or 0
        return {
            "id": goal.id,
            "categoryId": category,
            "name": known["name"],
            "type": known["type"],
            "parentId": None,
            "previousTarget": None if before is None else goal.in_force(before),
            "currentTarget": value,
            "projectedVariance": value
            - self.projected(period, lambda days: self.actual(category, days)),
            "status": "active",
            "spentInPeriod": self.actual(category, days_of(period)),
            "source": "override" if period["id"] in goal.alone else "standing",
            "excludedValue": None,
        }

    def targets(self, period: Row) -> Row:
        set_ = [one for one, goal in self.goals.items() if goal.in_force(period) is not None]
        by_name = sorted(set_, key=lambda one: str(self.categories[one]["name"]).casefold())
        rows = [self.target_row(one, period) for one in by_name]
        days, begun = days_of(period), self.so_far(period)
        return {
            "targets": rows,
            "summary": {
                "periodName": period["name"],
                "periodStart": period["startDate"],
                "periodEnd": period["endDate"],
                "currentPosition": sum(
                    row["currentTarget"] - row["spentInPeriod"]
                    for row in rows
                    if row["type"] == "expense"
                ),
                "incomeTarget": self.goal_sum(period, "income"),
                "expenseTarget": self.goal_sum(period, "expense"),
                "categoriesWithTargets": {
                    "withTargets": len(rows),
                    "total": sum(one["type"] != "transfer" for one in self.categories.values()),
                },
                "periodProgress": divided(100 * len(begun), len(days)),
            },
        }


@dataclass(slots=True, kw_only=True)
class GoalOnPaper:
    """One line per value: from which day on, or for which period alone."""

    id: str
    standing: list[tuple[str, int]] = field(default_factory=list)
    alone: dict[str, int] = field(default_factory=dict)

    def in_force(self, period: Row) -> int | None:
        if period["id"] in self.alone:
            return self.alone[period["id"]]
        known = [value for since, value in self.standing if since <= period["endDate"]]
        return known[-1] if known else None

    def write(self, value: int, *, first: bool, current: Row | None, today: date) -> None:
        since = "" if first else current["startDate"] if current else today.isoformat()
        self.standing = [line for line in self.standing if line[0] < since] + [(since, value)]
        if current is not None and not first:
            self.alone.pop(current["id"], None)
