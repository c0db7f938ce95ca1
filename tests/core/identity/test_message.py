"""What letters say: a sentence for everything that happened, and nothing a stranger wrote."""

from datetime import timedelta
from typing import get_args
from uuid import UUID

import pytest

from piggypulse_adapters.mail.layout import as_html, as_text, laid_out
from piggypulse_core.identity.model.letter import URGENT, LetterKind, OutboxLetter
from piggypulse_core.identity.model.mailed_token import LETTER_CAPS, LinkLetter
from piggypulse_core.identity.model.message import (
    Message,
    duration_in_words,
    instant_in_words,
    linked,
    written,
)
from piggypulse_core.identity.model.wording import WORDINGS
from tests.support.clock import NOW

EVERY: tuple[LetterKind, ...] = get_args(LetterKind)
CLIENT = "https://budget.example.org"
SPITEFUL = 'Eve"><a href="https://evil.example">{when}</a>\r\nBcc: everybody@example.net'
PARAMETERS = {"left": "7"}


def letter(kind: LetterKind) -> OutboxLetter:
    return OutboxLetter(
        id=UUID("01900000-0000-7000-8000-000000000001"),
        kind=kind,
        created_at=NOW,
        parameters=PARAMETERS,
    )


def about(kind: LetterKind, *, name: str | None = "Alice") -> Message:
    """A letter as it is sent."""
    if kind in LETTER_CAPS:
        link = LinkLetter(email="a@x.y", secret="s-e_cret", life=timedelta(minutes=10))
        return linked(letter=letter(kind), link=link, client_url=CLIENT, at=NOW)
    return written(letter=letter(kind), to="a@x.y", name=name, client_url=CLIENT, at=NOW)


class TestEveryLetter:
    def test_has_words_of_its_own(self) -> None:
        assert set(WORDINGS) == set(EVERY)
        assert len({one.subject for one in WORDINGS.values()}) == len(EVERY)
        assert set(LETTER_CAPS) == URGENT

    @pytest.mark.parametrize("kind", EVERY)
    def test_fills_every_gap_and_says_when(self, kind: LetterKind) -> None:
        message = about(kind)

        said = as_text(message)
        assert "{" not in said + message.subject
        assert message.id == letter(kind).id
        if "{when}" in str(WORDINGS[kind].says):
            assert instant_in_words(NOW) in said

    @pytest.mark.parametrize("kind", EVERY)
    def test_leads_to_the_configured_client_and_nowhere_else(self, kind: LetterKind) -> None:
        message = about(kind, name=None)

        assert as_html(message).count("href=") == (message.link is not None)
        if message.link is not None:
            assert message.link.url.startswith(f"{CLIENT}/")
            assert ("?token=s-e_cret" in message.link.url) == (kind in LETTER_CAPS)

    @pytest.mark.parametrize("kind", EVERY)
    def test_a_spiteful_name_is_text_and_reaches_no_header(self, kind: LetterKind) -> None:
        message = about(kind, name=SPITEFUL)

        email = laid_out(message=message, sender="budget@example.com")
        assert '<a href="https://evil' not in as_html(message)
        assert set(email) == {
            "Auto-Submitted",
            "Content-Type",
            "Date",
            "From",
            "MIME-Version",
            "Message-ID",
            "Subject",
            "To",
        }
        assert "everybody@example.net" not in str(email["To"]) + str(email["Subject"])


@pytest.mark.parametrize("kind", ["welcome", "account_deleted", *sorted(URGENT)])
def test_a_letter_strangers_can_set_off_holds_nothing_they_wrote(kind: LetterKind) -> None:
    assert about(kind, name=SPITEFUL) == about(kind, name="Alice")


def test_an_emergency_soon_after_a_reset_has_no_link_but_says_from_when() -> None:
    link = LinkLetter(email="a@x.y", possible_at=NOW + timedelta(hours=72))

    message = linked(letter=letter("emergency"), link=link, client_url=CLIENT, at=NOW)

    assert message.link is None
    assert instant_in_words(NOW + timedelta(hours=72)) in as_text(message)


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        (timedelta(minutes=10), "10 minutes"),
        (timedelta(minutes=59, seconds=59), "59 minutes"),
        (timedelta(minutes=60), "one hour"),
        (timedelta(minutes=90), "90 minutes"),
        (timedelta(hours=72), "72 hours"),
        (timedelta(seconds=61), "one minute"),
        (timedelta(seconds=1), "one minute"),
    ],
)
def test_a_lifetime_is_never_promised_longer_than_it_is(duration: timedelta, words: str) -> None:
    assert duration_in_words(duration) == words
