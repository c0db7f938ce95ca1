-- name: add_user
-- The user and the way to find them; sign_in_names_email_taken refuses an address twice.
WITH added AS (
    INSERT INTO users (
        user_id, email, password_hash, name, currency_code, avatar, timezone, created_at
    )
    VALUES (
        %(owner)s, %(email)s, %(password_hash)s, %(name)s, %(currency_code)s, %(avatar)s,
        %(timezone)s, %(created_at)s
    )
    RETURNING user_id
)
INSERT INTO sign_in_names (email_key, user_id)
SELECT %(email_key)s, user_id FROM added;

-- name: get_user
-- Who somebody is.
SELECT users.email, users.name, users.currency_code, two_factor.confirmed_at IS NOT NULL
  FROM users
  LEFT JOIN two_factor ON two_factor.user_id = users.user_id
 WHERE users.user_id = %(owner)s;

-- name: find_sign_in_name
-- A sign-in begins with an address; nobody is known yet.
SELECT users.user_id, users.password_hash, users.last_reset_at, users.password_changed_at
  FROM sign_in_names
  JOIN users ON users.user_id = sign_in_names.user_id
 WHERE sign_in_names.email_key = %(email_key)s;

-- name: get_password_hash
-- What somebody who is signed in is compared with.
SELECT password_hash FROM users WHERE user_id = %(owner)s;

-- name: hold_user
-- The owner's lock, with the hash that counts while it is held.
SELECT password_hash FROM users WHERE user_id = %(owner)s FOR NO KEY UPDATE;

-- name: save_password
-- Replace the hash; when there last was another password, and one by letter, stays remembered.
UPDATE users
   SET password_hash = %(password_hash)s,
       password_changed_at = coalesce(%(changed_at)s::timestamptz, password_changed_at),
       last_reset_at = coalesce(%(reset_at)s::timestamptz, last_reset_at)
 WHERE user_id = %(owner)s;
