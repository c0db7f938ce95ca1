"""One flat, readable namespace of everything wired."""

from piggypulse_http.composition.ledger import Ledger


class Container(Ledger):
    """Every port and every use case."""
