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

-- name: list_vendors
-- One page, newest first, with all-time counts and spend of the page's vendors, and the list's size.
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
       (SELECT count(*)
          FROM transactions
         WHERE transactions.user_id = %(owner)s AND transactions.vendor_id = page.id),
       (SELECT coalesce(sum(transactions.amount_minor), 0)
          FROM transactions
          JOIN accounts
            ON accounts.user_id = %(owner)s AND accounts.id = transactions.from_account_id
         WHERE transactions.user_id = %(owner)s AND transactions.vendor_id = page.id
           AND transactions.kind = 'regular'
           AND transactions.category_type IS DISTINCT FROM 'income'
           AND accounts.type <> 'Allowance'),
       (SELECT count(*) FROM listed),
       EXISTS (SELECT FROM listed WHERE listed.id = %(cursor)s::uuid)
  FROM (SELECT) AS always
  LEFT JOIN page ON true
 ORDER BY page.id DESC;

-- name: list_vendor_options
-- The active vendors by folded name.
SELECT id, name, description, archived_on
  FROM vendors
 WHERE user_id = %(owner)s AND archived_on IS NULL
 ORDER BY name_key COLLATE "C", id;
