-- name: export_accounts
-- A batch of accounts from an id on.
SELECT id, type, name, color, currency_code, opening_minor, created_on, net_minor,
       spend_limit_minor, top_up_amount_minor, top_up_cycle, top_up_day,
       statement_close_day, payment_due_day, archived_on
  FROM accounts
 WHERE user_id = %(owner)s AND id >= %(first)s
 ORDER BY id
 LIMIT %(limit)s;

-- name: export_categories
-- A batch of categories from an id on, the system one included.
SELECT id, type, name, icon, behavior, description, parent_id, is_system, archived_on
  FROM categories
 WHERE user_id = %(owner)s AND id >= %(first)s
 ORDER BY id
 LIMIT %(limit)s;

-- name: export_vendors
-- A batch of vendors from an id on.
SELECT id, name, description, archived_on
  FROM vendors
 WHERE user_id = %(owner)s AND id >= %(first)s
 ORDER BY id
 LIMIT %(limit)s;

-- name: export_periods
-- A batch of periods from an id on.
SELECT id, name, start_on, end_on, duration_units, duration_unit, origin, bridging
  FROM periods
 WHERE user_id = %(owner)s AND id >= %(first)s
 ORDER BY id
 LIMIT %(limit)s;

-- name: export_goals
-- A batch of goals from an id on: a row for each state, one without if a stream has none.
SELECT page.id, page.category_id, said.effective_from, said.period_id, said.state,
       said.value_minor
  FROM (SELECT id, category_id
          FROM goals
         WHERE user_id = %(owner)s AND id >= %(first)s
         ORDER BY id
         LIMIT %(limit)s) AS page
  LEFT JOIN LATERAL (
        SELECT goal_entries.effective_from, NULL::uuid AS period_id, goal_entries.state,
               goal_entries.value_minor
          FROM goal_entries
         WHERE goal_entries.user_id = %(owner)s AND goal_entries.goal_id = page.id
         UNION ALL
        SELECT NULL::date, goal_overrides.period_id, goal_overrides.state,
               goal_overrides.value_minor
          FROM goal_overrides
         WHERE goal_overrides.user_id = %(owner)s AND goal_overrides.goal_id = page.id
       ) AS said ON true
 ORDER BY page.id;

-- name: export_subscriptions
-- A batch of subscriptions from an id on: a row for each charge, one without if there is none.
SELECT page.id, page.name, page.category_id, page.vendor_id, page.amount_minor, page.cycle,
       page.billing_day, page.next_on, page.is_paused, page.cancelled_on, page.created_at,
       page.updated_at, billing_events.id, billing_events.due_on, billing_events.date,
       billing_events.amount_minor, billing_events.transaction_id
  FROM (SELECT id, name, category_id, vendor_id, amount_minor, cycle, billing_day, next_on,
               is_paused, cancelled_on, created_at, updated_at
          FROM subscriptions
         WHERE user_id = %(owner)s AND id >= %(first)s
         ORDER BY id
         LIMIT %(limit)s) AS page
  LEFT JOIN billing_events
    ON billing_events.user_id = %(owner)s AND billing_events.subscription_id = page.id
 ORDER BY page.id;

-- name: export_overlays
-- A batch of overlays from an id on, with caps, rules and what was said of transactions.
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
              WHERE user_id = %(owner)s AND overlay_id = overlays.id),
       ARRAY(SELECT transaction_id FROM overlay_overrides
              WHERE user_id = %(owner)s AND overlay_id = overlays.id AND included),
       ARRAY(SELECT transaction_id FROM overlay_overrides
              WHERE user_id = %(owner)s AND overlay_id = overlays.id AND NOT included)
  FROM overlays
 WHERE user_id = %(owner)s AND id >= %(first)s
 ORDER BY id
 LIMIT %(limit)s;

-- name: export_transactions
-- A batch of transactions from an id on.
SELECT id, kind, date, description, amount_minor, from_account_id, to_account_id, category_id,
       category_type, vendor_id
  FROM transactions
 WHERE user_id = %(owner)s AND id >= %(first)s
 ORDER BY id
 LIMIT %(limit)s;

-- name: export_lines
-- A batch of transactions with the names they refer to, the latest first, from below a key on.
SELECT page.id, page.date, page.description, page.amount_minor, source.currency_code,
       categories.name, page.category_type, source.name, target.name, vendors.name
  FROM (SELECT id, date, description, amount_minor, from_account_id, to_account_id,
               category_id, category_type, vendor_id
          FROM transactions
         WHERE user_id = %(owner)s AND (date, id) < (%(day)s, %(id)s)
         ORDER BY date DESC, id DESC
         LIMIT %(limit)s) AS page
  JOIN accounts AS source
    ON source.user_id = %(owner)s AND source.id = page.from_account_id
  LEFT JOIN accounts AS target
    ON target.user_id = %(owner)s AND target.id = page.to_account_id
  LEFT JOIN categories
    ON categories.user_id = %(owner)s AND categories.id = page.category_id
  LEFT JOIN vendors
    ON vendors.user_id = %(owner)s AND vendors.id = page.vendor_id
 ORDER BY page.date DESC, page.id DESC;
