"""Stores of portability in PostgreSQL, each beside its statements."""
