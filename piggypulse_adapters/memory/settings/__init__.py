"""Stores of settings in memory."""
