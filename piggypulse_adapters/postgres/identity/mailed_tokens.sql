-- name: find_mailed_token
-- A digest is all that is known; what does not work is not found.
SELECT user_id
  FROM mailed_tokens
 WHERE digest = %(digest)s AND kind = %(kind)s AND expires_at > %(at)s;

-- name: replace_mailed_token
-- Only the newest of its kind works.
INSERT INTO mailed_tokens (user_id, kind, digest, expires_at)
VALUES (%(owner)s, %(kind)s, %(digest)s, %(expires_at)s)
ON CONFLICT (user_id, kind) DO UPDATE
   SET digest = excluded.digest, expires_at = excluded.expires_at;

-- name: take_mailed_token
-- Of many that try, one finds it.
DELETE FROM mailed_tokens
 WHERE user_id = %(owner)s AND kind = %(kind)s AND digest = %(digest)s AND expires_at > %(at)s;

-- name: void_mailed_tokens
-- None of these works any more.
DELETE FROM mailed_tokens WHERE user_id = %(owner)s AND kind = ANY (%(kinds)s::text[]);

-- name: purge_mailed_tokens
-- What stopped working nobody looks for.
DELETE FROM mailed_tokens WHERE expires_at < %(before)s;
