"""Shapes of ledger on the wire and their two mappings."""
