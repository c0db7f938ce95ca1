-- name: add_letter
-- A letter that may go at once.
INSERT INTO outbox (
    id, kind, user_id, email_key, email, parameters, attempts, created_at, not_before
)
VALUES (
    %(id)s, %(kind)s, %(owner)s, %(email_key)s, %(email)s, %(parameters)s, 0, %(at)s, %(at)s
);

-- name: count_letters_before
-- Of its kind to whom it goes to, in the order in which they were asked for.
SELECT count(*)
  FROM outbox
 WHERE email_key = %(email_key)s AND kind = %(kind)s AND created_at > %(since)s
   AND user_id IS NOT DISTINCT FROM %(owner)s::uuid
   AND (created_at, id) < (%(at)s::timestamptz, %(id)s::uuid);
