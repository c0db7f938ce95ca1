"""The rules of PiggyPulse: pure Python, standard library only."""
