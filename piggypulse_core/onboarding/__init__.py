"""Rules of onboarding: what begins several features at once."""
