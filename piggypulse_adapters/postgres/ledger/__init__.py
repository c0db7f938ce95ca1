"""Stores of ledger in PostgreSQL, each beside its statements."""
