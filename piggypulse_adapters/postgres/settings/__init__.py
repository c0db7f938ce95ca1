"""Stores of settings in PostgreSQL, each beside its statements."""
