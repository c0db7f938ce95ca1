-- name: lock_user
-- Stronger than the owner's lock: every new row that refers to the user waits as well.
SELECT user_id FROM users WHERE user_id = %(owner)s FOR UPDATE;

-- name: clear_ledger
-- One statement: what refers to what is only looked at when all of it is gone.
WITH said AS (
    DELETE FROM overlay_overrides WHERE user_id = %(owner)s
), caps AS (
    DELETE FROM overlay_caps WHERE user_id = %(owner)s
), category_rules AS (
    DELETE FROM overlay_categories WHERE user_id = %(owner)s
), vendor_rules AS (
    DELETE FROM overlay_vendors WHERE user_id = %(owner)s
), account_rules AS (
    DELETE FROM overlay_accounts WHERE user_id = %(owner)s
), gone_overlays AS (
    DELETE FROM overlays WHERE user_id = %(owner)s
), charges AS (
    DELETE FROM billing_events WHERE user_id = %(owner)s
), gone_subscriptions AS (
    DELETE FROM subscriptions WHERE user_id = %(owner)s
), entries AS (
    DELETE FROM goal_entries WHERE user_id = %(owner)s
), overrides AS (
    DELETE FROM goal_overrides WHERE user_id = %(owner)s
), forgotten AS (
    DELETE FROM kept_answers WHERE user_id = %(owner)s
), gone_goals AS (
    DELETE FROM goals WHERE user_id = %(owner)s
), gone_schedule AS (
    DELETE FROM schedules WHERE user_id = %(owner)s
), reopened AS (
    UPDATE users SET onboarded_at = NULL WHERE user_id = %(owner)s
), gone_periods AS (
    DELETE FROM periods WHERE user_id = %(owner)s
), days AS (
    DELETE FROM account_days WHERE user_id = %(owner)s
), gone_transactions AS (
    DELETE FROM transactions WHERE user_id = %(owner)s
), gone_vendors AS (
    DELETE FROM vendors WHERE user_id = %(owner)s
), gone_categories AS (
    DELETE FROM categories WHERE user_id = %(owner)s
)
DELETE FROM accounts WHERE user_id = %(owner)s;

-- name: keep_pseudonyms
-- What happened stays written down, to whom does not.
INSERT INTO security_log (id, kind, outcome, subject, at)
SELECT id, kind, outcome, %(subject)s::bytea, at FROM audit_events WHERE user_id = %(owner)s;

-- name: erase_letters
-- To the user, or to their address alone.
DELETE FROM outbox WHERE user_id = %(owner)s OR email_key = %(email_key)s;

-- name: erase_user
-- Who somebody was, and every way in.
WITH events AS (
    DELETE FROM audit_events WHERE user_id = %(owner)s
), answers AS (
    DELETE FROM wrong_answers WHERE user_id = %(owner)s
), codes AS (
    DELETE FROM backup_codes WHERE user_id = %(owner)s
), factor AS (
    DELETE FROM two_factor WHERE user_id = %(owner)s
), challenges AS (
    DELETE FROM sign_in_challenges WHERE user_id = %(owner)s
), links AS (
    DELETE FROM mailed_tokens WHERE user_id = %(owner)s
), secrets AS (
    DELETE FROM credentials WHERE user_id = %(owner)s
), ended AS (
    DELETE FROM sessions WHERE user_id = %(owner)s
), tastes AS (
    DELETE FROM preferences WHERE user_id = %(owner)s
), names AS (
    DELETE FROM sign_in_names WHERE user_id = %(owner)s
)
DELETE FROM users WHERE user_id = %(owner)s;
