"""What people can ask of retries."""
