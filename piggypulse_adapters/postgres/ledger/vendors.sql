-- name: add_vendor
-- Constraint vendors_name_taken refuses a name the owner has already.
INSERT INTO vendors (user_id, id, name, name_key, description, archived_on)
VALUES (%(owner)s, %(id)s, %(name)s, %(name_key)s, %(description)s, %(archived_on)s);

-- name: hold_vendors
-- Some vendors, locked in id order against changes; several units may hold the same one.
SELECT id, name, description, archived_on
  FROM vendors
 WHERE user_id = %(owner)s AND id = ANY (%(ids)s::uuid[])
 ORDER BY id
   FOR SHARE;

-- name: get_vendor
-- One vendor by id.
SELECT id, name, description, archived_on
  FROM vendors
 WHERE user_id = %(owner)s AND id = %(vendor)s;

-- name: claim_vendors
-- Some vendors, locked in id order for one unit alone.
SELECT id, name, description, archived_on
  FROM vendors
 WHERE user_id = %(owner)s AND id = ANY (%(ids)s::uuid[])
 ORDER BY id
   FOR UPDATE;

-- name: save_vendor
-- Constraint vendors_name_taken refuses a name the owner has already.
UPDATE vendors
   SET name = %(name)s, name_key = %(name_key)s, description = %(description)s,
       archived_on = %(archived_on)s
 WHERE user_id = %(owner)s AND id = %(id)s;

-- name: delete_vendor
-- Foreign keys refuse to let one go that is still named.
DELETE FROM vendors WHERE user_id = %(owner)s AND id = %(vendor)s;

-- name: list_vendors
-- One page, newest first, with all-time counts and spend of the page's vendors, and the list's size.
-- Spend is in the profile's currency: amounts in others are not added to it.
WITH listed AS (
    SELECT id, name, description, archived_on
      FROM vendors
     WHERE user_id = %(owner)s
       AND (%(status)s::text = 'all' OR (archived_on IS NULL) = (%(status)s::text = 'active'))
), page AS (
    SELECT id, name, description, archived_on
      FROM listed
     WHERE %(cursor)s::uuid IS NULL OR id < %(cursor)s::uuid
     ORDER BY id DESC
     LIMIT %(limit)s::bigint + 1
)
SELECT page.id, page.name, page.description, page.archived_on,
       booked.transactions, booked.spend_minor,
       (SELECT count(*) FROM listed),
       EXISTS (SELECT FROM listed WHERE listed.id = %(cursor)s::uuid)
  FROM (SELECT) AS always
  LEFT JOIN page ON true
 CROSS JOIN LATERAL (
       SELECT count(*) AS transactions,
              coalesce(sum(amount_minor) FILTER (
                  WHERE kind = 'regular'
                    AND category_type IS DISTINCT FROM 'income'
                    AND from_account_id <> ALL (
                        -- Found once for the whole page, not looked up for each transaction.
                        ARRAY(SELECT id
                                FROM accounts
                               WHERE user_id = %(owner)s
                                 AND (type = 'Allowance' OR currency_code IS DISTINCT FROM (
                                     SELECT currency_code FROM users WHERE user_id = %(owner)s
                                 )))
                    )), 0) AS spend_minor
         FROM transactions
        WHERE user_id = %(owner)s AND vendor_id = page.id
       ) AS booked
 ORDER BY page.id DESC;

-- name: list_vendor_options
-- The active vendors by folded name.
SELECT id, name, description, archived_on
  FROM vendors
 WHERE user_id = %(owner)s AND archived_on IS NULL
 ORDER BY name_key COLLATE "C", id;
