"""Controllers of budgeting, one per noun."""
