"""Letters as files in a folder, for development: any mail program opens them."""

import asyncio
import os
from dataclasses import dataclass
from pathlib import Path

from piggypulse_adapters.mail.layout import laid_out
from piggypulse_core.identity.model.letter import NotSent
from piggypulse_core.identity.model.message import Message
from piggypulse_core.identity.ports import Mailer


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderMailer(Mailer):
    """Writes `<id>.eml`, readable by us alone: links in letters open accounts."""

    folder: Path
    sender: str

    async def send(self, *, message: Message) -> None:
        try:
            await asyncio.to_thread(self._write, message)
        except OSError as trouble:
            raise NotSent(type(trouble).__name__) from None

    def _write(self, message: Message) -> None:
        """Whole or not at all: the name appears once everything is in the file."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = self.folder / f"{message.id}.eml"
        made = file.with_suffix(f".{os.getpid()}")
        descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(laid_out(message=message, sender=self.sender).as_bytes())
        made.replace(file)
