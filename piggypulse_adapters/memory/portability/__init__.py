"""Stores of portability in memory."""
