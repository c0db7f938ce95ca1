"""Controllers of insights, one per noun."""
