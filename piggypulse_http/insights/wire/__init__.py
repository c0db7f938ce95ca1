"""Shapes of insights on the wire and their two mappings."""
