"""Request limits by the limits library, over whatever store keeps the counts."""
