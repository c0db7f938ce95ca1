-- name: audit_of
-- The events of one person.
SELECT id, kind, outcome, reason, session_id, ip, user_agent, request_id, at
  FROM audit_events
 WHERE user_id = %(owner)s
 ORDER BY at, id;

-- name: security_log
-- The events of people who are unknown or gone.
SELECT id, kind, outcome, reason, subject, source, request_id, at
  FROM security_log
 ORDER BY at, id;

-- name: letters
-- Every letter that waits.
SELECT id, kind, user_id, email_key, email, parameters, created_at
  FROM outbox
 WHERE sent_at IS NULL
 ORDER BY created_at, id;
