"""Letters and upkeep from the command line; a sender that is killed loses no letter."""

import asyncio
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from psycopg.conninfo import conninfo_to_dict

from piggypulse_adapters.security.keyring import new_secret
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_http.__main__ import main
from tests.support.clock import NOW
from tests.support.database import postgres_work
from tests.support.people import address_of, new_user
from tests.support.post_office import post_office
from tests.support.records import letters
from tests.support.sending import send_all, sender, write

WITHIN_SECONDS = 60
LONG_AGO = NOW - timedelta(days=500)


def environment_of(*, database: str, **more: str) -> dict[str, str]:
    """What an operator sets who has a database of their own."""
    return {
        "PIGGY_PULSE_DATABASE__URL": f"postgresql:///?{urlencode(conninfo_to_dict(database))}",
        "PIGGY_PULSE_SECURITY__SECRETS": new_secret(id="first").text,
        **more,
    }


async def test_a_sender_killed_half_way_loses_no_letter(own_database: str, tmp_path: Path) -> None:
    clock = FixedClock(datetime.now(UTC))
    async with postgres_work(url=own_database) as work, post_office() as office:
        alice = await new_user(work)
        letter = await write(work, clock, "data_reset", alice)
        office.mood = "deaf"
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "piggypulse_http",
            "letters",
            cwd=tmp_path,
            env=environment_of(
                database=own_database,
                PATH=os.environ["PATH"],
                PYTHONPATH=str(Path.cwd()),
                PIGGY_PULSE_MAIL__SMTP_HOST="127.0.0.1",
                PIGGY_PULSE_MAIL__SMTP_PORT=str(office.port),
                PIGGY_PULSE_MAIL__SMTP_SECURITY="none",
                PIGGY_PULSE_MAIL__SENDER="budget@example.com",
            ),
        )
        try:
            await asyncio.wait_for(office.connected.wait(), WITHIN_SECONDS)
        finally:
            process.kill()
            await process.wait()
        office.mood = "willing"
        assert await send_all(sender(work, office, clock)) == []
        clock.instant += timedelta(minutes=2, seconds=WITHIN_SECONDS)

        (done,) = await send_all(sender(work, office, clock))

        assert (done.letter, done.result, done.attempts) == (letter, "sent", 2)
        assert len(office.received) == 1
        assert await letters(work) == []


class TestUpkeep:
    """Commands in this process, over a database that a server could be using."""

    @pytest.fixture(autouse=True)
    def settings(self, own_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        folder = tmp_path / "letters"
        given = environment_of(database=own_database, PIGGY_PULSE_MAIL__FOLDER=str(folder))
        for name, value in given.items():
            monkeypatch.setenv(name, value)
        monkeypatch.chdir(tmp_path)
        return folder

    def somebody(self, database: str) -> str:
        """Somebody with a letter from now and one from long ago; their address."""

        async def made() -> str:
            async with postgres_work(url=database) as work:
                alice = await new_user(work)
                now = FixedClock(datetime.now(UTC))
                await write(work, now, "data_reset", alice)
                await write(work, FixedClock(LONG_AGO), "data_reset", alice)
            return address_of(alice)

        return asyncio.run(made())

    def test_letters_are_sent_and_what_became_of_them_is_said(
        self, own_database: str, settings: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        email = self.somebody(own_database)

        # One that was given up is no success.
        assert main(["letters"]) == 1
        said = capsys.readouterr()
        assert main(["letters"]) == 0

        assert said.out.splitlines()[-2:] == ["1 letter(s) sent.", "1 letter(s) given up."]
        assert "data_reset: given up (stale)\ndata_reset: sent\n" in said.err
        assert email not in said.out + said.err
        assert capsys.readouterr().out.endswith("No letter waits.\n")
        assert len(list(settings.glob("*.eml"))) == 1

    def test_letters_that_failed_are_not_hidden(
        self,
        own_database: str,
        settings: Path,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        self.somebody(own_database)
        settings.write_text("no folder")

        assert main(["letters"]) == 1

        said = capsys.readouterr()
        assert "1 letter(s) failed and will be tried again." in said.out
        assert "piggypulse: Some letters could not be sent" in said.err

    def test_without_a_way_to_send_them_that_is_said(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("PIGGY_PULSE_MAIL__FOLDER")

        assert main(["letters"]) == 1

        assert "set PIGGY_PULSE_MAIL__SMTP_HOST" in capsys.readouterr().err

    def test_what_is_old_goes_and_is_counted(
        self, own_database: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.somebody(own_database)

        assert main(["purge"]) == 0
        said = capsys.readouterr().out
        assert main(["purge"]) == 0

        assert said == "1 old letter(s) removed.\n"
        assert capsys.readouterr().out == "Nothing is dead or old.\n"

    def test_people_are_named_by_their_address(
        self, own_database: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        email = self.somebody(own_database)

        assert (main(["sign-out", email]), main(["unlock", email])) == (0, 0)
        assert capsys.readouterr().out == ("0 session(s) ended.\nThis address can sign in again.\n")
        for command in ("sign-out", "unlock"):
            assert main([command, "nobody@example.org"]) == 1
            assert main([command, "nonsense"]) == 1
        assert (
            capsys.readouterr().err.splitlines()
            == [
                "piggypulse: Nobody is registered with this address.",
                "piggypulse: This is no e-mail address we take.",
            ]
            * 2
        )
