"""Stores of onboarding in memory."""
