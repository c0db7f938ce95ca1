"""The only place that chooses adapters and reads the environment."""
