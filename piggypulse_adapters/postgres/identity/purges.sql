-- name: sweep_sessions
-- Dead sessions with everything that opens them; one that is being used is passed over.
WITH dead AS (
    SELECT user_id, id, pending_until
      FROM sessions
     WHERE ends_at <= %(at)s OR last_seen_at <= %(unused_since)s OR pending_until <= %(at)s
     LIMIT %(most)s
       FOR UPDATE SKIP LOCKED
), spent AS (
    DELETE FROM credentials
     USING dead
     WHERE credentials.user_id = dead.user_id AND credentials.session_id = dead.id
), waited AS (
    DELETE FROM sign_in_challenges
     USING dead
     WHERE sign_in_challenges.user_id = dead.user_id AND sign_in_challenges.session_id = dead.id
)
DELETE FROM sessions
 USING dead
 WHERE sessions.user_id = dead.user_id AND sessions.id = dead.id
RETURNING sessions.user_id, sessions.id, sessions.pending_until IS NOT NULL;

-- name: sweep_set_ups
-- Seeds that were shown and never confirmed.
WITH dead AS (
    SELECT user_id
      FROM two_factor
     WHERE confirmed_at IS NULL AND begun_at < %(before)s
     LIMIT %(most)s
       FOR UPDATE SKIP LOCKED
)
DELETE FROM two_factor USING dead WHERE two_factor.user_id = dead.user_id;

-- name: sweep_letters
-- Letters sent long ago, and what nobody would wait for even if it were sent.
WITH dead AS (
    SELECT id
      FROM outbox
     WHERE sent_at < %(before)s
        OR (
           sent_at IS NULL AND created_at < %(before)s
       AND (claimed_until IS NULL OR claimed_until <= %(at)s)
        )
     LIMIT %(most)s
       FOR UPDATE SKIP LOCKED
)
DELETE FROM outbox USING dead WHERE outbox.id = dead.id;

-- name: sweep_events
-- Entries about people there are.
WITH dead AS (
    SELECT user_id, id
      FROM audit_events
     WHERE at < %(before)s
     ORDER BY at
     LIMIT %(most)s
       FOR UPDATE SKIP LOCKED
)
DELETE FROM audit_events
 USING dead
 WHERE audit_events.user_id = dead.user_id AND audit_events.id = dead.id;

-- name: sweep_security_log
-- Entries about nobody.
WITH dead AS (
    SELECT id
      FROM security_log
     WHERE at < %(before)s
     ORDER BY at
     LIMIT %(most)s
       FOR UPDATE SKIP LOCKED
)
DELETE FROM security_log USING dead WHERE security_log.id = dead.id;

-- name: blank_places
-- What somebody did stays, where they were does not.
WITH meant AS (
    SELECT user_id, id
      FROM audit_events
     WHERE at < %(before)s AND (ip IS NOT NULL OR user_agent IS NOT NULL)
     ORDER BY at
     LIMIT %(most)s
       FOR UPDATE SKIP LOCKED
)
UPDATE audit_events
   SET ip = NULL, user_agent = NULL
  FROM meant
 WHERE audit_events.user_id = meant.user_id AND audit_events.id = meant.id;
