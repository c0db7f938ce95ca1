-- name: change_account
-- What a change of an account begins with, without waiting.
SELECT id FROM accounts WHERE user_id = %(owner)s AND id = %(id)s FOR NO KEY UPDATE NOWAIT;

-- name: change_category
-- What a change of a category begins with, without waiting.
SELECT id FROM categories WHERE user_id = %(owner)s AND id = %(id)s FOR NO KEY UPDATE NOWAIT;

-- name: change_vendor
-- What a change of a vendor begins with, without waiting.
SELECT id FROM vendors WHERE user_id = %(owner)s AND id = %(id)s FOR NO KEY UPDATE NOWAIT;

-- name: waiting_for_locks
-- How many wait for a lock in this database.
SELECT count(*)
  FROM pg_stat_activity
 WHERE datname = current_database() AND wait_event_type = 'Lock';
