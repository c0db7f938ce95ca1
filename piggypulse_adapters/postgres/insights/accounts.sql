-- name: read_account_days
-- Accounts with what moved on them after a day in all, and day by day until another, in one pass.
SELECT accounts.id, accounts.type, accounts.name, accounts.color, accounts.currency_code,
       accounts.opening_minor, accounts.created_on, accounts.net_minor,
       accounts.spend_limit_minor, accounts.top_up_amount_minor, accounts.top_up_cycle,
       accounts.top_up_day, accounts.statement_close_day, accounts.payment_due_day,
       accounts.archived_on,
       moved.since, moved.days, moved.inflows, moved.outflows, moved.spent, moved.transactions
  FROM accounts
 CROSS JOIN LATERAL (
       SELECT coalesce(sum(inflow_minor - outflow_minor), 0) AS since,
              coalesce(array_agg(day ORDER BY day) FILTER (WHERE day <= %(until)s), '{}') AS days,
              coalesce(array_agg(inflow_minor ORDER BY day)
                       FILTER (WHERE day <= %(until)s), '{}') AS inflows,
              coalesce(array_agg(outflow_minor ORDER BY day)
                       FILTER (WHERE day <= %(until)s), '{}') AS outflows,
              coalesce(array_agg(spent_minor ORDER BY day)
                       FILTER (WHERE day <= %(until)s), '{}') AS spent,
              coalesce(array_agg(transactions ORDER BY day)
                       FILTER (WHERE day <= %(until)s), '{}') AS transactions
         FROM account_days
        WHERE account_days.user_id = %(owner)s AND account_days.account_id = accounts.id
          AND account_days.day > %(after)s) AS moved
 WHERE accounts.user_id = %(owner)s
   AND (%(account)s::uuid IS NULL OR accounts.id = %(account)s::uuid)
   AND (%(status)s::text = 'all'
        OR (accounts.archived_on IS NULL) = (%(status)s::text = 'active'))
 ORDER BY accounts.id DESC;

-- name: sum_outflows
-- What left an account in a span: purchases by category, those without one, transfers.
SELECT left_it.kind, left_it.category_id, categories.name, left_it.amount
  FROM (SELECT transactions.kind,
               CASE transactions.kind WHEN 'regular' THEN transactions.category_id END
                   AS category_id,
               sum(transactions.amount_minor) AS amount
          FROM transactions
         WHERE transactions.user_id = %(owner)s
           AND transactions.from_account_id = %(account)s
           AND transactions.date BETWEEN %(start)s AND %(end)s
           AND transactions.category_type IS DISTINCT FROM 'income'
         GROUP BY 1, 2) AS left_it
  LEFT JOIN categories
    ON categories.user_id = %(owner)s AND categories.id = left_it.category_id
 ORDER BY left_it.amount DESC, categories.name_key COLLATE "C", left_it.category_id;

-- name: list_newest_on_account
-- The newest transactions of a span that touch an account; each side is walked along its index.
WITH newest AS (
    (SELECT id, date
       FROM transactions
      WHERE user_id = %(owner)s AND from_account_id = %(account)s
        AND date BETWEEN %(start)s AND %(end)s
      ORDER BY date DESC, id DESC
      LIMIT %(newest)s)
    UNION ALL
    (SELECT id, date
       FROM transactions
      WHERE user_id = %(owner)s AND to_account_id = %(account)s
        AND date BETWEEN %(start)s AND %(end)s
      ORDER BY date DESC, id DESC
      LIMIT %(newest)s)
    ORDER BY date DESC, id DESC
    LIMIT %(newest)s
)
SELECT booked.id, booked.date, booked.description, categories.name,
       CASE WHEN booked.category_type = 'income' OR booked.to_account_id = %(account)s
            THEN booked.amount_minor ELSE -booked.amount_minor END
  FROM newest
  JOIN transactions AS booked
    ON booked.user_id = %(owner)s AND booked.id = newest.id
  LEFT JOIN categories
    ON categories.user_id = %(owner)s AND categories.id = booked.category_id
 ORDER BY booked.date DESC, booked.id DESC;

-- name: find_largest_purchase
-- The largest purchase from an account in a span; of equal ones the earliest.
SELECT categories.name, booked.amount_minor
  FROM transactions AS booked
  LEFT JOIN categories
    ON categories.user_id = %(owner)s AND categories.id = booked.category_id
 WHERE booked.user_id = %(owner)s AND booked.from_account_id = %(account)s
   AND booked.date BETWEEN %(start)s AND %(end)s
   AND booked.kind = 'regular' AND booked.category_type IS DISTINCT FROM 'income'
 ORDER BY booked.amount_minor DESC, booked.date, booked.id
 LIMIT 1;

-- name: sum_purchases
-- What purchases took from an account in a span.
SELECT coalesce(sum(amount_minor), 0)
  FROM transactions
 WHERE user_id = %(owner)s AND from_account_id = %(account)s
   AND date BETWEEN %(start)s AND %(end)s
   AND kind = 'regular' AND category_type IS DISTINCT FROM 'income';
