"""Machinery that fulfils the ports of the core; no web framework in here."""
