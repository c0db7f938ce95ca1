"""Rules of settings: what a person chose about themselves."""
