"""Fills a new user with the demo household's year, through the same use cases everybody uses."""

from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from piggypulse_core.identity.model.session import Caller, Device
from piggypulse_core.kernel.currency import currency_by_code
from piggypulse_core.kernel.dates import today
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.account import AccountId
from piggypulse_core.ledger.model.category import SYSTEM_TRANSFER_NAME, CategoryId
from piggypulse_core.ledger.model.new_category import CategoryForm
from piggypulse_core.ledger.model.new_transaction import TransactionForm
from piggypulse_core.ledger.model.vendor import VendorId
from piggypulse_core.settings.model.profile import DEFAULT_TIMEZONE
from piggypulse_http.composition.container import Container
from piggypulse_http.composition.demo_days import lived, look_back, subscribe
from piggypulse_http.composition.demo_habits import vendor_names
from piggypulse_http.composition.demo_plan import ACCOUNTS, CATEGORIES
from piggypulse_http.composition.demo_year import Entry, booked

CURRENCY = "EUR"
PASSWORD_BYTES = 15
ROWS_AT_ONCE = 100

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoSignIn:
    """How to sign in as the demo user; nobody can find the password out again."""

    email: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Home:
    """The ids behind the names of the plan."""

    accounts: Mapping[str, AccountId]
    categories: Mapping[str, CategoryId]
    vendors: Mapping[str, VendorId]


async def fill(*, container: Container, seed: int, progress: Progress) -> DemoSignIn:
    """Make a demo user with a year up to today; the container's work must be open."""
    day = today(zone=DEFAULT_TIMEZONE, now=container.clock().now())
    sign_in = _new_sign_in(container)
    owner = await _registered(container, sign_in)
    periods = await lived(container, owner, today=day)
    entries = booked(periods=periods, today=day, seed=seed)
    await container.complete_onboarding()(owner=owner)
    home = _Home(
        accounts=await _accounts(container, owner),
        categories=await _categories(container, owner),
        vendors=await _vendors(container, owner),
    )
    await subscribe(
        container, owner, first=periods[0], categories=home.categories, vendors=home.vendors
    )
    await _book(container, owner, forms=[_form(entry, home) for entry in entries], told=progress)
    await container.advance_subscriptions()(owner=owner)
    await look_back(container, owner, spans=periods, categories=home.categories)
    return sign_in


def _new_sign_in(container: Container) -> DemoSignIn:
    return DemoSignIn(
        email=f"demo-{container.ids().new().hex[-12:]}@example.org",
        password=urlsafe_b64encode(container.tokens().chance()[:PASSWORD_BYTES]).decode(),
    )


async def _registered(container: Container, sign_in: DemoSignIn) -> UserId:
    done = await container.register()(
        email=sign_in.email,
        password=sign_in.password,
        name="Demo",
        currency=currency_by_code(CURRENCY).id,
        timezone=DEFAULT_TIMEZONE,
        device=Device(client="program"),
        presented=None,
    )
    # Registering signs in as well; nobody is there to use that session.
    nobody = Caller(ip=None, user_agent=None, request_id=container.ids().new())
    await container.log_out()(owner=done.user.id, session=done.sign_in.session.id, caller=nobody)
    return done.user.id


async def _accounts(container: Container, owner: UserId) -> Mapping[str, AccountId]:
    create = container.create_account()
    return {form.name: (await create(owner=owner, form=form)).id for form in ACCOUNTS}


async def _categories(container: Container, owner: UserId) -> Mapping[str, CategoryId]:
    create = container.create_category()
    known = {
        category.name: category.id
        for category in await container.list_category_options()(owner=owner)
    }
    for kind in CATEGORIES:
        form = CategoryForm(
            type=kind.type,
            name=kind.name,
            icon=kind.icon,
            behavior=kind.behavior,
            parent_id=None if kind.parent is None else known[kind.parent],
            target_minor=kind.goal_minor,
        )
        known[kind.name] = (await create(owner=owner, form=form)).category.id
    return known


async def _vendors(container: Container, owner: UserId) -> Mapping[str, VendorId]:
    create = container.create_vendor()
    return {
        name: (await create(owner=owner, name=name, description=None)).id for name in vendor_names()
    }


def _form(entry: Entry, home: _Home) -> TransactionForm:
    category = entry.category or SYSTEM_TRANSFER_NAME
    return TransactionForm(
        kind="regular" if entry.to is None else "transfer",
        date=entry.day,
        description=entry.description,
        amount_minor=entry.amount_minor,
        from_account_id=home.accounts[entry.account],
        to_account_id=None if entry.to is None else home.accounts[entry.to],
        category_id=home.categories[category],
        vendor_id=None if entry.vendor is None else home.vendors[entry.vendor],
    )


async def _book(
    container: Container, owner: UserId, *, forms: Sequence[TransactionForm], told: Progress
) -> None:
    create = container.create_transactions()
    for first in range(0, len(forms), ROWS_AT_ONCE):
        told(first, len(forms))
        await create(owner=owner, forms=forms[first : first + ROWS_AT_ONCE])
    told(len(forms), len(forms))
