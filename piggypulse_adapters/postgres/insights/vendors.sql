-- name: sum_spend_with_vendors
-- How many vendors there are, how many were paid in a span, and how much altogether.
SELECT (SELECT count(*) FROM vendors WHERE user_id = %(owner)s),
       count(DISTINCT transactions.vendor_id),
       coalesce(sum(transactions.amount_minor), 0)
  FROM transactions
  JOIN accounts
    ON accounts.user_id = %(owner)s AND accounts.id = transactions.from_account_id
 WHERE transactions.user_id = %(owner)s
   AND transactions.date BETWEEN %(start)s AND %(end)s
   AND transactions.vendor_id IS NOT NULL
   AND transactions.kind = 'regular'
   AND transactions.category_type IS DISTINCT FROM 'income'
   AND accounts.type <> 'Allowance'
   AND accounts.currency_code = %(currency_code)s::text;

-- name: list_top_vendors
-- With whom most was spent in a span, and in how many purchases.
SELECT vendors.id, vendors.name, spent.spend_minor, spent.purchases
  FROM (
       SELECT transactions.vendor_id, sum(transactions.amount_minor) AS spend_minor,
              count(*) AS purchases
         FROM transactions
         JOIN accounts
           ON accounts.user_id = %(owner)s AND accounts.id = transactions.from_account_id
        WHERE transactions.user_id = %(owner)s
          AND transactions.date BETWEEN %(start)s AND %(end)s
          AND transactions.vendor_id IS NOT NULL
          AND transactions.kind = 'regular'
          AND transactions.category_type IS DISTINCT FROM 'income'
          AND accounts.type <> 'Allowance'
          AND accounts.currency_code = %(currency_code)s::text
        GROUP BY transactions.vendor_id
       ) AS spent
  JOIN vendors
    ON vendors.user_id = %(owner)s AND vendors.id = spent.vendor_id
 ORDER BY spent.spend_minor DESC, vendors.name_key COLLATE "C", vendors.id
 LIMIT %(limit)s::bigint;

-- name: sum_spend_by_period
-- The last periods to begin by a day, oldest first, each with a vendor's spend by category.
WITH shown AS (
    SELECT id, name, start_on, end_on
      FROM periods
     WHERE user_id = %(owner)s AND start_on <= %(start)s
     ORDER BY start_on DESC
     LIMIT %(periods)s::bigint
)
SELECT shown.id, shown.name, spent.category_id, categories.name,
       spent.spend_minor, spent.purchases
  FROM shown
  LEFT JOIN LATERAL (
       SELECT transactions.category_id, sum(transactions.amount_minor) AS spend_minor,
              count(*) AS purchases
         FROM transactions
         JOIN accounts
           ON accounts.user_id = %(owner)s AND accounts.id = transactions.from_account_id
        WHERE transactions.user_id = %(owner)s AND transactions.vendor_id = %(vendor)s
          AND transactions.date BETWEEN shown.start_on AND shown.end_on
          AND transactions.kind = 'regular'
          AND transactions.category_type IS DISTINCT FROM 'income'
          AND accounts.type <> 'Allowance'
          AND accounts.currency_code = %(currency_code)s::text
        GROUP BY transactions.category_id
       ) AS spent ON true
  LEFT JOIN categories
    ON categories.user_id = %(owner)s AND categories.id = spent.category_id
 ORDER BY shown.start_on;

-- name: newest_purchases
-- The latest purchases with a vendor in a span, with their categories' names.
SELECT transactions.id, transactions.date, transactions.amount_minor, transactions.description,
       transactions.category_id, categories.name
  FROM transactions
  JOIN accounts
    ON accounts.user_id = %(owner)s AND accounts.id = transactions.from_account_id
  LEFT JOIN categories
    ON categories.user_id = %(owner)s AND categories.id = transactions.category_id
 WHERE transactions.user_id = %(owner)s AND transactions.vendor_id = %(vendor)s
   AND transactions.date BETWEEN %(start)s AND %(end)s
   AND transactions.kind = 'regular'
   AND transactions.category_type IS DISTINCT FROM 'income'
   AND accounts.type <> 'Allowance'
   AND accounts.currency_code = %(currency_code)s::text
 ORDER BY transactions.date DESC, transactions.id DESC
 LIMIT %(purchases)s::bigint;
