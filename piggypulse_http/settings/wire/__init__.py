"""Shapes of settings on the wire and their two mappings."""
