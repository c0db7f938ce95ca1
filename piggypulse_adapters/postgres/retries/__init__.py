"""Stores of retries in PostgreSQL, each beside its statements."""
