"""Settings as they are kept, and as an archive would have them."""

from dataclasses import dataclass

from piggypulse_core.kernel.refusal import Refusal
from piggypulse_core.portability.model.findings import Findings
from piggypulse_core.portability.model.incoming import (
    IncomingProfile,
    IncomingSettings,
)
from piggypulse_core.settings.model.preferences import Preferences, PreferencesForm
from piggypulse_core.settings.model.profile import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Somebody's profile and preferences."""

    profile: Profile
    preferences: Preferences


def settings_said(*, kept: Settings, incoming: IncomingSettings, findings: Findings) -> Settings:
    """The settings as an archive has them; what it leaves out stays. Notes what is wrong."""
    return Settings(
        profile=_profile(kept.profile, said=incoming.profile, findings=findings),
        preferences=_preferences(kept.preferences, said=incoming.preferences, findings=findings),
    )


def _profile(kept: Profile, *, said: IncomingProfile | None, findings: Findings) -> Profile:
    if said is None:
        return kept
    try:
        return kept.changed(
            name=said.name, currency=said.currency, avatar=said.avatar, timezone=said.timezone
        )
    except Refusal as refusal:
        findings.note(refusal, at="/settings/profile")
        return kept


def _preferences(
    kept: Preferences, *, said: PreferencesForm | None, findings: Findings
) -> Preferences:
    if said is None:
        return kept
    try:
        return kept.changed(form=said)
    except Refusal as refusal:
        findings.note(refusal, at="/settings/preferences")
        return kept
