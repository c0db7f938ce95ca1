"""What is true about budgeting with pen and paper."""
