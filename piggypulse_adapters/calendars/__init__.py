"""Calendars that others keep."""
