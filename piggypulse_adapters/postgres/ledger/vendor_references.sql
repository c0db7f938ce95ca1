-- name: vendor_is_in_transactions
-- A row if any transaction names a vendor. Without locks: a foreign key's own look would wait for
-- whoever edits such a transaction, who may be waiting for the vendor.
SELECT id
  FROM transactions
 WHERE user_id = %(owner)s AND vendor_id = %(vendor)s
 ORDER BY vendor_id, date, id
 LIMIT 1;

-- name: hold_transactions_of_vendor
-- The transactions that name a vendor, locked in id order against other writers.
SELECT count(*)
  FROM (
           SELECT id
             FROM transactions
            WHERE user_id = %(owner)s AND vendor_id = %(vendor)s
            ORDER BY id
              FOR NO KEY UPDATE
       ) AS held;

-- name: move_transactions_to_vendor
-- Every transaction that names one vendor names another; no sum depends on it.
UPDATE transactions
   SET vendor_id = %(target)s
 WHERE user_id = %(owner)s AND vendor_id = %(vendor)s;

-- name: vendor_is_in_subscriptions
-- A row if any subscription names a vendor; without locks, as above.
SELECT id
  FROM subscriptions
 WHERE user_id = %(owner)s AND vendor_id = %(vendor)s
 LIMIT 1;

-- name: move_subscriptions_to_vendor
-- Every subscription that names one vendor names another; what was found for it stays found.
UPDATE subscriptions
   SET vendor_id = %(target)s
 WHERE user_id = %(owner)s AND vendor_id = %(vendor)s;
