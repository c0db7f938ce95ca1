-- name: sum_category_flows
-- Every category but the system's with what was counted in it in a span, all of it and up to a day.
WITH booked AS (
    SELECT transactions.category_id, sum(transactions.amount_minor) AS total,
           sum(transactions.amount_minor) FILTER (WHERE transactions.date <= %(until)s) AS to_date
      FROM transactions
      JOIN accounts
        ON accounts.user_id = %(owner)s AND accounts.id = transactions.from_account_id
     WHERE transactions.user_id = %(owner)s
       AND transactions.date BETWEEN %(start)s AND %(end)s
       AND accounts.currency_code = %(currency_code)s::text
       AND (transactions.category_type <> 'expense' OR accounts.type <> 'Allowance')
     GROUP BY transactions.category_id
)
SELECT categories.id, categories.type, categories.name, categories.icon, categories.behavior,
       categories.description, categories.parent_id, categories.is_system, categories.archived_on,
       coalesce(booked.total, 0), coalesce(booked.to_date, 0)
  FROM categories
  LEFT JOIN booked ON booked.category_id = categories.id
 WHERE categories.user_id = %(owner)s AND NOT categories.is_system
 ORDER BY categories.name_key COLLATE "C", categories.id;

-- name: sum_beside_categories
-- The parts of a span's spending that no category has: uncategorised purchases, and top-ups.
SELECT coalesce(sum(transactions.amount_minor)
                FILTER (WHERE transactions.category_id IS NULL), 0),
       coalesce(sum(transactions.amount_minor)
                FILTER (WHERE target.type = 'Allowance'), 0)
  FROM transactions
  JOIN accounts AS source
    ON source.user_id = %(owner)s AND source.id = transactions.from_account_id
  LEFT JOIN accounts AS target
    ON target.user_id = %(owner)s AND target.id = transactions.to_account_id
 WHERE transactions.user_id = %(owner)s
   AND transactions.date BETWEEN %(start)s AND %(end)s
   AND source.currency_code = %(currency_code)s::text
   AND source.type <> 'Allowance'
   AND (transactions.category_id IS NULL OR transactions.kind = 'transfer');

-- name: sum_category_activities
-- What was counted in a category over each of some spans, and how many bookings.
SELECT counted.total, counted.transactions
  FROM unnest(%(starts)s::date[], %(ends)s::date[])
       WITH ORDINALITY AS span (start_on, end_on, place)
 CROSS JOIN LATERAL (
        SELECT coalesce(sum(transactions.amount_minor), 0) AS total, count(*) AS transactions
          FROM transactions
          JOIN accounts
            ON accounts.user_id = %(owner)s AND accounts.id = transactions.from_account_id
         WHERE transactions.user_id = %(owner)s AND transactions.category_id = %(category)s
           AND transactions.date BETWEEN span.start_on AND span.end_on
           AND accounts.currency_code = %(currency_code)s::text
           AND (transactions.category_type <> 'expense' OR accounts.type <> 'Allowance')
       ) AS counted
 ORDER BY span.place;

-- name: list_recent_in_category
-- The newest of what was counted in a category in a span.
SELECT booked.id, booked.date, booked.amount_minor, booked.description, booked.vendor_id,
       vendors.name
  FROM transactions AS booked
  JOIN accounts
    ON accounts.user_id = %(owner)s AND accounts.id = booked.from_account_id
  LEFT JOIN vendors
    ON vendors.user_id = %(owner)s AND vendors.id = booked.vendor_id
 WHERE booked.user_id = %(owner)s AND booked.category_id = %(category)s
   AND booked.date BETWEEN %(start)s AND %(end)s
   AND accounts.currency_code = %(currency_code)s::text
   AND (booked.category_type <> 'expense' OR accounts.type <> 'Allowance')
 ORDER BY booked.date DESC, booked.id DESC
 LIMIT %(newest)s;

-- name: list_uncategorized
-- How many purchases of a span have no category, what of them is spending, and the newest.
WITH found AS (
    SELECT transactions.id, transactions.date, transactions.amount_minor,
           transactions.description, transactions.from_account_id, accounts.type
      FROM transactions
      JOIN accounts
        ON accounts.user_id = %(owner)s AND accounts.id = transactions.from_account_id
     WHERE transactions.user_id = %(owner)s
       AND transactions.date BETWEEN %(start)s AND %(end)s
       AND transactions.category_id IS NULL
       AND accounts.currency_code = %(currency_code)s::text
), newest AS (
    SELECT id, date, amount_minor, description, from_account_id
      FROM found
     ORDER BY date DESC, id DESC
     LIMIT %(newest)s::bigint
), summed AS (
    SELECT count(*) AS transactions,
           coalesce(sum(amount_minor) FILTER (WHERE type <> 'Allowance'), 0) AS spent
      FROM found
)
SELECT summed.transactions, summed.spent,
       newest.id, newest.date, newest.amount_minor, newest.description, newest.from_account_id
  FROM summed
  LEFT JOIN newest ON true
 ORDER BY newest.date DESC, newest.id DESC;
