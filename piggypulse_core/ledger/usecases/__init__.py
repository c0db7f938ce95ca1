"""What people can ask of ledger."""
