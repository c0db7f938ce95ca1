-- name: read_standpoint
-- The owner's clock and currency, and the accounts of other currencies by folded name.
SELECT users.timezone, users.currency_code,
       accounts.id, accounts.name, accounts.currency_code
  FROM users
  LEFT JOIN accounts
    ON accounts.user_id = %(owner)s
   AND accounts.currency_code IS DISTINCT FROM users.currency_code
 WHERE users.user_id = %(owner)s
 ORDER BY accounts.name_key COLLATE "C", accounts.id;

-- name: read_spent_by_day
-- Spending per day of a span. OFFSET 0 keeps the walk account by account along the primary key.
SELECT days.day, sum(days.spent_minor)
  FROM accounts
 CROSS JOIN LATERAL (
       SELECT account_days.day, account_days.spent_minor
         FROM account_days
        WHERE account_days.user_id = %(owner)s AND account_days.account_id = accounts.id
          AND account_days.day BETWEEN %(start)s AND %(end)s
       OFFSET 0) AS days
 WHERE accounts.user_id = %(owner)s AND accounts.currency_code = %(currency_code)s::text
   AND days.spent_minor > 0
 GROUP BY days.day;

-- name: sum_spending
-- Spending of each of some spans of days, in their order, walked as above.
SELECT coalesce(sum(days.spent_minor), 0)
  FROM unnest(%(starts)s::date[], %(ends)s::date[])
       WITH ORDINALITY AS span (start_on, end_on, place)
  LEFT JOIN accounts
    ON accounts.user_id = %(owner)s AND accounts.currency_code = %(currency_code)s::text
  LEFT JOIN LATERAL (
       SELECT account_days.spent_minor
         FROM account_days
        WHERE account_days.user_id = %(owner)s AND account_days.account_id = accounts.id
          AND account_days.day BETWEEN span.start_on AND span.end_on
          AND account_days.spent_minor > 0
       OFFSET 0) AS days ON true
 GROUP BY span.place
 ORDER BY span.place;

-- name: sum_cash_flow
-- Income of a span, and its spending out of the days of accounts.
SELECT (SELECT coalesce(sum(transactions.amount_minor), 0)
          FROM transactions
          JOIN accounts
            ON accounts.user_id = %(owner)s AND accounts.id = transactions.from_account_id
         WHERE transactions.user_id = %(owner)s
           AND transactions.date BETWEEN %(start)s AND %(end)s
           AND transactions.category_type = 'income'
           AND accounts.currency_code = %(currency_code)s::text),
       (SELECT coalesce(sum(days.spent_minor), 0)
          FROM accounts
         CROSS JOIN LATERAL (
               SELECT account_days.spent_minor
                 FROM account_days
                WHERE account_days.user_id = %(owner)s AND account_days.account_id = accounts.id
                  AND account_days.day BETWEEN %(start)s AND %(end)s
               OFFSET 0) AS days
         WHERE accounts.user_id = %(owner)s
           AND accounts.currency_code = %(currency_code)s::text);

-- name: read_account_levels
-- Every account with its bookings in a period so far, and what moved on it after each mark.
SELECT accounts.id, accounts.type, accounts.name, accounts.color, accounts.currency_code,
       accounts.opening_minor, accounts.created_on, accounts.net_minor,
       accounts.spend_limit_minor, accounts.top_up_amount_minor, accounts.top_up_cycle,
       accounts.top_up_day, accounts.statement_close_day, accounts.payment_due_day,
       accounts.archived_on,
       later.than_eve, later.than_cut, later.than_today, later.than_end, later.transactions
  FROM accounts
 CROSS JOIN LATERAL (
       SELECT coalesce(sum(inflow_minor - outflow_minor), 0) AS than_eve,
              coalesce(sum(inflow_minor - outflow_minor)
                       FILTER (WHERE day > %(cut)s), 0) AS than_cut,
              coalesce(sum(inflow_minor - outflow_minor)
                       FILTER (WHERE day > %(today)s), 0) AS than_today,
              coalesce(sum(inflow_minor - outflow_minor)
                       FILTER (WHERE day > %(end)s), 0) AS than_end,
              coalesce(sum(transactions) FILTER (WHERE day <= %(cut)s), 0) AS transactions
         FROM account_days
        WHERE account_days.user_id = %(owner)s AND account_days.account_id = accounts.id
          AND account_days.day > %(eve)s) AS later
 WHERE accounts.user_id = %(owner)s
 ORDER BY accounts.id DESC;

-- name: list_subscriptions_charged
-- Every subscription; of its charges dated in a span, when the earliest was due.
SELECT subscriptions.id, subscriptions.name, subscriptions.category_id, subscriptions.vendor_id,
       subscriptions.amount_minor, subscriptions.cycle, subscriptions.billing_day,
       subscriptions.next_on, subscriptions.is_paused, subscriptions.cancelled_on,
       subscriptions.created_at, subscriptions.updated_at, charged.first_due_on
  FROM subscriptions
  LEFT JOIN (
       SELECT billing_events.subscription_id, min(billing_events.due_on) AS first_due_on
         FROM billing_events
        WHERE billing_events.user_id = %(owner)s
          AND billing_events.date BETWEEN %(start)s AND %(end)s
        GROUP BY billing_events.subscription_id
       ) AS charged ON charged.subscription_id = subscriptions.id
 WHERE subscriptions.user_id = %(owner)s;

-- name: list_account_levels
-- The same for one page of accounts, newest first, with the list's size.
WITH listed AS (
    SELECT id, type, name, color, currency_code, opening_minor, created_on, net_minor,
           spend_limit_minor, top_up_amount_minor, top_up_cycle, top_up_day,
           statement_close_day, payment_due_day, archived_on
      FROM accounts
     WHERE user_id = %(owner)s
       AND (%(status)s::text = 'all' OR (archived_on IS NULL) = (%(status)s::text = 'active'))
), page AS (
    SELECT id, type, name, color, currency_code, opening_minor, created_on, net_minor,
           spend_limit_minor, top_up_amount_minor, top_up_cycle, top_up_day,
           statement_close_day, payment_due_day, archived_on
      FROM listed
     WHERE %(cursor)s::uuid IS NULL OR id < %(cursor)s::uuid
     ORDER BY id DESC
     LIMIT %(limit)s::bigint + 1
)
SELECT page.id, page.type, page.name, page.color, page.currency_code, page.opening_minor,
       page.created_on, page.net_minor, page.spend_limit_minor, page.top_up_amount_minor,
       page.top_up_cycle, page.top_up_day, page.statement_close_day, page.payment_due_day,
       page.archived_on,
       later.than_eve, later.than_cut, later.than_today, later.than_end, later.transactions,
       (SELECT count(*) FROM listed),
       EXISTS (SELECT FROM listed WHERE listed.id = %(cursor)s::uuid)
  FROM (SELECT) AS always
  LEFT JOIN page ON true
 CROSS JOIN LATERAL (
       SELECT coalesce(sum(inflow_minor - outflow_minor), 0) AS than_eve,
              coalesce(sum(inflow_minor - outflow_minor)
                       FILTER (WHERE day > %(cut)s), 0) AS than_cut,
              coalesce(sum(inflow_minor - outflow_minor)
                       FILTER (WHERE day > %(today)s), 0) AS than_today,
              coalesce(sum(inflow_minor - outflow_minor)
                       FILTER (WHERE day > %(end)s), 0) AS than_end,
              coalesce(sum(transactions) FILTER (WHERE day <= %(cut)s), 0) AS transactions
         FROM account_days
        WHERE account_days.user_id = %(owner)s AND account_days.account_id = page.id
          AND account_days.day > %(eve)s) AS later
 ORDER BY page.id DESC;

-- name: sum_flows
-- Income, purchases and the number of transactions of a span, on accounts in one currency.
SELECT coalesce(sum(transactions.amount_minor)
                FILTER (WHERE transactions.category_type = 'income'), 0),
       coalesce(sum(transactions.amount_minor)
                FILTER (WHERE transactions.kind = 'regular'
                          AND transactions.category_type IS DISTINCT FROM 'income'), 0),
       count(*)
  FROM transactions
  JOIN accounts
    ON accounts.user_id = %(owner)s AND accounts.id = transactions.from_account_id
 WHERE transactions.user_id = %(owner)s
   AND transactions.date BETWEEN %(start)s AND %(end)s
   AND accounts.currency_code = %(currency_code)s::text;
