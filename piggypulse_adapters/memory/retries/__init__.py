"""Stores of retries in memory."""
