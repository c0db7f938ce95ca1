"""Stores of budgeting in PostgreSQL, each beside its statements."""
