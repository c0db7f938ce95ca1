"""The embedded server: found again, recovered, kept apart, and stopped."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread

import psycopg
import pytest

from piggypulse_adapters.embedded import (
    EmbeddedBusy,
    EmbeddedFailed,
    default_data_directory,
    embedded_postgres,
    joined_postgres,
    throwaway_postgres,
)
from tests.support.installation import CHECKOUT

HOLD = """
import sys, time
from pathlib import Path
from piggypulse_adapters.embedded import embedded_postgres

with embedded_postgres(data=Path(sys.argv[1])) as url:
    print(url, flush=True)
    time.sleep(600)
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data that one start made and its end closed; tests begin with a copy."""
    data = tmp_path_factory.mktemp("made") / "pgdata"
    with embedded_postgres(data=data) as url:
        execute(url, "CREATE TABLE kept (number integer)")
    return data


@pytest.fixture
def data(made: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "pgdata"
    # Not shutil: as root the server's files belong to its own account.
    subprocess.run(["/bin/cp", "--archive", str(made), str(copy)], check=True)
    return copy


def execute(url: str, statement: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute(statement.encode())


def numbers(url: str) -> list[int]:
    with psycopg.connect(url) as connection:
        return [row[0] for row in connection.execute("SELECT number FROM kept ORDER BY number")]


@contextmanager
def another_process(*, data: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(data)], stdout=subprocess.PIPE, text=True, cwd=CHECKOUT
    ) as process:
        assert process.stdout is not None
        try:
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


def postmaster(data: Path) -> int:
    return int((data / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0])


def workers(data: Path) -> list[str]:
    """Processes at work inside the data; a dead one that nobody buried works nowhere."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cwd"):
        with suppress(OSError):
            if entry.readlink() == data.resolve():
                found.append(entry.parent.name)
    return found


def work_until_cut_off(url: str) -> None:
    with suppress(psycopg.OperationalError):
        execute(url, "SELECT count(*) FROM generate_series(1, 1000000000)")


def busy(url: str) -> int:
    with psycopg.connect(url) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE state = 'active' AND pid <> pg_backend_pid() AND query LIKE '%generate_series%'"
        ).fetchone()
    return 0 if row is None else int(row[0])


def started_in(folder: Path) -> list[str]:
    with embedded_postgres(data=folder / "pgdata"):
        return sorted(one.name for one in folder.iterdir())


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


class TestALife:
    def test_a_second_start_finds_the_data(self, data: Path) -> None:
        with embedded_postgres(data=data) as url:
            execute(url, "INSERT INTO kept VALUES (1)")

        with embedded_postgres(data=data) as url:
            assert numbers(url) == [1]

    def test_its_end_leaves_neither_process_nor_socket(self, data: Path) -> None:
        with embedded_postgres(data=data) as url:
            assert workers(data)
            with psycopg.connect(url) as connection:
                sockets = Path(str(connection.info.host))
            assert sockets.exists()

        assert not sockets.exists()
        assert not (data / "postmaster.pid").exists()
        assert not workers(data)

    def test_it_listens_on_no_network_and_keeps_what_it_acknowledged(self, data: Path) -> None:
        with embedded_postgres(data=data) as url, psycopg.connect(url) as connection:
            shown = connection.execute(
                "SELECT current_setting('listen_addresses'), current_setting('fsync'),"
                " current_setting('synchronous_commit'), current_setting('full_page_writes')"
            ).fetchone()

        assert shown == ("", "on", "on", "on")

    def test_it_is_the_wheels_server_whatever_the_path_holds(
        self, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("postgres", "pg_ctl", "initdb"):
            (tmp_path / name).write_text("#!/bin/sh\nexit 9\n", encoding="utf-8")
            (tmp_path / name).chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.setenv("PGDATA", "/nowhere")
        monkeypatch.setenv("PGPORT", "1")
        monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)

        with embedded_postgres(data=data), embedded_postgres(data=tmp_path / "new" / "pgdata"):
            assert postmaster(data) != postmaster(tmp_path / "new" / "pgdata")

    def test_a_long_path_and_a_temporary_folder_deep_down_are_no_obstacle(
        self, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        deep = tmp_path / ("d" * 90) / "it's a long way"
        deep.mkdir(parents=True)
        subprocess.run(["/bin/cp", "--archive", str(made), str(deep / "pgdata")], check=True)
        monkeypatch.setattr("tempfile.tempdir", str(deep))

        with embedded_postgres(data=deep / "pgdata") as url:
            assert numbers(url) == []

    def test_a_throwaway_server_is_gone_afterwards(self) -> None:
        with throwaway_postgres() as url, psycopg.connect(url) as connection:
            row = connection.execute("SHOW data_directory").fetchone()

        assert row is not None
        assert not Path(row[0]).parent.exists()


class TestTwoAtOnce:
    def test_a_second_start_is_refused_in_words(self, data: Path) -> None:
        with (
            another_process(data=data) as (process, _),
            pytest.raises(EmbeddedBusy, match=rf"already runs on .*process {process.pid}\)"),
            embedded_postgres(data=data),
        ):
            pass

    def test_a_visitor_joins_the_server_that_runs(self, data: Path) -> None:
        with another_process(data=data) as (_, url), joined_postgres(data=data) as joined:
            assert joined == url

    def test_a_visitor_starts_one_where_none_runs(self, data: Path) -> None:
        with joined_postgres(data=data) as url:
            assert numbers(url) == []

        assert not (data / "postmaster.pid").exists()


class TestAfterAKill:
    def test_an_orphaned_server_is_replaced(self, data: Path) -> None:
        with another_process(data=data) as (process, url):
            execute(url, "INSERT INTO kept VALUES (1)")
            orphan = postmaster(data)
            process.kill()
            process.wait()

            with embedded_postgres(data=data) as again:
                assert numbers(again) == [1]
                assert postmaster(data) != orphan

    def test_a_killed_server_recovers_even_while_a_child_of_it_works(self, data: Path) -> None:
        with another_process(data=data) as (process, url):
            execute(url, "INSERT INTO kept VALUES (1)")
            client = Thread(target=work_until_cut_off, args=(url,))
            client.start()
            wait_for(lambda: busy(url) == 1)
            process.kill()
            process.wait()
            os.kill(postmaster(data), signal.SIGKILL)

            with embedded_postgres(data=data) as again:
                assert numbers(again) == [1]
            client.join()

    def test_a_stranger_with_the_old_number_is_left_in_peace(self, data: Path) -> None:
        with subprocess.Popen(["/bin/sleep", "600"]) as stranger:
            notes = f"{stranger.pid}\n{data}\n1\n5432\n/nowhere\n\n0 0\nready\n"
            (data / "postmaster.pid").write_text(notes, encoding="utf-8")

            with joined_postgres(data=data) as url:
                assert numbers(url) == []
            left_alone = stranger.poll() is None
            stranger.kill()

        assert left_alone

    def test_a_first_start_killed_half_way_leaves_nothing_in_the_way(self, tmp_path: Path) -> None:
        data = tmp_path / "pgdata"
        with subprocess.Popen(
            [sys.executable, "-c", HOLD, str(data)], stdout=subprocess.DEVNULL, cwd=CHECKOUT
        ) as process:
            wait_for(lambda: any(tmp_path.glob("pgdata.new-*/base")))
            process.kill()
        assert not data.exists()

        with embedded_postgres(data=data) as url:
            execute(url, "SELECT 1")
        # What the killed start had begun may write a moment longer.
        wait_for(lambda: started_in(tmp_path) == ["pgdata", "pgdata.lock"])

    def test_data_of_another_version_is_refused_in_words(self, data: Path) -> None:
        (data / "PG_VERSION").write_text("16\n", encoding="ascii")

        with (
            pytest.raises(EmbeddedFailed, match="is of PostgreSQL 16, this is 18"),
            embedded_postgres(data=data),
        ):
            pass

    def test_a_server_that_does_not_start_shows_its_log(self, data: Path) -> None:
        shutil.rmtree(data / "pg_wal")

        with (
            pytest.raises(EmbeddedFailed, match=r"(?s)pg_ctl failed.*The end of .*pg_wal"),
            embedded_postgres(data=data),
        ):
            pass


class TestWhereTheDataLives:
    def test_below_the_data_home_named_after_the_checkout(self, tmp_path: Path) -> None:
        found = default_data_directory(
            checkout=tmp_path / "mine", environment={"XDG_DATA_HOME": str(tmp_path / "share")}
        )

        assert found.relative_to(tmp_path / "share" / "piggypulse").parts[0].startswith("mine-")
        assert found.name == "pgdata"

    def test_below_the_home_else(self, tmp_path: Path) -> None:
        environment = {"HOME": str(tmp_path), "XDG_DATA_HOME": "relative"}

        found = default_data_directory(checkout=tmp_path / "mine", environment=environment)

        assert found.is_relative_to(tmp_path / ".local" / "share" / "piggypulse")

    def test_inside_the_checkout_where_there_is_no_home(self, tmp_path: Path) -> None:
        not_a_folder = tmp_path / "file"
        not_a_folder.touch()

        for environment in ({}, {"HOME": ""}, {"HOME": str(not_a_folder)}):
            found = default_data_directory(checkout=tmp_path, environment=environment)

            assert found == tmp_path / ".piggypulse" / "pgdata"

    def test_apart_for_two_checkouts_of_one_name(self, tmp_path: Path) -> None:
        environment = {"HOME": str(tmp_path)}

        found = {
            default_data_directory(checkout=tmp_path / where / "piggy", environment=environment)
            for where in ("first", "second")
        }

        assert len(found) == 2
