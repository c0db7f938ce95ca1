"""Shapes of identity on the wire and their two mappings."""
