"""What each kind of letter says: the only place with these sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from piggypulse_core.identity.model.letter import LetterKind

SETTINGS_PATH = "/settings"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The sentences of one kind of letter; braces are filled with what happened."""

    subject: str
    says: tuple[str, ...]
    link_text: str | None = None
    path: str = SETTINGS_PATH
    greets: bool = True


_NOT_YOU = "If this was not you, reset your password at once and look at your sessions."
_NOTHING_TO_DO = "If it was not you, there is nothing to do: without this letter nothing changes."


def _notice(*, subject: str, says: str) -> Wording:
    return Wording(subject=subject, says=(says, _NOT_YOU), link_text="Your settings")


WORDINGS: Mapping[LetterKind, Wording] = MappingProxyType(
    {
        # To an address nobody has proven yet: not a word in it may come from whoever typed it.
        "welcome": Wording(
            subject="Welcome to PiggyPulse",
            says=(
                "Somebody registered with this address, and the account is ready.",
                "If it was not you, ask for a new password: the account is then yours alone.",
            ),
            link_text="Begin",
            path="/",
            greets=False,
        ),
        "reset": Wording(
            subject="Choose a new password",
            says=(
                "A new password was asked for, for the account with this address.",
                "The link below lets you choose one. It works once, and for {lasts}.",
                _NOTHING_TO_DO,
            ),
            link_text="Choose a new password",
            path="/auth/reset-password",
        ),
        "locked": Wording(
            subject="Signing in is locked for a while",
            says=(
                "On {when} the password was wrong too many times in a row.",
                "Nobody can sign in to your account for {lasts}; whoever is signed in stays so.",
                "If it was you, the link below lets you try again now.",
                "If it was not you, there is nothing to do. The lock keeps whoever it was out.",
            ),
            link_text="Unlock",
            path="/auth/unlock",
        ),
        "emergency": Wording(
            subject="Switch your second factor off",
            says=(
                "Somebody who knows your password asked for your second factor to be switched off.",
                "The link below does that. It works once, and for {lasts}.",
                "If it was not you, do not use it, and change your password: somebody knows it.",
            ),
            link_text="Switch it off",
            path="/auth/emergency-2fa-disable",
        ),
        "password_changed": _notice(
            subject="Your password was changed",
            says="On {when} your password was changed. Every other device was signed out.",
        ),
        "password_reset": _notice(
            subject="Your password was reset",
            says="On {when} a new password was chosen with a link from a letter to this address. "
            "Every device was signed out.",
        ),
        "two_factor_on": _notice(
            subject="Your second factor is on",
            says="Since {when} signing in asks for a code as well. Every other device was signed "
            "out.",
        ),
        "two_factor_off": _notice(
            subject="Your second factor is off",
            says="Since {when} your password alone opens your account. Every other device was "
            "signed out.",
        ),
        "two_factor_removed": _notice(
            subject="Your second factor was removed",
            says="On {when} your second factor was switched off with a link from a letter to this "
            "address. Every device was signed out.",
        ),
        "two_factor_limit": _notice(
            subject="Too many wrong codes",
            says="On {when} your account was shown wrong codes, too many in a row. Whoever does "
            "that has got past your password already. No code is taken for a while.",
        ),
        "codes_regenerated": _notice(
            subject="You have new backup codes",
            says="On {when} new backup codes were made. The ones from before are dead.",
        ),
        "code_used": _notice(
            subject="A backup code was used",
            says="On {when} one of your backup codes was used. {left} of them are left.",
        ),
        "session_stolen": _notice(
            subject="A session of yours was ended",
            says="On {when} a token was shown that had been renewed long before. Somebody may "
            "have copied it, so that session was ended.",
        ),
        "sessions_revoked": _notice(
            subject="Devices were signed out",
            says="On {when} other devices of yours were signed out.",
        ),
        "data_reset": _notice(
            subject="Your data was reset",
            says="On {when} all accounts, transactions and plans of yours were deleted, because "
            "that was asked for. You can begin anew.",
        ),
        "account_deleted": Wording(
            subject="Your account was deleted",
            says=(
                "On {when} your account was deleted with everything in it.",
                "This is the last letter: your address is no longer known here.",
            ),
            greets=False,
        ),
    }
)

EMERGENCY_LATER = Wording(
    subject="Your second factor stays on for now",
    says=(
        "Somebody who knows your password asked for your second factor to be switched off.",
        "The password was reset by letter a short while ago: that waits until {possible}.",
        "Ask again then.",
        "If it was not you, change your password: somebody knows it.",
    ),
)
"""In place of the link, while a mailbox alone could otherwise take everything over."""
