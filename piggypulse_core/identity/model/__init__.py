"""What is true about identity with pen and paper."""
