"""Stores of insights in PostgreSQL, each beside its statements."""
