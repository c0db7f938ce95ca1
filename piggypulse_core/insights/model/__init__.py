"""What is true about insights with pen and paper."""
