"""The examples are what happens: each is recorded anew and compared with its file."""

import json
from difflib import unified_diff

from tests.contract.recording import FOLDER, recorded, written
from tests.support.contract import Contract

REWRITE = "look at the difference and write them anew: python -m tests.contract.recording"


async def test_the_examples_are_what_happens() -> None:
    made = {name: written(example) for name, example in (await recorded()).items()}
    kept = {file.name: file.read_text(encoding="utf-8") for file in FOLDER.glob("*.json")}

    differences = [
        line
        for name in sorted(made.keys() | kept.keys())
        for line in unified_diff(
            kept.get(name, "").splitlines(), made.get(name, "").splitlines(), name, lineterm=""
        )
    ]
    assert differences == [], REWRITE


def test_there_is_one_for_each_operation(contract: Contract) -> None:
    kept = {file.name.partition(".")[0] for file in FOLDER.glob("*.success.json")}

    assert kept == set(contract.operations)


def test_each_request_is_one_the_document_describes(contract: Contract) -> None:
    wrong = []
    for file in FOLDER.glob("*.json"):
        operation = contract.operations[file.name.partition(".")[0]]
        body = json.loads(file.read_text(encoding="utf-8"))["request"]["body"]
        if operation.body is not None:
            wrong += contract.complaints(value=body, schema=operation.body)

    assert wrong == []
