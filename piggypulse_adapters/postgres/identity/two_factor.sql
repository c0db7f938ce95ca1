-- name: get_two_factor
-- Somebody's second factor, confirmed or not.
SELECT sealed_seed, key_id, begun_at, confirmed_at, last_counter, setup_counter, setup_session_id,
       setup_until
  FROM two_factor
 WHERE user_id = %(owner)s;

-- name: begin_two_factor
-- An unconfirmed one replaces another; one that is on stays.
INSERT INTO two_factor AS kept (user_id, sealed_seed, key_id, begun_at)
VALUES (%(owner)s, %(sealed)s, %(key_id)s, %(at)s)
ON CONFLICT (user_id) DO UPDATE
   SET sealed_seed = excluded.sealed_seed,
       key_id = excluded.key_id,
       begun_at = excluded.begun_at
 WHERE kept.confirmed_at IS NULL;

-- name: confirm_two_factor
-- Switch it on with the code that proved it.
UPDATE two_factor
   SET confirmed_at = %(at)s,
       last_counter = %(counter)s,
       setup_counter = %(counter)s,
       setup_session_id = %(session)s,
       setup_until = %(until)s
 WHERE user_id = %(owner)s AND confirmed_at IS NULL;

-- name: accept_code
-- A code counts once, and never after a later one.
UPDATE two_factor
   SET last_counter = %(counter)s
 WHERE user_id = %(owner)s AND last_counter < %(counter)s;

-- name: take_setup_code
-- The one code that counts twice, once more.
UPDATE two_factor
   SET setup_counter = NULL, setup_session_id = NULL, setup_until = NULL
 WHERE user_id = %(owner)s AND setup_counter = %(counter)s AND setup_session_id = %(session)s
   AND setup_until > %(at)s;

-- name: delete_two_factor
-- The seed goes with its backup codes.
WITH codes AS (
    DELETE FROM backup_codes WHERE user_id = %(owner)s
)
DELETE FROM two_factor WHERE user_id = %(owner)s RETURNING confirmed_at IS NOT NULL;
