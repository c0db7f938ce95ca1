"""Stores of insights in memory."""
