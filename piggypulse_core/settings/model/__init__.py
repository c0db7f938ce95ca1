"""What is true about settings with pen and paper."""
