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

-- name: vendor_is_in_overlays
-- A row if any overlay's rules name a vendor; without locks, as above.
SELECT overlay_id
  FROM overlay_vendors
 WHERE user_id = %(owner)s AND vendor_id = %(vendor)s
 LIMIT 1;

-- name: move_overlays_to_vendor
-- Every rule that names one vendor names another; an overlay that names both keeps one.
WITH doubled AS (
    DELETE FROM overlay_vendors
     USING overlay_vendors AS kept
     WHERE overlay_vendors.user_id = %(owner)s AND overlay_vendors.vendor_id = %(vendor)s
       AND kept.user_id = %(owner)s AND kept.vendor_id = %(target)s
       AND kept.overlay_id = overlay_vendors.overlay_id
)
UPDATE overlay_vendors
   SET vendor_id = %(target)s
 WHERE user_id = %(owner)s AND vendor_id = %(vendor)s
   AND overlay_id NOT IN (
           SELECT kept.overlay_id
             FROM overlay_vendors AS kept
            WHERE kept.user_id = %(owner)s AND kept.vendor_id = %(target)s
       );
