-- name: find_challenge
-- A code is given with a secret whose digest is all that is known.
SELECT digest, user_id, session_id, created_at, expires_at, tries
  FROM sign_in_challenges
 WHERE digest = %(digest)s;

-- name: add_challenge
-- Beside the session that waits for it.
INSERT INTO sign_in_challenges (digest, user_id, session_id, created_at, expires_at, tries)
VALUES (%(digest)s, %(owner)s, %(session)s, %(created_at)s, %(expires_at)s, 0);

-- name: count_try
-- Counted before it is judged; no row when it is too late or one too many.
UPDATE sign_in_challenges
   SET tries = tries + 1
 WHERE digest = %(digest)s AND user_id = %(owner)s AND tries < %(most)s
   AND expires_at > %(at)s;

-- name: complete_challenge
-- Spending the challenge and letting its session live are one step.
WITH spent AS (
    DELETE FROM sign_in_challenges
     WHERE digest = %(digest)s AND user_id = %(owner)s AND expires_at > %(at)s
    RETURNING session_id
)
UPDATE sessions
   SET pending_until = NULL, last_seen_at = %(at)s, proven_at = %(at)s
  FROM spent
 WHERE sessions.user_id = %(owner)s AND sessions.id = spent.session_id
   AND sessions.pending_until IS NOT NULL;

-- name: trim_pending_sessions
-- The newest stay, with their challenges.
WITH spare AS (
    SELECT id
      FROM sessions
     WHERE user_id = %(owner)s AND pending_until IS NOT NULL
     ORDER BY created_at DESC, id DESC
    OFFSET %(keep)s::bigint
), dropped AS (
    DELETE FROM sign_in_challenges
     WHERE user_id = %(owner)s AND session_id IN (SELECT id FROM spare)
), spent AS (
    DELETE FROM credentials
     WHERE user_id = %(owner)s AND session_id IN (SELECT id FROM spare)
)
DELETE FROM sessions WHERE user_id = %(owner)s AND id IN (SELECT id FROM spare);
