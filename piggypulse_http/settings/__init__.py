"""Controllers of settings, one per noun."""
