"""What is true about onboarding with pen and paper."""
