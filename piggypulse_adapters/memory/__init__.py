"""The ports fulfilled in memory: the fast back end of tests and library users."""
