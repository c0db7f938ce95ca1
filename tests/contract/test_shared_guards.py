"""Guards before every operation: a strange host, and a page of another site that acts."""

from http import HTTPStatus

from tests.contract.furnished import Furnished, send

ACT_ON_GET = frozenset({"unlockAccount"})


async def test_a_strange_host_is_not_answered(furnished: Furnished) -> None:
    wrong = []
    async with furnished.somebody() as client:
        client.headers["Host"] = "elsewhere.example"
        for operation in furnished.operations:
            reply = await send(client, operation, furnished.samples[operation.id])
            answer = (reply.status_code, reply.json()["code"])
            if answer != (HTTPStatus.BAD_REQUEST, "host_not_allowed"):
                wrong.append(f"{operation.id}: {reply.text}")

    assert wrong == []
    assert furnished.unchanged


async def test_a_page_of_another_site_cannot_act(furnished: Furnished) -> None:
    wrong, tried = [], 0
    async with furnished.house.served.visitor() as visitor:
        visitor.headers.update(
            {"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"}
        )
        for operation in furnished.operations:
            if "403" not in operation.responses:
                continue
            tried += 1
            reply = await send(visitor, operation, furnished.samples[operation.id])
            answer = (reply.status_code, reply.json()["code"])
            if answer != (HTTPStatus.FORBIDDEN, "cross_site_refused"):
                wrong.append(f"{operation.id}: {reply.text}")

    assert wrong == []
    assert furnished.only_noted
    assert tried > 10
    assert tried == sum(one.method != "GET" or one.id in ACT_ON_GET for one in furnished.operations)
