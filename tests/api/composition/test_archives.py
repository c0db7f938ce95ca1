"""`piggypulse export` and `piggypulse import`, in this process, over memory."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from stat import S_IMODE
from uuid import UUID

import pytest

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.kernel.ids import UserId
from piggypulse_http.__main__ import main
from piggypulse_http.composition import archives
from piggypulse_http.composition.container import Container
from tests.support.archives import Archive, golden_archive
from tests.support.exporting import Exporter
from tests.support.golden_household import MOMENT, move_in
from tests.support.people import address_of, new_user
from tests.support.records import audit_of
from tests.support.served import container_over

Said = pytest.CaptureFixture[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where an operator sits: Alice has the golden household, Bob has nothing."""

    work: MemoryWork
    alice: UserId
    bob: UserId
    file: Path

    def ask(self, command: str, person: UserId, *options: str) -> int:
        return main([command, str(self.file), "--email", address_of(person), *options])

    def archive(self, owner: UserId) -> Archive:
        return asyncio.run(Exporter(work=self.work).archive(owner))

    def events(self, owner: UserId) -> list[tuple[object, ...]]:
        return [
            (one.kind, one.outcome, one.session, one.ip, one.user_agent, one.request_id)
            for one in asyncio.run(audit_of(self.work, owner))
        ]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    work = MemoryWork()

    @contextmanager
    def joined() -> Iterator[Container]:
        yield container_over(work=work, clock=FixedClock(MOMENT))

    async def settle() -> tuple[UserId, UserId]:
        alice, bob = await new_user(work), await new_user(work)
        await move_in(work, alice)
        return alice, bob

    monkeypatch.setattr(archives, "joined", joined)
    alice, bob = asyncio.run(settle())
    return Desk(work=work, alice=alice, bob=bob, file=tmp_path / "archive.json")


def left_in(folder: Path) -> list[str]:
    return [one.name for one in folder.iterdir()]


def test_an_archive_is_written_whole_and_taken_in_for_somebody_else(
    desk: Desk, capsys: Said
) -> None:
    desk.file.write_text("another one", encoding="utf-8")
    empty, golden = desk.archive(desk.bob), golden_archive()

    assert desk.ask("export", desk.alice) == 0
    assert json.loads(desk.file.read_bytes()) == golden
    assert S_IMODE(desk.file.stat().st_mode) == 0o600
    assert left_in(desk.file.parent) == [desk.file.name]

    assert desk.ask("import", desk.bob, "--settings", "apply", "--dry-run") == 0
    assert desk.archive(desk.bob) == empty
    assert desk.ask("import", desk.bob, "--settings", "apply") == 0
    assert desk.archive(desk.bob) == golden
    assert desk.ask("import", desk.bob) == 0

    said = capsys.readouterr()
    assert said.err == f"{desk.file.stat().st_size // 1024 + 1} KiB written.\n"
    would, *rest = said.out.split("Written:\n")
    assert would == "It would be written:\n" + rest[0]
    count = len(golden["transactions"])
    assert [f"transactions  {number:>7}" in told for told in rest for number in (count, 0)] == [
        *(True, False),
        *(False, True),
    ]


def test_it_is_written_down_that_nobody_did_it_over_http(desk: Desk) -> None:
    desk.ask("export", desk.alice)
    desk.ask("import", desk.bob, "--dry-run")
    assert desk.events(desk.bob) == []
    desk.ask("import", desk.bob)

    nowhere = ("ok", None, None, None, None)
    assert desk.events(desk.alice) == [("data_exported", *nowhere)]
    assert desk.events(desk.bob) == [("data_imported", *nowhere)]


def test_what_is_wrong_is_named_and_nothing_is_written(desk: Desk, capsys: Said) -> None:
    golden, empty = golden_archive(), desk.archive(desk.bob)
    row = golden["transactions"][0]
    golden["transactions"] = [{**row, "amount": "much"}] * 120
    damaged = {
        json.dumps(golden): ["/transactions/0/amount: ", "120 fault(s), the first 100 above. "],
        '{"format":"piggypulse-archive","\\u001b[2J":1,"\\u001b[2J":2}': [
            "/\ufffd[2J: Is there already. (not_allowed_here)",
            "1 fault(s). ",
        ],
        '{"format":"piggypulse-archive","vendors":[{': ["/vendors/0: Is no JSON from", "1 fault"],
        '{"format":"piggypulse-archive","vendors":[{"id":': ["/vendors/0", "1 fault"],
        "[]": ["/: Must be an object.", "1 fault(s). "],
        "pigs": [f"piggypulse: {desk.file} is no JSON in UTF-8."],
        '{"format":"piggypulse-archive","transactions":[' + f"{json.dumps(row)}]" + "}": [
            "/transactions/0/",
            "Nothing was written.",
        ],
    }
    for content, words in damaged.items():
        desk.file.write_text(content, encoding="utf-8")

        assert desk.ask("import", desk.bob) == 1

        said = capsys.readouterr()
        assert said.out == ""
        assert all(word in said.err for word in words), said.err
        assert len(said.err.splitlines()) <= 101
    assert desk.archive(desk.bob) == empty


def test_an_unknown_address_and_a_file_that_is_none_are_said(desk: Desk, capsys: Said) -> None:
    stranger = UserId(UUID(int=1))
    desk.file.write_text(json.dumps(golden_archive()), encoding="utf-8")
    for command in ("export", "import"):
        assert desk.ask(command, stranger) == 1
        assert "Nobody" in capsys.readouterr().err
        for file in (desk.file.parent, desk.file / "there", desk.file.parent / "no" / "folder"):
            assert main([command, str(file), "--email", address_of(desk.alice)]) == 1
            assert capsys.readouterr().err.startswith(f"piggypulse: {file}")
    assert json.loads(desk.file.read_bytes()) == golden_archive()
    assert left_in(desk.file.parent) == [desk.file.name]


def test_what_breaks_off_leaves_the_file_there_was(
    desk: Desk, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.file.write_text("another one", encoding="utf-8")

    def count(**_: object) -> object:
        def broken(_done: int) -> None:
            raise KeyboardInterrupt

        return broken

    monkeypatch.setattr(archives, "count", count)

    assert desk.ask("export", desk.alice) == 1

    assert capsys.readouterr().err == ""
    assert desk.file.read_text(encoding="utf-8") == "another one"
    assert left_in(desk.file.parent) == [desk.file.name]
