"""Hashing, password strength and token making."""
