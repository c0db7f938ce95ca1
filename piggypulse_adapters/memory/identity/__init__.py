"""Stores of identity in memory."""
