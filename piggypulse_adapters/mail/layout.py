"""A letter as a message with a plain and an HTML part (RFC 5322, 2046, 3834)."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from html import escape

from piggypulse_core.identity.model.message import Link, Message

SENDER_NAME = "PiggyPulse"

_FRAME = """\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{title}</title></head>
<body style="font-family:sans-serif;line-height:1.5;max-width:36em">
{body}
</body>
</html>
"""


def laid_out(*, message: Message, sender: str) -> EmailMessage:
    """The message as it is sent.

    Only addresses and sentences of ours stand in headers; a header with a line break raises
    ValueError. The same letter has the same Message-ID whenever it is tried.
    """
    email = EmailMessage(policy=SMTP)
    email["From"] = Address(display_name=SENDER_NAME, addr_spec=sender)
    email["To"] = Address(addr_spec=message.to)
    email["Subject"] = message.subject
    email["Date"] = message.written_at
    email["Message-ID"] = f"<{message.id}@{sender.rpartition('@')[2]}>"
    email["Auto-Submitted"] = "auto-generated"
    email.set_content(as_text(message), cte="quoted-printable")
    email.add_alternative(as_html(message), subtype="html", cte="quoted-printable")
    return email


def as_text(message: Message, /) -> str:
    """Paragraphs with empty lines between; the link as it is typed."""
    link = () if message.link is None else (f"{message.link.text}:\n{message.link.url}",)
    return "\n\n".join((*message.paragraphs, *link)) + "\n"


def as_html(message: Message, /) -> str:
    """The same with markup; whatever people wrote is escaped."""
    said = [f"<p>{escape(one)}</p>" for one in message.paragraphs]
    if message.link is not None:
        said.append(_anchor(message.link))
    return _FRAME.format(title=escape(message.subject), body="\n".join(said))


def _anchor(link: Link) -> str:
    # The address is shown too: people are told to look where a link leads.
    url = escape(link.url)
    return f'<p><a href="{url}">{escape(link.text)}</a><br><small>{url}</small></p>'
