"""Figures read within one unit, for use cases that answer with one of them or with many."""
