"""Rules of budgeting: periods and the goals set in them."""
