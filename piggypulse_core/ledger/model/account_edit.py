"""An edit of an account: what a person changes, and what stays."""

from dataclasses import dataclass, replace

from piggypulse_core.ledger.model.account import Account, AccountType, TopUpCycle
from piggypulse_core.ledger.model.edit import KEPT, Kept, check_unchanged, chosen
from piggypulse_core.ledger.model.new_account import AccountForm, checked_account


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountEdit:
    """What a person fills in; forms that do not know a member leave it out and so keep it.

    Every form knows the spend limit, so that leaving it out clears it.
    """

    type: AccountType
    name: str
    color: str
    opening_minor: int | Kept = KEPT
    currency_code: str | None = None
    spend_limit_minor: int | None = None
    top_up_amount_minor: int | Kept | None = KEPT
    top_up_cycle: TopUpCycle | Kept | None = KEPT
    top_up_day: int | Kept | None = KEPT
    statement_close_day: int | Kept | None = KEPT
    payment_due_day: int | Kept | None = KEPT


def edited_account(*, account: Account, edit: AccountEdit) -> Account:
    """An account after an edit, its type and its currency unchanged.

    Raises ImmutableField, and InvalidInput naming every fault of what comes out.
    """
    check_unchanged(
        fields=[
            ("type", edit.type, account.type),
            ("currencyCode", edit.currency_code or account.currency_code, account.currency_code),
        ]
    )
    checked = checked_account(form=_whole(account=account, edit=edit))
    return replace(
        account,
        name=checked.name,
        color=checked.color,
        opening_minor=checked.opening_minor,
        spend_limit_minor=checked.spend_limit_minor,
        top_up_amount_minor=checked.top_up_amount_minor,
        top_up_cycle=checked.top_up_cycle,
        top_up_day=checked.top_up_day,
        statement_close_day=checked.statement_close_day,
        payment_due_day=checked.payment_due_day,
    )


def _whole(*, account: Account, edit: AccountEdit) -> AccountForm:
    """The edit with what it leaves out filled in."""
    return AccountForm(
        type=account.type,
        name=edit.name,
        color=edit.color,
        opening_minor=chosen(given=edit.opening_minor, known=account.opening_minor),
        spend_limit_minor=edit.spend_limit_minor,
        top_up_amount_minor=chosen(
            given=edit.top_up_amount_minor, known=account.top_up_amount_minor
        ),
        top_up_cycle=chosen(given=edit.top_up_cycle, known=account.top_up_cycle),
        top_up_day=chosen(given=edit.top_up_day, known=account.top_up_day),
        statement_close_day=chosen(
            given=edit.statement_close_day, known=account.statement_close_day
        ),
        payment_due_day=chosen(given=edit.payment_due_day, known=account.payment_due_day),
    )
