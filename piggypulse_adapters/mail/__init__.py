"""Letters as messages (RFC 5322), and the ways they leave."""
