"""One flat, readable namespace of everything wired."""

from piggypulse_http.composition.budgeting import Budgeting
from piggypulse_http.composition.insights import Insights
from piggypulse_http.composition.ledger import Ledger
from piggypulse_http.composition.limits import RequestLimits
from piggypulse_http.composition.onboarding import Onboarding
from piggypulse_http.composition.portability import Portability
from piggypulse_http.composition.profiles import Profiles
from piggypulse_http.composition.retries import Retries


class Container(
    Insights, Onboarding, Portability, Profiles, Budgeting, Ledger, Retries, RequestLimits
):
    """Every port and every use case."""
