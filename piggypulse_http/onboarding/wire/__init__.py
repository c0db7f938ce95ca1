"""Shapes of onboarding on the wire and their two mappings."""
