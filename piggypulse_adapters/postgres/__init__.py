"""The ports fulfilled by PostgreSQL."""
