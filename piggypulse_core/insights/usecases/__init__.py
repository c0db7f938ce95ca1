"""What people can ask of insights."""
