"""What people can ask of identity."""
