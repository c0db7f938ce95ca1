"""Every controller there is."""

from litestar import Controller

from piggypulse_http.budgeting.overlays import OverlayController
from piggypulse_http.budgeting.periods import PeriodController
from piggypulse_http.budgeting.previews import PreviewController
from piggypulse_http.budgeting.schedules import ScheduleController
from piggypulse_http.budgeting.subscriptions import SubscriptionController
from piggypulse_http.budgeting.targets import TargetController
from piggypulse_http.edge.health import HealthController
from piggypulse_http.identity.auth import AuthController
from piggypulse_http.identity.credentials import CredentialController
from piggypulse_http.identity.emergency import EmergencyController
from piggypulse_http.identity.recovery import ResetController, UnlockController
from piggypulse_http.identity.sessions import SessionController
from piggypulse_http.identity.two_factor import TwoFactorController
from piggypulse_http.insights.account_details import AccountDetailsController
from piggypulse_http.insights.accounts import AccountFiguresController
from piggypulse_http.insights.categories import CategoryFiguresController
from piggypulse_http.insights.dashboard import DashboardController
from piggypulse_http.insights.dashboard_lists import DashboardListsController
from piggypulse_http.insights.dashboard_parts import DashboardPartsController
from piggypulse_http.insights.dashboard_series import DashboardSeriesController
from piggypulse_http.insights.stability import StabilityController
from piggypulse_http.insights.transactions import TransactionFiguresController
from piggypulse_http.insights.vendors import VendorFiguresController
from piggypulse_http.ledger.account_writes import AccountWritesController
from piggypulse_http.ledger.accounts import AccountController
from piggypulse_http.ledger.categories import CategoryController
from piggypulse_http.ledger.category_writes import CategoryWritesController
from piggypulse_http.ledger.transactions import TransactionController
from piggypulse_http.ledger.vendors import VendorController
from piggypulse_http.onboarding.progress import ProgressController
from piggypulse_http.onboarding.templates import TemplateController
from piggypulse_http.portability.erasures import ErasureController
from piggypulse_http.portability.exports import ExportController
from piggypulse_http.portability.imports import ImportController
from piggypulse_http.settings.currencies import CurrencyController
from piggypulse_http.settings.preferences import PreferencesController
from piggypulse_http.settings.profiles import ProfileController

CONTROLLERS: tuple[type[Controller], ...] = (
    HealthController,
    AuthController,
    CredentialController,
    ResetController,
    UnlockController,
    EmergencyController,
    SessionController,
    TwoFactorController,
    ErasureController,
    ExportController,
    ImportController,
    CurrencyController,
    ProfileController,
    PreferencesController,
    ProgressController,
    TemplateController,
    AccountController,
    AccountWritesController,
    CategoryController,
    CategoryWritesController,
    TransactionController,
    VendorController,
    PeriodController,
    ScheduleController,
    PreviewController,
    TargetController,
    SubscriptionController,
    OverlayController,
    DashboardController,
    DashboardPartsController,
    StabilityController,
    DashboardSeriesController,
    DashboardListsController,
    AccountFiguresController,
    AccountDetailsController,
    CategoryFiguresController,
    TransactionFiguresController,
    VendorFiguresController,
)
