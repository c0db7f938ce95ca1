"""The OpenAPI document as a judge: which answers it promises, and whether one keeps to it."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

JSON = "application/json"
PROBLEM = "application/problem+json"
METHODS = ("get", "post", "put", "patch", "delete")

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One method of one path, with its part of the document."""

    id: str
    method: str
    path: str
    parts: Document

    @property
    def responses(self) -> Mapping[str, Document]:
        """What is declared, by status."""
        declared: Mapping[str, Document] = self.parts["responses"]
        return declared

    @property
    def body(self) -> Document | None:
        """The schema of the JSON body it takes."""
        if "requestBody" not in self.parts:
            return None
        schema: Document = self.parts["requestBody"]["content"][JSON]["schema"]
        return schema

    @property
    def needs_body(self) -> bool:
        """Whether it cannot be called without a body."""
        return bool(self.parts.get("requestBody", {}).get("required"))

    @property
    def is_public(self) -> bool:
        """Whether anybody may call it."""
        return self.parts.get("security") == []

    def parameters(self, *, place: str) -> list[Document]:
        """Its parameters in `path`, `query`, `header` or `cookie`."""
        return [one for one in self.parts.get("parameters", []) if one["in"] == place]

    def codes(self) -> Iterator[tuple[int, str]]:
        """Each refusal it declares: status and code."""
        for status, response in self.responses.items():
            for code in response.get("x-codes", ()):
                yield int(status), code


@dataclass(frozen=True)
class Contract:
    """A whole document."""

    document: Document

    @cached_property
    def operations(self) -> Mapping[str, Operation]:
        """Every operation by its id."""
        found = (
            Operation(id=parts["operationId"], method=method.upper(), path=path, parts=parts)
            for path, item in self.document["paths"].items()
            for method, parts in item.items()
            if method in METHODS
        )
        return {operation.id: operation for operation in found}

    @property
    def schemas(self) -> Mapping[str, Document]:
        """The named schemas."""
        named: Mapping[str, Document] = self.document["components"]["schemas"]
        return named

    def find(self, *, method: str, path: str) -> Operation | None:
        """The operation that serves a request; an address without parameters goes first."""
        addresses = (one for one, pattern in self._patterns if pattern.fullmatch(path))
        nearest = next(addresses, None)
        if nearest is None:
            return None
        parts = self.document["paths"][nearest].get(method.lower())
        return None if parts is None else self.operations[parts["operationId"]]

    @cached_property
    def _patterns(self) -> list[tuple[str, re.Pattern[str]]]:
        """Every address; those with the fewest parameters first."""
        addresses = sorted(self.document["paths"], key=lambda one: one.count("{"))
        return [(one, re.compile(_pattern(one))) for one in addresses]

    def resolved(self, schema: Document) -> Document:
        """A schema, or the one it refers to."""
        while "$ref" in schema:
            schema = self.schemas[schema["$ref"].removeprefix("#/components/schemas/")]
        return schema

    def complaints(self, *, value: object, schema: Document) -> list[str]:
        """What is wrong with a value: where, and why."""
        validator = self._validator(json.dumps(schema))
        return [f"{one.json_path}: {one.message}" for one in validator.iter_errors(value)]

    def _validator(self, schema: str) -> Draft202012Validator:
        if schema not in self._validators:
            self._validators[schema] = Draft202012Validator(
                {**json.loads(schema), "components": self.document["components"]},
                format_checker=FormatChecker(),
            )
        return self._validators[schema]

    @cached_property
    def _validators(self) -> dict[str, Draft202012Validator]:
        return {}


@dataclass(slots=True)
class Seen:
    """Which promises of the document some test has seen kept: operation, status, code."""

    answers: set[tuple[str, int, str]] = field(default_factory=set)

    def gaps(self, *, contract: Contract) -> list[str]:
        """Operations without a success, and declared refusals no test has met."""
        met = {(id_, status) for id_, status, _ in self.answers}
        found = []
        for operation in contract.operations.values():
            successes = [int(status) for status in operation.responses if int(status) < 400]
            if not any((operation.id, status) in met for status in successes):
                found.append(f"{operation.id}: no success")
            found += [
                f"{operation.id}: {status} {code}"
                for status, code in operation.codes()
                if (operation.id, status, code) not in self.answers
            ]
        return sorted(found)


def _pattern(path: str) -> str:
    parts = re.split(r"\{[^}]*\}", path)
    return "[^/]+".join(map(re.escape, parts))
