"""The archive's schema as a judge, and the golden archive it is shown with."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from tests.support.source import ROOT

Archive = dict[str, Any]


@cache
def archive_schema() -> Mapping[str, Any]:
    """What an archive promises to be."""
    path = ROOT / "contracts" / "archive-v1.schema.json"
    schema: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema


def golden_archive() -> Archive:
    """A small household with something of everything; every call gives a copy to change."""
    path = ROOT / "contracts" / "archive-v1.golden.json"
    archive: Archive = json.loads(path.read_text(encoding="utf-8"))
    return archive


def archive_complaints(archive: object) -> list[str]:
    """What is wrong with an archive: where, and why."""
    validator = Draft202012Validator(archive_schema(), format_checker=FormatChecker())
    return [f"{one.json_path}: {one.message}" for one in validator.iter_errors(archive)]
