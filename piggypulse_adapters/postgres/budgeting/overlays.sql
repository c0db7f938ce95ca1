-- name: add_overlay
-- A new overlay, before what it names.
INSERT INTO overlays (
    user_id, id, name, icon, start_on, end_on, mode, total_cap_minor, created_at
) VALUES (
    %(owner)s, %(id)s, %(name)s, %(icon)s, %(start_on)s, %(end_on)s, %(mode)s,
    %(total_cap_minor)s, %(created_at)s
);

-- name: save_overlay
-- Everything but when it was made.
UPDATE overlays
   SET name = %(name)s, icon = %(icon)s, start_on = %(start_on)s, end_on = %(end_on)s,
       mode = %(mode)s, total_cap_minor = %(total_cap_minor)s
 WHERE user_id = %(owner)s AND id = %(id)s;

-- name: clear_overlay_names
-- The caps and rules of one.
WITH caps AS (
    DELETE FROM overlay_caps WHERE user_id = %(owner)s AND overlay_id = %(overlay)s
), categories AS (
    DELETE FROM overlay_categories WHERE user_id = %(owner)s AND overlay_id = %(overlay)s
), vendors AS (
    DELETE FROM overlay_vendors WHERE user_id = %(owner)s AND overlay_id = %(overlay)s
)
DELETE FROM overlay_accounts WHERE user_id = %(owner)s AND overlay_id = %(overlay)s;

-- name: write_overlay_names
-- The caps and rules of one that has none.
WITH caps AS (
    INSERT INTO overlay_caps (user_id, overlay_id, category_id, cap_minor)
    SELECT %(owner)s, %(overlay)s, cap.category_id, cap.cap_minor
      FROM unnest(%(capped)s::uuid[], %(caps)s::bigint[]) AS cap (category_id, cap_minor)
), categories AS (
    INSERT INTO overlay_categories (user_id, overlay_id, category_id)
    SELECT %(owner)s, %(overlay)s, unnest(%(categories)s::uuid[])
), vendors AS (
    INSERT INTO overlay_vendors (user_id, overlay_id, vendor_id)
    SELECT %(owner)s, %(overlay)s, unnest(%(vendors)s::uuid[])
)
INSERT INTO overlay_accounts (user_id, overlay_id, account_id)
SELECT %(owner)s, %(overlay)s, unnest(%(accounts)s::uuid[]);

-- name: lock_overlay
-- One, locked against other writers; a reference by a new row still passes.
SELECT id
  FROM overlays
 WHERE user_id = %(owner)s AND id = %(overlay)s
   FOR NO KEY UPDATE;

-- name: get_overlay
-- One with its caps and rules.
SELECT id, name, icon, start_on, end_on, mode, total_cap_minor, created_at,
       ARRAY(SELECT category_id FROM overlay_caps
              WHERE user_id = %(owner)s AND overlay_id = overlays.id ORDER BY category_id),
       ARRAY(SELECT cap_minor FROM overlay_caps
              WHERE user_id = %(owner)s AND overlay_id = overlays.id ORDER BY category_id),
       ARRAY(SELECT category_id FROM overlay_categories
              WHERE user_id = %(owner)s AND overlay_id = overlays.id),
       ARRAY(SELECT vendor_id FROM overlay_vendors
              WHERE user_id = %(owner)s AND overlay_id = overlays.id),
       ARRAY(SELECT account_id FROM overlay_accounts
              WHERE user_id = %(owner)s AND overlay_id = overlays.id)
  FROM overlays
 WHERE user_id = %(owner)s AND id = %(overlay)s;

-- name: list_overlays
-- One page with caps and rules, the newest first, the list's size and whether the cursor is in it.
WITH page AS (
    SELECT id, name, icon, start_on, end_on, mode, total_cap_minor, created_at
      FROM overlays
     WHERE user_id = %(owner)s
       AND (%(cursor)s::uuid IS NULL
            OR (created_at, id) < (SELECT last.created_at, last.id
                                     FROM overlays AS last
                                    WHERE last.user_id = %(owner)s
                                      AND last.id = %(cursor)s::uuid))
     ORDER BY created_at DESC, id DESC
     LIMIT %(limit)s::bigint + 1
)
SELECT page.id, page.name, page.icon, page.start_on, page.end_on, page.mode,
       page.total_cap_minor, page.created_at,
       ARRAY(SELECT category_id FROM overlay_caps
              WHERE user_id = %(owner)s AND overlay_id = page.id ORDER BY category_id),
       ARRAY(SELECT cap_minor FROM overlay_caps
              WHERE user_id = %(owner)s AND overlay_id = page.id ORDER BY category_id),
       ARRAY(SELECT category_id FROM overlay_categories
              WHERE user_id = %(owner)s AND overlay_id = page.id),
       ARRAY(SELECT vendor_id FROM overlay_vendors
              WHERE user_id = %(owner)s AND overlay_id = page.id),
       ARRAY(SELECT account_id FROM overlay_accounts
              WHERE user_id = %(owner)s AND overlay_id = page.id),
       (SELECT count(*) FROM overlays WHERE user_id = %(owner)s),
       EXISTS (SELECT FROM overlays WHERE user_id = %(owner)s AND id = %(cursor)s::uuid)
  FROM (SELECT) AS always
  LEFT JOIN page ON true
 ORDER BY page.created_at DESC, page.id DESC;

-- name: delete_overlay
-- One with all it names and all that was said of transactions.
WITH said AS (
    DELETE FROM overlay_overrides WHERE user_id = %(owner)s AND overlay_id = %(overlay)s
), caps AS (
    DELETE FROM overlay_caps WHERE user_id = %(owner)s AND overlay_id = %(overlay)s
), categories AS (
    DELETE FROM overlay_categories WHERE user_id = %(owner)s AND overlay_id = %(overlay)s
), vendors AS (
    DELETE FROM overlay_vendors WHERE user_id = %(owner)s AND overlay_id = %(overlay)s
), accounts AS (
    DELETE FROM overlay_accounts WHERE user_id = %(owner)s AND overlay_id = %(overlay)s
)
DELETE FROM overlays WHERE user_id = %(owner)s AND id = %(overlay)s
RETURNING id;

-- name: sum_overlays
-- For each of some overlays what was spent on each category, and on none, among what is in.
SELECT overlays.id, taken.category_id, categories.name,
       sum(taken.amount_minor), count(*)
  FROM overlays
  JOIN transactions AS taken
    ON taken.user_id = %(owner)s AND taken.date BETWEEN overlays.start_on AND overlays.end_on
  JOIN accounts AS source
    ON source.user_id = %(owner)s AND source.id = taken.from_account_id
  LEFT JOIN accounts AS target
    ON target.user_id = %(owner)s AND target.id = taken.to_account_id
  LEFT JOIN categories
    ON categories.user_id = %(owner)s AND categories.id = taken.category_id
  LEFT JOIN overlay_overrides AS said
    ON said.user_id = %(owner)s AND said.overlay_id = overlays.id
   AND said.transaction_id = taken.id
 WHERE overlays.user_id = %(owner)s
   AND overlays.id = ANY (%(overlays)s::uuid[])
   AND source.currency_code = %(currency)s
   AND source.type <> 'Allowance'
   AND (taken.kind = 'regular' AND taken.category_type IS DISTINCT FROM 'income'
        OR target.type = 'Allowance')
   AND coalesce(said.included, CASE overlays.mode
           WHEN 'all' THEN true
           WHEN 'rules' THEN
               EXISTS (SELECT FROM overlay_categories AS named
                        WHERE named.user_id = %(owner)s AND named.overlay_id = overlays.id
                          AND named.category_id = taken.category_id)
               OR EXISTS (SELECT FROM overlay_vendors AS named
                           WHERE named.user_id = %(owner)s AND named.overlay_id = overlays.id
                             AND named.vendor_id = taken.vendor_id)
               OR EXISTS (SELECT FROM overlay_accounts AS named
                           WHERE named.user_id = %(owner)s AND named.overlay_id = overlays.id
                             AND named.account_id IN (taken.from_account_id, taken.to_account_id))
           ELSE false
       END)
 GROUP BY overlays.id, taken.category_id, categories.name;

-- name: get_override
-- What was said of a transaction.
SELECT included
  FROM overlay_overrides
 WHERE user_id = %(owner)s AND overlay_id = %(overlay)s AND transaction_id = %(transaction)s;

-- name: set_override
-- What a person says of a transaction replaces what was said.
INSERT INTO overlay_overrides (user_id, overlay_id, transaction_id, included)
VALUES (%(owner)s, %(overlay)s, %(transaction)s, %(included)s)
ON CONFLICT (user_id, overlay_id, transaction_id) DO UPDATE SET included = excluded.included;

-- name: add_overrides
-- What was said of many transactions at once, where nothing was said before.
INSERT INTO overlay_overrides (user_id, overlay_id, transaction_id, included)
SELECT %(owner)s, %(overlay)s, said.transaction_id, said.included
  FROM unnest(%(transactions)s::uuid[], %(included)s::boolean[])
       AS said (transaction_id, included);

-- name: clear_override
-- Rules decide again.
DELETE FROM overlay_overrides
 WHERE user_id = %(owner)s AND overlay_id = %(overlay)s AND transaction_id = %(transaction)s;

-- name: list_members
-- One page of an overlay's days with names and what was said, latest first, the list's size and
-- whether the cursor is in it.
WITH listed AS (
    SELECT taken.id, taken.date, said.included
      FROM transactions AS taken
      LEFT JOIN overlay_overrides AS said
        ON said.user_id = %(owner)s AND said.overlay_id = %(overlay)s
       AND said.transaction_id = taken.id
     WHERE taken.user_id = %(owner)s
       AND taken.date BETWEEN %(first_day)s::date AND %(last_day)s::date
       AND CASE %(uncategorized)s::text
               WHEN 'exclude' THEN taken.category_id IS NOT NULL
               WHEN 'only' THEN taken.category_id IS NULL
               ELSE true
           END
       AND (%(included)s::boolean IS NULL
            OR %(included)s::boolean = coalesce(said.included, CASE %(mode)s::text
                   WHEN 'all' THEN true
                   WHEN 'rules' THEN
                       coalesce(taken.category_id = ANY (%(categories)s::uuid[]), false)
                       OR coalesce(taken.vendor_id = ANY (%(vendors)s::uuid[]), false)
                       OR taken.from_account_id = ANY (%(accounts)s::uuid[])
                       OR coalesce(taken.to_account_id = ANY (%(accounts)s::uuid[]), false)
                   ELSE false
               END))
), page AS (
    SELECT id, included
      FROM listed
     WHERE %(cursor)s::uuid IS NULL
        OR (date, id) < (SELECT last.date, last.id FROM listed AS last
                          WHERE last.id = %(cursor)s::uuid)
     ORDER BY date DESC, id DESC
     LIMIT %(limit)s::bigint + 1
), shown AS (
    SELECT booked.id, booked.kind, booked.date, booked.description, booked.amount_minor,
           booked.from_account_id, booked.to_account_id, booked.category_id,
           booked.category_type, booked.vendor_id,
           source.name AS source_name, source.color AS source_color,
           target.name AS target_name, target.color AS target_color,
           categories.name AS category_name, categories.icon, categories.behavior,
           vendors.name AS vendor_name, page.included
      FROM page
      JOIN transactions AS booked
        ON booked.user_id = %(owner)s AND booked.id = page.id
      JOIN accounts AS source
        ON source.user_id = %(owner)s AND source.id = booked.from_account_id
      LEFT JOIN accounts AS target
        ON target.user_id = %(owner)s AND target.id = booked.to_account_id
      LEFT JOIN categories
        ON categories.user_id = %(owner)s AND categories.id = booked.category_id
      LEFT JOIN vendors
        ON vendors.user_id = %(owner)s AND vendors.id = booked.vendor_id
)
SELECT shown.id, shown.kind, shown.date, shown.description, shown.amount_minor,
       shown.from_account_id, shown.to_account_id, shown.category_id, shown.category_type,
       shown.vendor_id, shown.source_name, shown.source_color, shown.target_name,
       shown.target_color, shown.category_name, shown.icon, shown.behavior, shown.vendor_name,
       shown.included,
       (SELECT count(*) FROM listed),
       EXISTS (SELECT FROM listed WHERE listed.id = %(cursor)s::uuid)
  FROM (SELECT) AS always
  LEFT JOIN shown ON true
 ORDER BY shown.date DESC, shown.id DESC;
