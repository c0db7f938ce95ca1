"""Rules of ledger: accounts, categories, vendors and transactions."""
