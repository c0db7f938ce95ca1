"""Shapes of budgeting on the wire and their two mappings."""
