"""Stores of identity in PostgreSQL, each beside its statements."""
