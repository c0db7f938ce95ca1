-- name: add_account
-- Constraint accounts_name_taken refuses a name the owner has already.
INSERT INTO accounts (
    user_id, id, type, name, name_key, color, currency_code, opening_minor, net_minor,
    spend_limit_minor, top_up_amount_minor, top_up_cycle, top_up_day,
    statement_close_day, payment_due_day, created_on, archived_on
) VALUES (
    %(owner)s, %(id)s, %(type)s, %(name)s, %(name_key)s, %(color)s, %(currency_code)s,
    %(opening_minor)s, %(net_minor)s, %(spend_limit_minor)s, %(top_up_amount_minor)s,
    %(top_up_cycle)s, %(top_up_day)s, %(statement_close_day)s, %(payment_due_day)s,
    %(created_on)s, %(archived_on)s
);

-- name: save_account
-- What people may change of an account, and whether it is archived; bookings move the net.
UPDATE accounts
   SET name = %(name)s, name_key = %(name_key)s, color = %(color)s,
       opening_minor = %(opening_minor)s, spend_limit_minor = %(spend_limit_minor)s,
       top_up_amount_minor = %(top_up_amount_minor)s, top_up_cycle = %(top_up_cycle)s,
       top_up_day = %(top_up_day)s, statement_close_day = %(statement_close_day)s,
       payment_due_day = %(payment_due_day)s, archived_on = %(archived_on)s
 WHERE user_id = %(owner)s AND id = %(id)s;

-- name: delete_account
-- Whatever refers to the account keeps it, by the foreign key it refers with.
DELETE FROM accounts WHERE user_id = %(owner)s AND id = %(id)s RETURNING id;

-- name: get_account
-- One account, archived or not.
SELECT id, type, name, color, currency_code, opening_minor, created_on, net_minor,
       spend_limit_minor, top_up_amount_minor, top_up_cycle, top_up_day,
       statement_close_day, payment_due_day, archived_on
  FROM accounts
 WHERE user_id = %(owner)s AND id = %(id)s;

-- name: hold_accounts
-- Some accounts, locked in id order against other writers; a reference by a new row still passes.
SELECT id, type, name, color, currency_code, opening_minor, created_on, net_minor,
       spend_limit_minor, top_up_amount_minor, top_up_cycle, top_up_day,
       statement_close_day, payment_due_day, archived_on
  FROM accounts
 WHERE user_id = %(owner)s AND id = ANY (%(ids)s::uuid[])
 ORDER BY id
   FOR NO KEY UPDATE;

-- name: list_every_account
-- All of an owner's accounts, for figures over them.
SELECT id, type, name, color, currency_code, opening_minor, created_on, net_minor,
       spend_limit_minor, top_up_amount_minor, top_up_cycle, top_up_day,
       statement_close_day, payment_due_day, archived_on
  FROM accounts
 WHERE user_id = %(owner)s
 ORDER BY id;

-- name: list_accounts
-- One page, newest first, with the list's size and whether the cursor is in it.
WITH listed AS (
    SELECT id, type, name, color, currency_code, opening_minor, created_on, net_minor,
           spend_limit_minor, top_up_amount_minor, top_up_cycle, top_up_day,
           statement_close_day, payment_due_day, archived_on
      FROM accounts
     WHERE user_id = %(owner)s
       AND (%(status)s::text = 'all' OR (archived_on IS NULL) = (%(status)s::text = 'active'))
), page AS (
    SELECT id, type, name, color, currency_code, opening_minor, created_on, net_minor,
           spend_limit_minor, top_up_amount_minor, top_up_cycle, top_up_day,
           statement_close_day, payment_due_day, archived_on
      FROM listed
     WHERE %(cursor)s::uuid IS NULL OR id < %(cursor)s::uuid
     ORDER BY id DESC
     LIMIT %(limit)s::bigint + 1
)
SELECT page.id, page.type, page.name, page.color, page.currency_code, page.opening_minor,
       page.created_on, page.net_minor, page.spend_limit_minor, page.top_up_amount_minor,
       page.top_up_cycle, page.top_up_day, page.statement_close_day, page.payment_due_day,
       page.archived_on,
       (SELECT count(*) FROM listed),
       EXISTS (SELECT FROM listed WHERE listed.id = %(cursor)s::uuid)
  FROM (SELECT) AS always
  LEFT JOIN page ON true
 ORDER BY page.id DESC;

-- name: list_account_options
-- The active accounts by folded name.
SELECT id, type, name, color, currency_code, opening_minor, created_on, net_minor,
       spend_limit_minor, top_up_amount_minor, top_up_cycle, top_up_day,
       statement_close_day, payment_due_day, archived_on
  FROM accounts
 WHERE user_id = %(owner)s AND archived_on IS NULL
 ORDER BY name_key COLLATE "C", id;
