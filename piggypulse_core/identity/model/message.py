"""A letter filled with what happened, in plain sentences; how it looks is its sender's."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import quote
from uuid import UUID

from piggypulse_core.identity.model.letter import OutboxLetter
from piggypulse_core.identity.model.mailed_token import LinkLetter
from piggypulse_core.identity.model.wording import EMERGENCY_LATER, WORDINGS, Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Where a letter leads, and what it says there."""

    text: str
    url: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A letter ready to be sent to one address; what people wrote stands in paragraphs only."""

    id: UUID
    to: str = field(repr=False)
    written_at: datetime
    subject: str
    paragraphs: tuple[str, ...] = field(repr=False)
    link: Link | None = None


def written(
    *,
    letter: OutboxLetter,
    to: str,
    client_url: str,
    at: datetime,
    name: str | None = None,
) -> Message:
    """What a letter says to somebody; `client_url` is where the web client lives."""
    wording = WORDINGS[letter.kind]
    facts = {**letter.parameters, "when": instant_in_words(letter.created_at)}
    greeting = (f"Hello {name},",) if wording.greets and name is not None else ()
    return Message(
        id=letter.id,
        to=to,
        written_at=at,
        subject=wording.subject,
        paragraphs=(*greeting, *(sentence.format_map(facts) for sentence in wording.says)),
        link=_link(wording, client_url=client_url, secret=None),
    )


def linked(*, letter: OutboxLetter, link: LinkLetter, client_url: str, at: datetime) -> Message:
    """What a letter says that anybody can set off: nothing that they wrote, and a link."""
    wording = WORDINGS[letter.kind] if link.possible_at is None else EMERGENCY_LATER
    facts = {"when": instant_in_words(letter.created_at)}
    if link.life is not None:
        facts["lasts"] = duration_in_words(link.life)
    if link.possible_at is not None:
        facts["possible"] = instant_in_words(link.possible_at)
    return Message(
        id=letter.id,
        to=link.email,
        written_at=at,
        subject=wording.subject,
        paragraphs=tuple(sentence.format_map(facts) for sentence in wording.says),
        link=_link(wording, client_url=client_url, secret=link.secret),
    )


def _link(wording: Wording, *, client_url: str, secret: str | None) -> Link | None:
    if wording.link_text is None:
        return None
    query = "" if secret is None else f"?token={quote(secret, safe='')}"
    return Link(text=wording.link_text, url=f"{client_url.rstrip('/')}{wording.path}{query}")


def instant_in_words(instant: datetime, /) -> str:
    """An instant in UTC, to the minute."""
    utc = instant.astimezone(UTC)
    return f"{utc.day} {_MONTHS[utc.month - 1]} {utc.year} at {utc:%H:%M} UTC"


def duration_in_words(duration: timedelta, /) -> str:
    """Whole minutes, or hours where that says all; never more than there are, at least one."""
    minutes = max(duration // timedelta(minutes=1), 1)
    hours, rest = divmod(minutes, 60)
    if hours and not rest:
        return "one hour" if hours == 1 else f"{hours} hours"
    return "one minute" if minutes == 1 else f"{minutes} minutes"


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
