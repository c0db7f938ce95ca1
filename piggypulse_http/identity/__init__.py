"""Controllers of identity, one per noun."""
