"""Words every feature shares."""
