-- name: get_profile
-- What a person chose about themselves.
SELECT name, currency_code, avatar, timezone FROM users WHERE user_id = %(owner)s;

-- name: hold_profile
-- The same under the owner's lock.
SELECT name, currency_code, avatar, timezone
  FROM users
 WHERE user_id = %(owner)s
   FOR NO KEY UPDATE;

-- name: save_profile
-- Every member at once.
UPDATE users
   SET name = %(name)s, currency_code = %(currency_code)s, avatar = %(avatar)s,
       timezone = %(timezone)s
 WHERE user_id = %(owner)s;
