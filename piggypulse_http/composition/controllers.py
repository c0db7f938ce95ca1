"""Every controller there is."""

from litestar import Controller

from piggypulse_http.edge.health import HealthController
from piggypulse_http.ledger.accounts import AccountController
from piggypulse_http.ledger.categories import CategoryController
from piggypulse_http.ledger.vendors import VendorController

CONTROLLERS: tuple[type[Controller], ...] = (
    HealthController,
    AccountController,
    CategoryController,
    VendorController,
)
