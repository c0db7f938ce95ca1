"""What people can ask of portability."""
