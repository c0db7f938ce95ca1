"""What people can ask of onboarding."""
