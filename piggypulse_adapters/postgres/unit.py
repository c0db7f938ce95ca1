"""Every store there is, on one connection of PostgreSQL."""

from dataclasses import dataclass

from piggypulse_adapters.postgres.budgeting.budgets import PostgresBudgets
from piggypulse_adapters.postgres.budgeting.goals import PostgresGoals
from piggypulse_adapters.postgres.budgeting.overlays import PostgresOverlays
from piggypulse_adapters.postgres.budgeting.periods import PostgresPeriods
from piggypulse_adapters.postgres.budgeting.plans import PostgresPlans
from piggypulse_adapters.postgres.budgeting.schedules import PostgresSchedules
from piggypulse_adapters.postgres.budgeting.subscribers import PostgresSubscribers
from piggypulse_adapters.postgres.budgeting.subscriptions import PostgresSubscriptions
from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.identity.audit import PostgresAudit
from piggypulse_adapters.postgres.identity.backup_codes import PostgresBackupCodes
from piggypulse_adapters.postgres.identity.challenges import PostgresChallenges
from piggypulse_adapters.postgres.identity.credentials import PostgresCredentials
from piggypulse_adapters.postgres.identity.mailed_tokens import PostgresMailedTokens
from piggypulse_adapters.postgres.identity.outbox import PostgresOutbox
from piggypulse_adapters.postgres.identity.purges import PostgresPurges
from piggypulse_adapters.postgres.identity.seals import PostgresSeals
from piggypulse_adapters.postgres.identity.sessions import PostgresSessions
from piggypulse_adapters.postgres.identity.throttle import PostgresThrottle
from piggypulse_adapters.postgres.identity.two_factor import PostgresTwoFactor
from piggypulse_adapters.postgres.identity.users import PostgresUsers
from piggypulse_adapters.postgres.insights.accounts import PostgresAccountFigures
from piggypulse_adapters.postgres.insights.categories import PostgresCategoryFigures
from piggypulse_adapters.postgres.insights.reader import PostgresInsights
from piggypulse_adapters.postgres.insights.reckoning import PostgresReckoning
from piggypulse_adapters.postgres.insights.vendors import PostgresVendorFigures
from piggypulse_adapters.postgres.ledger.accounts import PostgresAccounts
from piggypulse_adapters.postgres.ledger.categories import PostgresCategories
from piggypulse_adapters.postgres.ledger.transactions import PostgresTransactions
from piggypulse_adapters.postgres.ledger.vendor_references import PostgresVendorReferences
from piggypulse_adapters.postgres.ledger.vendors import PostgresVendors
from piggypulse_adapters.postgres.portability.erasures import PostgresErasures
from piggypulse_adapters.postgres.portability.exports import PostgresExports
from piggypulse_adapters.postgres.retries.kept_answers import PostgresKeptAnswers
from piggypulse_adapters.postgres.settings.preferences import PostgresPreferences
from piggypulse_adapters.postgres.settings.profiles import PostgresProfiles


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresUnit:
    """Every store there is, on one connection."""

    connection: Connection

    @property
    def users(self) -> PostgresUsers:
        return PostgresUsers(connection=self.connection)

    @property
    def sessions(self) -> PostgresSessions:
        return PostgresSessions(connection=self.connection)

    @property
    def credentials(self) -> PostgresCredentials:
        return PostgresCredentials(connection=self.connection)

    @property
    def two_factor(self) -> PostgresTwoFactor:
        return PostgresTwoFactor(connection=self.connection)

    @property
    def backup_codes(self) -> PostgresBackupCodes:
        return PostgresBackupCodes(connection=self.connection)

    @property
    def challenges(self) -> PostgresChallenges:
        return PostgresChallenges(connection=self.connection)

    @property
    def seals(self) -> PostgresSeals:
        return PostgresSeals(connection=self.connection)

    @property
    def audit(self) -> PostgresAudit:
        return PostgresAudit(connection=self.connection)

    @property
    def outbox(self) -> PostgresOutbox:
        return PostgresOutbox(connection=self.connection)

    @property
    def throttle(self) -> PostgresThrottle:
        return PostgresThrottle(connection=self.connection)

    @property
    def mailed_tokens(self) -> PostgresMailedTokens:
        return PostgresMailedTokens(connection=self.connection)

    @property
    def purges(self) -> PostgresPurges:
        return PostgresPurges(connection=self.connection)

    @property
    def erasures(self) -> PostgresErasures:
        return PostgresErasures(connection=self.connection)

    @property
    def archives(self) -> PostgresExports:
        return PostgresExports(connection=self.connection)

    @property
    def statements(self) -> PostgresExports:
        return self.archives

    @property
    def kept_answers(self) -> PostgresKeptAnswers:
        return PostgresKeptAnswers(connection=self.connection)

    @property
    def preferences(self) -> PostgresPreferences:
        return PostgresPreferences(connection=self.connection)

    @property
    def profiles(self) -> PostgresProfiles:
        return PostgresProfiles(connection=self.connection)

    @property
    def accounts(self) -> PostgresAccounts:
        return PostgresAccounts(connection=self.connection)

    @property
    def categories(self) -> PostgresCategories:
        return PostgresCategories(connection=self.connection)

    @property
    def reckoning(self) -> PostgresReckoning:
        return PostgresReckoning(connection=self.connection)

    @property
    def transactions(self) -> PostgresTransactions:
        return PostgresTransactions(connection=self.connection)

    @property
    def vendors(self) -> PostgresVendors:
        return PostgresVendors(connection=self.connection)

    @property
    def vendor_references(self) -> PostgresVendorReferences:
        return PostgresVendorReferences(connection=self.connection)

    @property
    def budgets(self) -> PostgresBudgets:
        return PostgresBudgets(connection=self.connection)

    @property
    def goals(self) -> PostgresGoals:
        return PostgresGoals(connection=self.connection)

    @property
    def category_goals(self) -> PostgresGoals:
        return self.goals

    @property
    def subscriptions(self) -> PostgresSubscriptions:
        return PostgresSubscriptions(connection=self.connection)

    @property
    def subscribers(self) -> PostgresSubscribers:
        return PostgresSubscribers(connection=self.connection)

    @property
    def billings(self) -> PostgresSubscriptions:
        return self.subscriptions

    @property
    def periods(self) -> PostgresPeriods:
        return PostgresPeriods(connection=self.connection)

    @property
    def overlays(self) -> PostgresOverlays:
        return PostgresOverlays(connection=self.connection)

    @property
    def memberships(self) -> PostgresOverlays:
        return self.overlays

    @property
    def plans(self) -> PostgresPlans:
        return PostgresPlans(connection=self.connection)

    @property
    def schedules(self) -> PostgresSchedules:
        return PostgresSchedules(connection=self.connection)

    @property
    def windows(self) -> PostgresPeriods:
        return self.periods

    @property
    def insights(self) -> PostgresInsights:
        return PostgresInsights(connection=self.connection)

    @property
    def vendor_figures(self) -> PostgresVendorFigures:
        return PostgresVendorFigures(connection=self.connection)

    @property
    def account_figures(self) -> PostgresAccountFigures:
        return PostgresAccountFigures(connection=self.connection)

    @property
    def category_figures(self) -> PostgresCategoryFigures:
        return PostgresCategoryFigures(connection=self.connection)
