-- name: add_letter
-- A letter that may go at once.
INSERT INTO outbox (
    id, kind, user_id, email_key, email, parameters, attempts, created_at, not_before
)
VALUES (
    %(id)s, %(kind)s, %(owner)s, %(email_key)s, %(email)s, %(parameters)s, 0, %(at)s, %(at)s
);
