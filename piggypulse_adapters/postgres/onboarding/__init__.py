"""Stores of onboarding in PostgreSQL, each beside its statements."""
