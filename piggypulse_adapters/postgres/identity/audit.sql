-- name: add_audit_event
-- What happened to somebody's security; whoever is being erased meanwhile is waited for.
INSERT INTO audit_events (
    user_id, id, kind, outcome, reason, session_id, ip, user_agent, request_id, at
)
SELECT user_id, %(id)s::uuid, %(kind)s::text, %(outcome)s::text, %(reason)s::text,
       %(session)s::uuid, %(ip)s::inet, %(user_agent)s::text, %(request_id)s::uuid,
       %(at)s::timestamptz
  FROM users
 WHERE user_id = %(owner)s
   FOR KEY SHARE;

-- name: add_security_record
-- The same where nobody is known; pseudonyms stand for who was meant and who asked.
INSERT INTO security_log (id, kind, outcome, reason, subject, source, request_id, at)
VALUES (
    %(id)s, %(kind)s, %(outcome)s, %(reason)s, %(subject)s, %(source)s, %(request_id)s, %(at)s
);
