"""What people can ask of budgeting."""
