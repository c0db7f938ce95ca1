-- name: find_session
-- The check every request begins with; a digest is all that is known.
SELECT credentials.user_id, credentials.session_id, sessions.last_seen_at, sessions.ends_at,
       credentials.expires_at, credentials.superseded_at, sessions.pending_until
  FROM credentials
  JOIN sessions
    ON sessions.user_id = credentials.user_id AND sessions.id = credentials.session_id
 WHERE credentials.digest = %(digest)s AND credentials.kind = %(kind)s;

-- name: add_session
-- One sign-in.
INSERT INTO sessions (
    user_id, id, created_at, last_seen_at, proven_at, ends_at, user_agent, ip, kind, pending_until
)
VALUES (
    %(owner)s, %(id)s, %(created_at)s, %(last_seen_at)s, %(proven_at)s, %(ends_at)s,
    %(user_agent)s, %(ip)s, %(kind)s, %(pending_until)s
);

-- name: add_credential
-- One secret of a session, as a digest.
INSERT INTO credentials (digest, kind, user_id, session_id, expires_at)
VALUES (%(digest)s, %(kind)s, %(owner)s, %(session)s, %(expires_at)s);

-- name: touch_session
-- A use; of many that meet, one is written.
UPDATE sessions SET last_seen_at = %(at)s
 WHERE user_id = %(owner)s AND id = %(session)s AND last_seen_at = %(known)s;

-- name: lock_session
-- Nobody adds a secret to a session that is about to end.
SELECT id FROM sessions WHERE user_id = %(owner)s AND id = %(session)s FOR UPDATE;

-- name: end_session
-- A session goes with everything that opens it.
WITH spent AS (
    DELETE FROM credentials WHERE user_id = %(owner)s AND session_id = %(session)s
), dropped AS (
    DELETE FROM sign_in_challenges WHERE user_id = %(owner)s AND session_id = %(session)s
)
DELETE FROM sessions WHERE user_id = %(owner)s AND id = %(session)s;

-- name: trim_sessions
-- The longest-unused ones go first; those that wait for a code are counted by themselves.
WITH spare AS (
    SELECT id
      FROM sessions
     WHERE user_id = %(owner)s AND pending_until IS NULL
     ORDER BY last_seen_at DESC, id DESC
    OFFSET %(keep)s::bigint
), spent AS (
    DELETE FROM credentials
     WHERE user_id = %(owner)s AND session_id IN (SELECT id FROM spare)
)
DELETE FROM sessions WHERE user_id = %(owner)s AND id IN (SELECT id FROM spare);

-- name: list_sessions
-- Every sign-in, the newest first.
SELECT id, created_at, last_seen_at, proven_at, ends_at, user_agent, ip, kind, pending_until
  FROM sessions
 WHERE user_id = %(owner)s
 ORDER BY created_at DESC, id DESC;

-- name: end_other_sessions
-- All but the one that asks, or all.
WITH spent AS (
    DELETE FROM credentials
     WHERE user_id = %(owner)s AND session_id IS DISTINCT FROM %(keep)s::uuid
), dropped AS (
    DELETE FROM sign_in_challenges
     WHERE user_id = %(owner)s AND session_id IS DISTINCT FROM %(keep)s::uuid
)
DELETE FROM sessions WHERE user_id = %(owner)s AND id IS DISTINCT FROM %(keep)s::uuid;
