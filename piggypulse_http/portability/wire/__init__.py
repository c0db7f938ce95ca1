"""Shapes of portability on the wire and their two mappings."""
