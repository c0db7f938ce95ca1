"""Rules of insights: figures derived from ledger and budget."""
