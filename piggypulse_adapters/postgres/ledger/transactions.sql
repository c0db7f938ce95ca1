-- name: write_transactions
-- Books, updates and deletes, and moves day sums and accounts' nets along. A day that only gains
-- may be new, and is looked up by its key however many there are; from any other something goes
-- away, so it has a row, which it loses when it comes out without bookings.
WITH gone AS (
    DELETE FROM transactions
     WHERE user_id = %(owner)s AND id = ANY (%(gone)s::uuid[])
), unsaid AS (
    DELETE FROM overlay_overrides
     WHERE user_id = %(owner)s AND transaction_id = ANY (%(gone)s::uuid[])
), booked AS (
    INSERT INTO transactions (
        user_id, id, kind, date, description, search_key, amount_minor, amount_text,
        from_account_id, to_account_id, category_id, category_type, vendor_id
    )
    SELECT %(owner)s, come.id, come.kind, come.date, come.description, come.search_key,
           come.amount_minor, come.amount_text, come.from_account_id, come.to_account_id,
           come.category_id, come.category_type, come.vendor_id
      FROM unnest(
               %(ids)s::uuid[], %(kinds)s::text[], %(dates)s::date[], %(descriptions)s::text[],
               %(search_keys)s::text[], %(amounts)s::bigint[], %(amount_texts)s::text[],
               %(from_accounts)s::uuid[], %(to_accounts)s::uuid[], %(categories)s::uuid[],
               %(category_types)s::text[], %(vendors)s::uuid[]
           ) AS come (
               id, kind, date, description, search_key, amount_minor, amount_text,
               from_account_id, to_account_id, category_id, category_type, vendor_id
           )
    ON CONFLICT (user_id, id) DO UPDATE
       SET kind = excluded.kind, date = excluded.date, description = excluded.description,
           search_key = excluded.search_key, amount_minor = excluded.amount_minor,
           amount_text = excluded.amount_text,
           from_account_id = excluded.from_account_id, to_account_id = excluded.to_account_id,
           category_id = excluded.category_id, category_type = excluded.category_type,
           vendor_id = excluded.vendor_id
), moved AS (
    SELECT account_id, day, inflow_minor, outflow_minor, spent_minor, transactions,
           inflow_minor >= 0 AND outflow_minor >= 0 AND spent_minor BETWEEN 0 AND outflow_minor
           AND transactions > 0 AS gains
      FROM unnest(
               %(moved_accounts)s::uuid[], %(moved_days)s::date[], %(inflows)s::numeric[],
               %(outflows)s::numeric[], %(spent)s::numeric[], %(counts)s::bigint[]
           ) AS moved (account_id, day, inflow_minor, outflow_minor, spent_minor, transactions)
), grown AS (
    INSERT INTO account_days (
        user_id, account_id, day, inflow_minor, outflow_minor, spent_minor, transactions
    )
    SELECT %(owner)s, account_id, day, inflow_minor, outflow_minor, spent_minor, transactions
      FROM moved
     WHERE gains
    ON CONFLICT (user_id, account_id, day) DO UPDATE
       SET inflow_minor = account_days.inflow_minor + excluded.inflow_minor,
           outflow_minor = account_days.outflow_minor + excluded.outflow_minor,
           spent_minor = account_days.spent_minor + excluded.spent_minor,
           transactions = account_days.transactions + excluded.transactions
), emptied AS (
    DELETE FROM account_days
     USING moved
     WHERE account_days.user_id = %(owner)s AND NOT moved.gains
       AND account_days.account_id = moved.account_id AND account_days.day = moved.day
       AND account_days.transactions + moved.transactions = 0
), shifted AS (
    UPDATE account_days
       SET inflow_minor = account_days.inflow_minor + moved.inflow_minor,
           outflow_minor = account_days.outflow_minor + moved.outflow_minor,
           spent_minor = account_days.spent_minor + moved.spent_minor,
           transactions = account_days.transactions + moved.transactions
      FROM moved
     WHERE account_days.user_id = %(owner)s AND NOT moved.gains
       AND account_days.account_id = moved.account_id AND account_days.day = moved.day
       AND account_days.transactions + moved.transactions <> 0
)
UPDATE accounts
   SET net_minor = accounts.net_minor + net.moved_minor
  FROM (
           SELECT account_id, sum(inflow_minor - outflow_minor) AS moved_minor
             FROM moved
            GROUP BY account_id
       ) AS net
 WHERE accounts.user_id = %(owner)s AND accounts.id = net.account_id;

-- name: hold_transaction
-- One transaction, locked against other writers.
SELECT id, kind, date, description, amount_minor, from_account_id, to_account_id,
       category_id, category_type, vendor_id
  FROM transactions
 WHERE user_id = %(owner)s AND id = %(transaction)s
   FOR UPDATE;

-- name: transactions_among
-- Those of some ids that are transactions of the owner.
SELECT id, kind, date, description, amount_minor, from_account_id, to_account_id,
       category_id, category_type, vendor_id
  FROM transactions
 WHERE user_id = %(owner)s AND id = ANY (%(transactions)s::uuid[]);

-- name: get_transaction
-- One transaction with the names of what it refers to.
SELECT booked.id, booked.kind, booked.date, booked.description, booked.amount_minor,
       booked.from_account_id, booked.to_account_id, booked.category_id, booked.category_type,
       booked.vendor_id,
       source.name, source.color, target.name, target.color,
       categories.name, categories.icon, categories.behavior, vendors.name
  FROM transactions AS booked
  JOIN accounts AS source
    ON source.user_id = %(owner)s AND source.id = booked.from_account_id
  LEFT JOIN accounts AS target
    ON target.user_id = %(owner)s AND target.id = booked.to_account_id
  LEFT JOIN categories
    ON categories.user_id = %(owner)s AND categories.id = booked.category_id
  LEFT JOIN vendors
    ON vendors.user_id = %(owner)s AND vendors.id = booked.vendor_id
 WHERE booked.user_id = %(owner)s AND booked.id = %(transaction)s;

-- name: list_transactions
-- One page with names, latest first, the list's size and whether the cursor is in it. The list is
-- looked at for each by itself: the page stops early and the cursor is one look-up. Only counting
-- reads all of it, unless the page is not even full and so has it all.
WITH listed AS NOT MATERIALIZED (
    SELECT id, date
      FROM transactions
     WHERE user_id = %(owner)s
       AND date BETWEEN %(first_day)s::date AND %(last_day)s::date
       AND CASE %(uncategorized)s::text
               WHEN 'exclude' THEN category_id IS NOT NULL
               WHEN 'only' THEN category_id IS NULL
               ELSE true
           END
       AND (%(direction)s::text IS NULL
            OR coalesce(category_type, 'expense') = %(direction)s::text)
       AND (%(accounts)s::uuid[] IS NULL
            OR from_account_id = ANY (%(accounts)s::uuid[])
            OR to_account_id = ANY (%(accounts)s::uuid[]))
       AND (%(categories)s::uuid[] IS NULL OR category_id = ANY (%(categories)s::uuid[]))
       AND (%(vendors)s::uuid[] IS NULL OR vendor_id = ANY (%(vendors)s::uuid[]))
       AND (%(words)s::text IS NULL
            OR strpos(search_key, %(words)s::text) > 0
            OR vendor_id IN (
                   SELECT vendors.id
                     FROM vendors
                    WHERE vendors.user_id = %(owner)s
                      AND strpos(vendors.name_key, %(words)s::text) > 0
               )
            OR strpos(amount_text, %(amount)s::text) > 0)
), page AS (
    SELECT id
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
           vendors.name AS vendor_name
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
       CASE
           WHEN %(cursor)s::uuid IS NULL
                AND (SELECT count(*) FROM page) <= %(limit)s::bigint
           THEN (SELECT count(*) FROM page)
           ELSE (SELECT count(*) FROM listed)
       END,
       EXISTS (SELECT FROM listed WHERE listed.id = %(cursor)s::uuid)
  FROM (SELECT) AS always
  LEFT JOIN shown ON true
 ORDER BY shown.date DESC, shown.id DESC;

-- name: has_transactions
-- Whether the owner has booked anything. Asked for the first one, the planner takes an index; asked
-- whether there is any, it reads the table until it meets one, for a newcomer all of it.
SELECT (
           SELECT true
             FROM transactions
            WHERE user_id = %(owner)s
            ORDER BY date, id
            LIMIT 1
       ) IS NOT NULL;

-- name: net_until
-- What came in less what went out up to the close of a day, read from the total backwards.
SELECT accounts.net_minor
       - coalesce((SELECT sum(account_days.inflow_minor - account_days.outflow_minor)
                     FROM account_days
                    WHERE account_days.user_id = %(owner)s
                      AND account_days.account_id = accounts.id
                      AND account_days.day > %(day)s), 0)
  FROM accounts
 WHERE accounts.user_id = %(owner)s AND accounts.id = %(account)s;
