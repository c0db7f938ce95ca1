"""The document that the code makes: equal to the one promised, valid, and complete."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from http import HTTPStatus
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.support.client import ApiClient
from tests.support.contract import PROBLEM, Contract, Document, Operation
from tests.support.source import ROOT

WRITTEN = ROOT / "contracts" / "openapi.json"


def incomplete(operation: Operation) -> Iterator[str]:
    """What an operation leaves unsaid."""
    if not re.fullmatch(r"[a-z]+(?:[A-Z][a-z]+)*", operation.id):
        yield f"{operation.id}: no name in camel case"
    for part in ("tags", "summary", "description"):
        if not operation.parts.get(part):
            yield f"{operation.id}: no {part}"
    if "security" not in operation.parts:
        yield f"{operation.id}: does not say who may call"
    for status in sorted(expected(operation) - set(operation.responses)):
        yield f"{operation.id}: no {status}"
    yield from unsaid_of_parameters(operation)
    yield from unsaid_of_answers(operation)


def unsaid_of_parameters(operation: Operation) -> Iterator[str]:
    """Parameters of a query that nobody explains."""
    for one in operation.parameters(place="query"):
        if not one.get("description"):
            yield f"{operation.id}: {one['name']} is not described"


def unexplained(document: Document) -> Iterator[str]:
    """Tags without a meaning, meanings without an operation, and schemas named by their files."""
    meanings = {tag["name"] for tag in document["tags"] if tag["description"]}
    used = {
        tag
        for item in document["paths"].values()
        for parts in item.values()
        for tag in parts["tags"]
    }
    yield from sorted(meanings ^ used)
    yield from (name for name in document["components"]["schemas"] if "_" in name)


def unsaid_of_answers(operation: Operation) -> Iterator[str]:
    """Refusals that are no problem documents, and answers without a word."""
    for status, response in operation.responses.items():
        if int(status) >= 400 and (PROBLEM not in response["content"] or not response["x-codes"]):
            yield f"{operation.id}: {status} is no problem document"
        if response["description"] in ("", HTTPStatus(int(status)).description):
            yield f"{operation.id}: {status} is not described"


def expected(operation: Operation) -> set[str]:
    """The refusals its shape brings along."""
    return (
        {"400"}
        | (set() if operation.is_public else {"401"})
        | ({"404"} if operation.parameters(place="path") else set())
        | ({"408", "413", "415"} if operation.body is not None else set())
    )


def test_the_code_makes_what_is_promised(contract: Contract) -> None:
    promised = json.loads(WRITTEN.read_text(encoding="utf-8"))
    made = json.loads(json.dumps(contract.document))

    assert made == promised, "look at the difference and write it anew: make contract"


def test_the_document_is_valid(contract: Contract) -> None:
    errors = OpenAPIV31SpecValidator(json.loads(json.dumps(contract.document))).iter_errors()

    assert [error.message for error in errors] == []


def test_an_invalid_document_is_found(contract: Contract) -> None:
    kept = {name: contract.document[name] for name in ("openapi", "info")}
    document: dict[str, Any] = {**json.loads(json.dumps(kept)), "paths": {}}
    assert not list(OpenAPIV31SpecValidator(document).iter_errors())

    del document["info"]

    assert list(OpenAPIV31SpecValidator(document).iter_errors())


def test_every_operation_is_complete(contract: Contract) -> None:
    found = [one for operation in contract.operations.values() for one in incomplete(operation)]

    assert found == []


def test_what_operations_are_filed_under_is_explained(contract: Contract) -> None:
    assert list(unexplained(contract.document)) == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda document: document["tags"].pop(),
        lambda document: document["tags"][0].update(description=""),
        lambda document: document["tags"].append({"name": "None", "description": "Nothing."}),
        lambda document: document["components"]["schemas"].update(wire_VendorOut={}),
    ],
)
def test_what_nobody_explains_is_found(contract: Contract, spoil: Any) -> None:  # noqa: ANN401 - a lambda
    document = deepcopy(json.loads(json.dumps(contract.document)))
    spoil(document)

    assert list(unexplained(document))


def test_no_two_operations_share_a_summary(contract: Contract) -> None:
    count = Counter(one.parts["summary"] for one in contract.operations.values())

    assert [summary for summary, times in count.items() if times > 1] == []
    assert {"Update vendor", "Update account", "Delete transaction"} <= set(count)


def test_no_two_operations_share_an_id(contract: Contract) -> None:
    count = sum(
        "operationId" in parts
        for item in contract.document["paths"].values()
        for parts in item.values()
    )

    assert count == len(contract.operations)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda parts: parts.pop("description"),
        lambda parts: parts.pop("security"),
        lambda parts: parts.update(tags=[]),
        lambda parts: parts.update(operationId="create_vendor"),
        lambda parts: parts["responses"].pop("415"),
        lambda parts: parts["responses"]["201"].update(description="Document created, URL follows"),
        lambda parts: parts.update(parameters=[{"in": "query", "name": "status"}]),
        lambda parts: parts["responses"].pop("401"),
        lambda parts: parts["responses"]["409"].update({"x-codes": []}),
    ],
)
def test_an_incomplete_operation_is_found(contract: Contract, spoil: Any) -> None:  # noqa: ANN401 - a lambda
    document = deepcopy(json.loads(json.dumps(contract.document)))
    spoil(document["paths"]["/api/v1/vendors"]["post"])

    assert any(True for one in Contract(document).operations.values() for _ in incomplete(one))


async def test_the_document_is_served(api: ApiClient, contract: Contract) -> None:
    reply = await api.get("/openapi.json")

    assert reply.headers["content-type"].startswith("application/json")
    assert reply.json() == json.loads(json.dumps(contract.document))


async def test_head_and_options_are_what_http_says(api: ApiClient) -> None:
    options = await api.options("/health")
    head, got = await api.head("/health"), await api.get("/health")

    assert options.status_code in (200, 204)
    assert {"GET", "HEAD", "OPTIONS"} <= set(options.headers["Allow"].split(", "))
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == got.headers["content-length"]
