"""Every store there is, over one transaction in memory."""

from dataclasses import dataclass

from piggypulse_adapters.memory.budgeting.budgets import MemoryBudgets
from piggypulse_adapters.memory.budgeting.goals import MemoryGoals
from piggypulse_adapters.memory.budgeting.overlays import MemoryOverlays
from piggypulse_adapters.memory.budgeting.periods import MemoryPeriods
from piggypulse_adapters.memory.budgeting.plans import MemoryPlans
from piggypulse_adapters.memory.budgeting.schedules import MemorySchedules
from piggypulse_adapters.memory.budgeting.subscribers import MemorySubscribers
from piggypulse_adapters.memory.budgeting.subscriptions import MemorySubscriptions
from piggypulse_adapters.memory.database import Transaction
from piggypulse_adapters.memory.identity.audit import MemoryAudit
from piggypulse_adapters.memory.identity.backup_codes import MemoryBackupCodes
from piggypulse_adapters.memory.identity.challenges import MemoryChallenges
from piggypulse_adapters.memory.identity.credentials import MemoryCredentials
from piggypulse_adapters.memory.identity.mailed_tokens import MemoryMailedTokens
from piggypulse_adapters.memory.identity.outbox import MemoryOutbox
from piggypulse_adapters.memory.identity.purges import MemoryPurges
from piggypulse_adapters.memory.identity.seals import MemorySeals
from piggypulse_adapters.memory.identity.sessions import MemorySessions
from piggypulse_adapters.memory.identity.throttle import MemoryThrottle
from piggypulse_adapters.memory.identity.two_factor import MemoryTwoFactor
from piggypulse_adapters.memory.identity.users import MemoryUsers
from piggypulse_adapters.memory.insights.accounts import MemoryAccountFigures
from piggypulse_adapters.memory.insights.categories import MemoryCategoryFigures
from piggypulse_adapters.memory.insights.reader import MemoryInsights
from piggypulse_adapters.memory.insights.reckoning import MemoryReckoning
from piggypulse_adapters.memory.insights.vendors import MemoryVendorFigures
from piggypulse_adapters.memory.ledger.accounts import MemoryAccounts
from piggypulse_adapters.memory.ledger.categories import MemoryCategories
from piggypulse_adapters.memory.ledger.transactions import MemoryTransactions
from piggypulse_adapters.memory.ledger.vendor_references import MemoryVendorReferences
from piggypulse_adapters.memory.ledger.vendors import MemoryVendors
from piggypulse_adapters.memory.portability.erasures import MemoryErasures
from piggypulse_adapters.memory.portability.exports import MemoryExports
from piggypulse_adapters.memory.retries.kept_answers import MemoryKeptAnswers
from piggypulse_adapters.memory.settings.preferences import MemoryPreferences
from piggypulse_adapters.memory.settings.profiles import MemoryProfiles


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryUnit:
    """Every store there is, over one transaction."""

    transaction: Transaction

    @property
    def users(self) -> MemoryUsers:
        return MemoryUsers(transaction=self.transaction)

    @property
    def sessions(self) -> MemorySessions:
        return MemorySessions(transaction=self.transaction)

    @property
    def credentials(self) -> MemoryCredentials:
        return MemoryCredentials(transaction=self.transaction)

    @property
    def two_factor(self) -> MemoryTwoFactor:
        return MemoryTwoFactor(transaction=self.transaction)

    @property
    def backup_codes(self) -> MemoryBackupCodes:
        return MemoryBackupCodes(transaction=self.transaction)

    @property
    def challenges(self) -> MemoryChallenges:
        return MemoryChallenges(transaction=self.transaction)

    @property
    def seals(self) -> MemorySeals:
        return MemorySeals(transaction=self.transaction)

    @property
    def audit(self) -> MemoryAudit:
        return MemoryAudit(transaction=self.transaction)

    @property
    def outbox(self) -> MemoryOutbox:
        return MemoryOutbox(transaction=self.transaction)

    @property
    def throttle(self) -> MemoryThrottle:
        return MemoryThrottle(transaction=self.transaction)

    @property
    def mailed_tokens(self) -> MemoryMailedTokens:
        return MemoryMailedTokens(transaction=self.transaction)

    @property
    def purges(self) -> MemoryPurges:
        return MemoryPurges(transaction=self.transaction)

    @property
    def erasures(self) -> MemoryErasures:
        return MemoryErasures(transaction=self.transaction)

    @property
    def archives(self) -> MemoryExports:
        return MemoryExports(transaction=self.transaction)

    @property
    def statements(self) -> MemoryExports:
        return self.archives

    @property
    def kept_answers(self) -> MemoryKeptAnswers:
        return MemoryKeptAnswers(transaction=self.transaction)

    @property
    def preferences(self) -> MemoryPreferences:
        return MemoryPreferences(transaction=self.transaction)

    @property
    def profiles(self) -> MemoryProfiles:
        return MemoryProfiles(transaction=self.transaction)

    @property
    def accounts(self) -> MemoryAccounts:
        return MemoryAccounts(transaction=self.transaction)

    @property
    def categories(self) -> MemoryCategories:
        return MemoryCategories(transaction=self.transaction)

    @property
    def reckoning(self) -> MemoryReckoning:
        return MemoryReckoning(transaction=self.transaction)

    @property
    def transactions(self) -> MemoryTransactions:
        return MemoryTransactions(transaction=self.transaction)

    @property
    def vendors(self) -> MemoryVendors:
        return MemoryVendors(transaction=self.transaction)

    @property
    def vendor_references(self) -> MemoryVendorReferences:
        return MemoryVendorReferences(transaction=self.transaction)

    @property
    def budgets(self) -> MemoryBudgets:
        return MemoryBudgets(transaction=self.transaction)

    @property
    def goals(self) -> MemoryGoals:
        return MemoryGoals(transaction=self.transaction)

    @property
    def category_goals(self) -> MemoryGoals:
        return self.goals

    @property
    def subscriptions(self) -> MemorySubscriptions:
        return MemorySubscriptions(transaction=self.transaction)

    @property
    def subscribers(self) -> MemorySubscribers:
        return MemorySubscribers(transaction=self.transaction)

    @property
    def billings(self) -> MemorySubscriptions:
        return self.subscriptions

    @property
    def periods(self) -> MemoryPeriods:
        return MemoryPeriods(transaction=self.transaction)

    @property
    def overlays(self) -> MemoryOverlays:
        return MemoryOverlays(transaction=self.transaction)

    memberships = overlays

    @property
    def plans(self) -> MemoryPlans:
        return MemoryPlans(transaction=self.transaction)

    @property
    def schedules(self) -> MemorySchedules:
        return MemorySchedules(transaction=self.transaction)

    @property
    def windows(self) -> MemoryPeriods:
        return self.periods

    @property
    def insights(self) -> MemoryInsights:
        return MemoryInsights(transaction=self.transaction)

    @property
    def vendor_figures(self) -> MemoryVendorFigures:
        return MemoryVendorFigures(transaction=self.transaction)

    @property
    def account_figures(self) -> MemoryAccountFigures:
        return MemoryAccountFigures(transaction=self.transaction)

    @property
    def category_figures(self) -> MemoryCategoryFigures:
        return MemoryCategoryFigures(transaction=self.transaction)
