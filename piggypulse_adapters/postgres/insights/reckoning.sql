-- name: count_owners
-- How many people there are.
SELECT count(*) FROM users;

-- name: list_everybody
-- People one after the other.
SELECT user_id
  FROM users
 WHERE %(after)s::uuid IS NULL OR user_id > %(after)s::uuid
 ORDER BY user_id
 LIMIT %(limit)s;

-- name: stored_days
-- The day sums as they are kept.
SELECT account_id, day, inflow_minor, outflow_minor, spent_minor, transactions
  FROM account_days
 WHERE user_id = %(owner)s;

-- name: booked_transactions
-- What is booked, one part after the other.
SELECT id, kind, date, description, amount_minor, from_account_id, to_account_id, category_id,
       category_type, vendor_id
  FROM transactions
 WHERE user_id = %(owner)s AND (%(after)s::uuid IS NULL OR id > %(after)s::uuid)
 ORDER BY id
 LIMIT %(limit)s;
