"""What the document says before its operations: how the API behaves, and what words mean."""

from collections.abc import Mapping

from litestar.openapi.spec import Tag

INTRODUCTION = """Personal budgeting in periods that begin when you are paid.

**Money** is a whole number of the currency's smallest unit: 1250 is 12.50 EUR, and 1250 JPY.
**Days** are `YYYY-MM-DD` where the user lives (the profile's time zone), instants are UTC.

**Periods** are inclusive spans of days, and figures are about one of them: the one whose id is
given as `periodId`, or else the one that contains today.

**Signing in** gives browsers a session cookie and no token; every other client a token too,
to be sent as `Authorization: Bearer`. A browser is what sends `Origin` or `Sec-Fetch-Site`.
Somebody else's id is answered like an id that nothing has.

**Lists** that come page by page take `limit` and `cursor`; the `nextCursor` of a page is the
cursor of the next one, and null on the last.

**Requests sent again** do nothing twice where an `Idempotency-Key` is taken: the same request
with the same key is given the first answer for 24 hours.

**Refusals** are problem documents (RFC 9457). Their `code` keeps its meaning, `errors` names
the members at fault, `requestId` finds the request in the server's log. Each operation lists
its codes. 429 and 503 say in `Retry-After` how many seconds to wait; `RateLimit` says what is
left.

New members may come with any answer; clients pass over what they do not know."""

_MEANINGS: Mapping[str, str] = {
    "Accounts": "Where money lies or is owed, with balances and what moved them.",
    "Auth": "Registering, signing in and out, passwords and the second factor.",
    "Categories": "What money is for, with parents, goals and figures of their own.",
    "Currencies": "The currencies there are.",
    "Dashboard": "Figures of a period, one by one or several as of one instant.",
    "Health": "Whether the service is up.",
    "Onboarding": "The first steps of somebody new, with templates of categories.",
    "Overlays": "Lenses over some days, such as a holiday: what was spent, beside caps.",
    "Periods": "The spans of days to budget by, and the gaps between them.",
    "Schedule": "The rule by which periods are made ahead; its preview changes nothing.",
    "Settings": "Profile, preferences and sessions; exports, imports, beginning anew and leaving.",
    "Subscriptions": "Charges that come again every month, quarter or year.",
    "Targets": "What a category's money is meant to come to: a stream of states over periods.",
    "Transactions": "Amounts on days, regular or transfers between two accounts.",
    "Vendors": "Whom money is paid to or comes from, and what was spent with them.",
}

TAGS = tuple(Tag(name=name, description=meaning) for name, meaning in _MEANINGS.items())
"""Every tag of an operation, by name."""


def security_schemes(cookie_name: str, /) -> dict[str, dict[str, str]]:
    """The two ways to show who one is."""
    return {
        "bearer": {
            "type": "http",
            "scheme": "bearer",
            "description": "An access token, for clients that are no browsers.",
        },
        "sessionCookie": {
            "type": "apiKey",
            "in": "cookie",
            "name": cookie_name,
            "description": "The session cookie that signing in sets.",
        },
    }
