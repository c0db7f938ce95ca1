"""Which transactions come out of what is brought."""

from collections.abc import Iterable
from dataclasses import replace

from piggypulse_core.ledger.model.new_transaction import (
    TransactionForm,
    complaints,
    transaction_of,
)
from piggypulse_core.ledger.model.references import ReferenceIds, References
from piggypulse_core.ledger.model.transaction import Transaction, TransactionId
from piggypulse_core.portability.model.findings import Findings
from piggypulse_core.portability.model.incoming import IncomingTransaction
from piggypulse_core.portability.model.planned_ledger import Ledger
from piggypulse_core.portability.model.rows import Rows

Transactions = Rows[TransactionId, Transaction]


def plan_transactions(
    *,
    incoming: Iterable[IncomingTransaction],
    transactions: Transactions,
    ledger: Ledger,
    findings: Findings,
) -> None:
    """Take transactions in; archived rows may be named, as they are by what was booked before."""
    references = References(
        accounts=ledger.accounts.every(),
        categories=ledger.categories.every(),
        vendors=ledger.vendors.every(),
    )
    kept = ReferenceIds(
        accounts=frozenset(references.accounts),
        categories=frozenset(references.categories),
        vendors=frozenset(references.vendors),
    )
    for one in incoming:
        form = _with_ids_from_here(one.form, ledger=ledger)
        if _names_what_is_at_fault(form, ledger=ledger):
            transactions.at_fault.add(one.id)
            continue
        found = list(complaints(form=form, references=references, kept=kept))
        for complaint in found:
            findings.add(complaint.refusal, complaint.fault, at=transactions.pointer(one.place))
        if found:
            transactions.at_fault.add(one.id)
            continue
        row = transaction_of(id=one.id, form=form, references=references)
        transactions.take(key=one.id, row=row, place=one.place, findings=findings)


def _with_ids_from_here(form: TransactionForm, *, ledger: Ledger) -> TransactionForm:
    """The same under the ids that categories and vendors are known by here."""
    category, vendor = form.category_id, form.vendor_id
    here = category and ledger.categories.meant(category), vendor and ledger.vendors.meant(vendor)
    if here == (category, vendor):
        return form
    return replace(form, category_id=here[0], vendor_id=here[1])


def _names_what_is_at_fault(form: TransactionForm, *, ledger: Ledger) -> bool:
    """Whether something it names has been complained about: then that is enough."""
    return (
        form.from_account_id in ledger.accounts.at_fault
        or form.target_id in ledger.accounts.at_fault
        or form.category_id in ledger.categories.at_fault
        or form.vendor_id in ledger.vendors.at_fault
    )
