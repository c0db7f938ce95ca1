"""What is true about retries with pen and paper."""
