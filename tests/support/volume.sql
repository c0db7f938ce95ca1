-- name: take_your_time
-- Years are made at once, which takes longer than any statement of ours may.
SET LOCAL statement_timeout = 0;

-- name: seed_accounts
-- As many accounts as ids, none of them an Allowance.
INSERT INTO accounts (
    user_id, id, type, name, name_key, color, currency_code, opening_minor, net_minor, created_on
)
SELECT %(owner)s, seeded.id,
       (ARRAY['Checking', 'Savings', 'CreditCard', 'Wallet'])[1 + place %% 4],
       'Account ' || place, 'account ' || place, '#123456', 'EUR', 0, 0, '1990-01-01'
  FROM unnest(%(ids)s::uuid[]) WITH ORDINALITY AS seeded (id, place);

-- name: seed_categories
-- As many categories as ids, one in ten for income.
INSERT INTO categories (user_id, id, type, name, name_key, icon, is_system)
SELECT %(owner)s, seeded.id, CASE place %% 10 WHEN 0 THEN 'income' ELSE 'expense' END,
       'Category ' || place, 'category ' || place, '🛒', false
  FROM unnest(%(ids)s::uuid[]) WITH ORDINALITY AS seeded (id, place);

-- name: seed_vendors
-- As many vendors as ids.
INSERT INTO vendors (user_id, id, name, name_key)
SELECT %(owner)s, seeded.id, 'Vendor ' || place, 'vendor ' || place
  FROM unnest(%(ids)s::uuid[]) WITH ORDINALITY AS seeded (id, place);

-- name: seed_transactions
-- So many a day for so many days up to the last one; each day looks alike, whenever it is.
INSERT INTO transactions (
    user_id, id, kind, date, description, search_key, amount_minor, amount_text,
    from_account_id, category_id, category_type, vendor_id
)
SELECT %(owner)s, gen_random_uuid(), 'regular', %(last_day)s::date - age::integer,
       'Bought ' || turn, 'bought ' || turn, 100 + turn, to_char(1 + turn / 100.0, 'FM9990.00'),
       (%(accounts)s::uuid[])[1 + turn %% array_length(%(accounts)s::uuid[], 1)],
       categories.id, categories.type,
       (%(vendors)s::uuid[])[1 + (turn + age) %% array_length(%(vendors)s::uuid[], 1)]
  FROM generate_series(0, %(days)s::bigint - 1) AS age
 CROSS JOIN generate_series(1, %(a_day)s::bigint) AS turn
  LEFT JOIN categories
    ON categories.user_id = %(owner)s AND turn %% 20 <> 0
   AND categories.id
       = (%(categories)s::uuid[])[1 + turn %% array_length(%(categories)s::uuid[], 1)];

-- name: seed_days
-- The day sums of what was seeded.
INSERT INTO account_days (
    user_id, account_id, day, inflow_minor, outflow_minor, spent_minor, transactions
)
SELECT user_id, from_account_id, date,
       coalesce(sum(amount_minor) FILTER (WHERE category_type = 'income'), 0),
       coalesce(sum(amount_minor) FILTER (WHERE category_type IS DISTINCT FROM 'income'), 0),
       coalesce(sum(amount_minor) FILTER (WHERE category_type IS DISTINCT FROM 'income'), 0),
       count(*)
  FROM transactions
 WHERE user_id = %(owner)s
 GROUP BY user_id, from_account_id, date;

-- name: seed_nets
-- Accounts' nets, from their day sums.
UPDATE accounts
   SET net_minor = (
           SELECT coalesce(sum(inflow_minor - outflow_minor), 0)
             FROM account_days
            WHERE account_days.user_id = accounts.user_id
              AND account_days.account_id = accounts.id
       )
 WHERE user_id = %(owner)s;

-- name: some_booked
-- A transaction of the last day.
SELECT id, kind, date, description, amount_minor, from_account_id, to_account_id,
       category_id, category_type, vendor_id
  FROM transactions
 WHERE user_id = %(owner)s AND category_id IS NOT NULL AND date = %(day)s
 ORDER BY id
 LIMIT 1;
