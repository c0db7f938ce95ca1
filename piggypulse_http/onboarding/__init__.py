"""Controllers of onboarding, one per noun."""
