-- name: stored_days
-- The day sums as they are kept.
SELECT account_id, day, inflow_minor, outflow_minor, spent_minor, transactions
  FROM account_days
 WHERE user_id = %(owner)s;
