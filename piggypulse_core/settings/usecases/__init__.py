"""What people can ask of settings."""
