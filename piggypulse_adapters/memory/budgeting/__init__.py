"""Stores of budgeting in memory."""
