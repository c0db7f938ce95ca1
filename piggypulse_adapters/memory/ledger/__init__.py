"""Stores of ledger in memory."""
