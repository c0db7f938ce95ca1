"""The judge of every answer is strict: each way to break the promise is noticed."""

import json
from collections.abc import Callable
from http import HTTPStatus
from types import SimpleNamespace
from typing import Any, cast

import httpx
import pytest

from tests.support.canaries import Canaries
from tests.support.client import BASE_URL, GUARDS, PREFIX, TELLTALE, AnswerBroken, Judge
from tests.support.contract import Contract, Seen
from tests.support.promises import SEEN, hand_over, is_full_run, take_over, unmet

MARK = "01900000-0000-7000-8000-000000000001"
GOOD = {"data": [], "totalCount": 0, "hasMore": False, "nextCursor": None}
PROBLEM = {
    "type": "urn:piggypulse:problem:unknown_cursor",
    "title": "Bad Request",
    "status": 400,
    "detail": "No.",
    "code": "unknown_cursor",
    "message": "No.",
    "requestId": MARK,
    "request_id": MARK,
}

Answer = Callable[[httpx.Request], httpx.Response]


def answer(
    status: int, body: object, *, media_type: str = "application/json", mark: str = MARK
) -> httpx.Response:
    headers = {**GUARDS, "Vary": "Origin", "Content-Type": media_type, "X-Request-Id": mark}
    return httpx.Response(status, content=json.dumps(body).encode(), headers=headers)


def problem(status: int = 400, **changes: object) -> httpx.Response:
    return answer(status, {**PROBLEM, **changes}, media_type="application/problem+json")


async def judge(contract: Contract, reply: httpx.Response, *, path: str = "/vendors") -> Seen:
    """What the judge remembers of an answer; raises AnswerBroken."""
    seen = Seen()
    async with httpx.AsyncClient(
        transport=httpx.MockTransport(lambda _: reply),
        base_url=BASE_URL + PREFIX,
        event_hooks={"response": [Judge(contract=contract, seen=seen, canaries=Canaries())]},
    ) as client:
        await client.get(path)
    return seen


@pytest.mark.parametrize(
    "reply",
    [
        answer(200, {**GOOD, "totalCount": "0"}),
        answer(200, {**GOOD, "nextCursor": "not an id"}),
        answer(200, {"data": []}),
        answer(200, [GOOD]),
        answer(200, GOOD, media_type="text/plain"),
        answer(201, GOOD),
        answer(500, PROBLEM, media_type="application/problem+json"),
        answer(400, PROBLEM),
        problem(status=401),
        problem(code="no_such_code"),
        problem(requestId="01900000-0000-7000-8000-000000000002"),
        problem(detail=""),
        problem(errors=[{"field": "cursor"}]),
        problem(conflict={"id": MARK}),
        problem(hint="ask again"),
    ],
)
async def test_a_broken_answer_is_noticed(contract: Contract, reply: httpx.Response) -> None:
    with pytest.raises(AnswerBroken):
        await judge(contract, reply)


@pytest.mark.parametrize("header", [*GUARDS, "vary"])
async def test_an_answer_without_a_guard_is_noticed(contract: Contract, header: str) -> None:
    reply = answer(200, GOOD)
    del reply.headers[header]

    with pytest.raises(AnswerBroken, match=header):
        await judge(contract, reply)


@pytest.mark.parametrize("header", TELLTALE)
async def test_an_answer_that_tells_of_us_is_noticed(contract: Contract, header: str) -> None:
    reply = answer(200, GOOD)
    reply.headers[header] = "uvicorn"

    with pytest.raises(AnswerBroken, match=header):
        await judge(contract, reply)


COOKIE = "piggypulse=x; Path=/; HttpOnly; SameSite=Strict; Max-Age=9"


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("piggypulse=", "session="),
        ("piggypulse=", "__Host-piggypulse="),
        (" HttpOnly;", ""),
        ("Strict", "None"),
        ("Path=/", "Path=/api"),
        ("Path=/", "Path=/; Domain=example.org"),
        ("; Max-Age=9", ""),
        ("=x", "=" + "x" * 512),
    ],
)
async def test_a_loose_cookie_is_noticed(contract: Contract, good: str, bad: str) -> None:
    reply = answer(200, GOOD)
    reply.headers["Set-Cookie"] = COOKIE
    await judge(contract, reply)
    reply.headers["Set-Cookie"] = COOKIE.replace(good, bad)

    with pytest.raises(AnswerBroken, match="cookie"):
        await judge(contract, reply)


async def test_a_text_for_no_address_is_noticed(contract: Contract) -> None:
    with pytest.raises(AnswerBroken):
        await judge(contract, httpx.Response(404, text="Not Found"), path="/no-such-address")


async def test_good_answers_pass_and_are_remembered(contract: Contract) -> None:
    success = await judge(contract, answer(200, GOOD))
    refusal = await judge(contract, problem())

    assert success.answers == {("listVendors", 200, "")}
    assert refusal.answers == {("listVendors", 400, "unknown_cursor")}


def test_promises_nobody_has_met_are_named(contract: Contract) -> None:
    met = Seen(answers={("listVendors", 200, ""), ("listVendors", 400, "invalid_input")})

    gaps = met.gaps(contract=contract)

    assert "listVendors: no success" not in gaps
    assert "listVendors: 400 invalid_input" not in gaps
    assert "listVendors: 400 unknown_cursor" in gaps
    assert "createVendor: no success" in gaps


def run(*, args: list[str], **narrowed: object) -> pytest.Config:
    """As much of a run's configuration as the check looks at."""
    option = SimpleNamespace(
        **{"keyword": "", "markexpr": "", "deselect": None, "collectonly": False, **narrowed}
    )
    stash = pytest.Stash()
    stash[SEEN] = Seen()
    return cast("pytest.Config", SimpleNamespace(args=args, option=option, stash=stash))


def worker_that_saw(*answers: tuple[str, int, str]) -> Any:  # noqa: ANN401 - a stand-in
    """A worker's side of a run, after its last test."""
    worker = run(args=["tests"])
    worker.stash[SEEN].answers.update(answers)
    vars(worker).update(workerinput={}, workeroutput={})
    hand_over(worker)
    return worker


def test_a_full_run_must_meet_every_promise(contract: Contract) -> None:
    full = run(args=["tests"])

    assert unmet(full) == ["no test has spoken HTTP"]

    full.stash[SEEN].answers.add(("listVendors", 200, ""))
    assert len(unmet(full)) > len(contract.operations)


def test_what_workers_have_seen_counts_together(contract: Contract) -> None:
    declared = {
        (one.id, status, code)
        for one in contract.operations.values()
        for status, code in one.codes()
    }
    successes = {
        (one.id, HTTPStatus(int(status)), "")
        for one in contract.operations.values()
        for status in one.responses
        if int(status) < 400
    }
    full, first, second = (
        run(args=["tests"]),
        worker_that_saw(*declared),
        worker_that_saw(*successes),
    )

    for worker in (first, second):
        assert unmet(worker) == []
        assert all(type(one) is str for one in worker.workeroutput.values())
        take_over(cast("Any", SimpleNamespace(config=full, workeroutput=worker.workeroutput)))

    assert unmet(full) == []


def test_one_share_without_its_promise_fails_the_whole(contract: Contract) -> None:
    full, worker = run(args=["tests"]), worker_that_saw(("listVendors", 200, ""))

    take_over(cast("Any", SimpleNamespace(config=full, workeroutput=worker.workeroutput)))

    assert "listVendors: no success" not in unmet(full)
    assert "createVendor: no success" in unmet(full)


def test_a_worker_that_died_has_seen_nothing() -> None:
    full = run(args=["tests"])

    take_over(cast("Any", SimpleNamespace(config=full)))

    assert unmet(full) == ["no test has spoken HTTP"]


@pytest.mark.parametrize(
    "partial",
    [
        run(args=["tests/api"]),
        run(args=["tests"], keyword="vendors"),
        run(args=["tests"], markexpr="not installs"),
        run(args=["tests"], deselect=["tests/api"]),
        run(args=["tests"], collectonly=True),
    ],
)
def test_a_partial_run_can_tell_nothing(partial: Any) -> None:  # noqa: ANN401 - a stand-in
    assert not is_full_run(partial)
    assert unmet(partial) == []
