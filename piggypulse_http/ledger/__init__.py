"""Controllers of ledger, one per noun."""
