-- name: add_subscription
-- A new subscription; it has no charges yet.
INSERT INTO subscriptions (
    user_id, id, name, category_id, vendor_id, amount_minor, cycle, billing_day, next_on,
    is_paused, cancelled_on, created_at, updated_at
) VALUES (
    %(owner)s, %(id)s, %(name)s, %(category_id)s, %(vendor_id)s, %(amount_minor)s, %(cycle)s,
    %(billing_day)s, %(next_on)s, %(is_paused)s, %(cancelled_on)s, %(created_at)s, %(updated_at)s
);

-- name: get_subscription
-- One by id.
SELECT id, name, category_id, vendor_id, amount_minor, cycle, billing_day, next_on, is_paused,
       cancelled_on, created_at, updated_at
  FROM subscriptions
 WHERE user_id = %(owner)s AND id = %(subscription)s;

-- name: hold_subscription
-- One by id, locked against other writers.
SELECT id, name, category_id, vendor_id, amount_minor, cycle, billing_day, next_on, is_paused,
       cancelled_on, created_at, updated_at
  FROM subscriptions
 WHERE user_id = %(owner)s AND id = %(subscription)s
   FOR UPDATE;

-- name: hold_overdue_subscriptions
-- Those whose next charge should have come before a day, locked in the order of their ids.
SELECT id, name, category_id, vendor_id, amount_minor, cycle, billing_day, next_on, is_paused,
       cancelled_on, created_at, updated_at
  FROM subscriptions
 WHERE user_id = %(owner)s
   AND next_on < %(today)s::date
   AND (cancelled_on IS NULL OR next_on <= cancelled_on)
 ORDER BY id
   FOR UPDATE;

-- name: hold_concerned_subscriptions
-- Those that bookings may pay for by vendor, else by category, or have paid for; locked like that.
SELECT id, name, category_id, vendor_id, amount_minor, cycle, billing_day, next_on, is_paused,
       cancelled_on, created_at, updated_at
  FROM subscriptions
 WHERE user_id = %(owner)s
   AND (vendor_id = ANY (%(vendors)s::uuid[])
        OR vendor_id IS NULL AND category_id = ANY (%(categories)s::uuid[])
        OR id IN (
               SELECT billing_events.subscription_id
                 FROM billing_events
                WHERE billing_events.user_id = %(owner)s
                  AND billing_events.transaction_id = ANY (%(gone)s::uuid[])
           ))
 ORDER BY id
   FOR UPDATE;

-- name: list_billing_events
-- The charges of some subscriptions.
SELECT subscription_id, id, due_on, date, amount_minor, transaction_id
  FROM billing_events
 WHERE user_id = %(owner)s AND subscription_id = ANY (%(subscriptions)s::uuid[]);

-- name: save_subscription
-- Everything but when it was made.
UPDATE subscriptions
   SET name = %(name)s, category_id = %(category_id)s, vendor_id = %(vendor_id)s,
       amount_minor = %(amount_minor)s, cycle = %(cycle)s, billing_day = %(billing_day)s,
       next_on = %(next_on)s, is_paused = %(is_paused)s, cancelled_on = %(cancelled_on)s,
       updated_at = %(updated_at)s
 WHERE user_id = %(owner)s AND id = %(id)s;

-- name: delete_billing_events
-- Charges that are open again, or whose row is written anew by the next statement.
DELETE FROM billing_events WHERE user_id = %(owner)s AND id = ANY (%(events)s::uuid[]);

-- name: write_billing_events
-- Charges of one subscription. Whoever comes second finds the due date or the transaction taken.
INSERT INTO billing_events (
    user_id, id, subscription_id, due_on, date, amount_minor, transaction_id
)
SELECT %(owner)s, come.id, %(subscription)s, come.due_on, come.date, come.amount_minor,
       come.transaction_id
  FROM unnest(
           %(ids)s::uuid[], %(dues)s::date[], %(dates)s::date[], %(amounts)s::bigint[],
           %(transactions)s::uuid[]
       ) AS come (id, due_on, date, amount_minor, transaction_id);

-- name: delete_subscription
-- One and its charges; transactions stay.
WITH events AS (
    DELETE FROM billing_events
     WHERE user_id = %(owner)s AND subscription_id = %(subscription)s
)
DELETE FROM subscriptions WHERE user_id = %(owner)s AND id = %(subscription)s
RETURNING id;

-- name: list_subscriptions
-- All of them, or those of a category; the newest first.
SELECT id, name, category_id, vendor_id, amount_minor, cycle, billing_day, next_on, is_paused,
       cancelled_on, created_at, updated_at
  FROM subscriptions
 WHERE user_id = %(owner)s
   AND (%(category)s::uuid IS NULL OR category_id = %(category)s::uuid)
 ORDER BY created_at DESC, id DESC;

-- name: list_upcoming_charges
-- The next charges of those that go on until then, the soonest first, and who gets them.
SELECT subscriptions.id, subscriptions.name, subscriptions.category_id, subscriptions.vendor_id,
       subscriptions.amount_minor, subscriptions.cycle, subscriptions.billing_day,
       subscriptions.next_on, subscriptions.is_paused, subscriptions.cancelled_on,
       subscriptions.created_at, subscriptions.updated_at, vendors.name
  FROM subscriptions
  LEFT JOIN vendors
    ON vendors.user_id = %(owner)s AND vendors.id = subscriptions.vendor_id
 WHERE subscriptions.user_id = %(owner)s
   AND NOT subscriptions.is_paused
   AND (subscriptions.cancelled_on IS NULL
        OR subscriptions.cancelled_on > %(today)s::date
           AND subscriptions.next_on <= subscriptions.cancelled_on)
 ORDER BY subscriptions.next_on, subscriptions.id
 LIMIT %(limit)s::bigint;
