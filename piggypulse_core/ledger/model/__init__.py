"""What is true about ledger with pen and paper."""
