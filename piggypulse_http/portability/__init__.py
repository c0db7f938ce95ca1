"""Controllers of portability, one per noun."""
