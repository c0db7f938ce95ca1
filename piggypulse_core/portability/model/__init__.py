"""What is true about portability with pen and paper."""
