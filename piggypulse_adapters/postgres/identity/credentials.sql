-- name: hold_session
-- A session and everything known of it, against whoever would end it.
SELECT id, created_at, last_seen_at, proven_at, ends_at, user_agent, ip, kind, pending_until
  FROM sessions
 WHERE user_id = %(owner)s AND id = %(session)s
   FOR NO KEY UPDATE;

-- name: prove_session
-- The password was shown.
UPDATE sessions SET proven_at = %(at)s WHERE user_id = %(owner)s AND id = %(session)s;

-- name: add_successor
-- One more secret of a session there is already.
INSERT INTO credentials (digest, kind, user_id, session_id, expires_at)
VALUES (%(digest)s, %(kind)s, %(owner)s, %(session)s, %(expires_at)s);

-- name: replace_credential
-- Another secret in a live one's place; of two that try, one finds it.
UPDATE credentials
   SET digest = %(successor)s, expires_at = %(expires_at)s
 WHERE digest = %(digest)s AND kind = %(kind)s AND superseded_at IS NULL
   AND user_id = %(owner)s AND session_id = %(session)s;

-- name: supersede_tokens
-- Every live token of a session has had its successor.
UPDATE credentials
   SET superseded_at = %(at)s
 WHERE user_id = %(owner)s AND session_id = %(session)s
   AND kind = 'access_token' AND superseded_at IS NULL;

-- name: supersede_token
-- This one has; of two that try, one finds it live.
UPDATE credentials
   SET superseded_at = %(at)s
 WHERE digest = %(digest)s AND user_id = %(owner)s AND session_id = %(session)s
   AND kind = 'access_token' AND superseded_at IS NULL;

-- name: take_sibling
-- Whoever lost the race for the successor is given one of a few others.
UPDATE credentials
   SET siblings = coalesce(siblings, 0) + 1
 WHERE digest = %(digest)s AND user_id = %(owner)s AND session_id = %(session)s
   AND superseded_at IS NOT NULL AND coalesce(siblings, 0) < %(most)s;

-- name: drop_other_credentials
-- Only one secret opens the session from now on.
DELETE FROM credentials
 WHERE user_id = %(owner)s AND session_id = %(session)s AND digest <> %(digest)s;
