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

-- name: claim_letter
-- The one due for the longest; what another sender is about to take is passed over.
UPDATE outbox
   SET attempts = attempts + 1, claimed_until = %(until)s
 WHERE id = (
       SELECT id
         FROM outbox
        WHERE sent_at IS NULL AND not_before <= %(at)s
          AND (claimed_until IS NULL OR claimed_until <= %(at)s)
        ORDER BY not_before, id
        LIMIT 1
          FOR UPDATE SKIP LOCKED
   )
RETURNING id, kind, user_id, email_key, email, parameters, created_at, attempts;

-- name: be_first
-- Which letter was the first to an address: this one, if there was none.
INSERT INTO first_letters (address, letter_id)
VALUES (%(address)s, %(letter)s)
ON CONFLICT (address) DO UPDATE SET letter_id = first_letters.letter_id
RETURNING letter_id;

-- name: settle_letter
-- It was sent; what it said is forgotten, and the address of somebody who is gone.
UPDATE outbox
   SET sent_at = %(at)s, parameters = '{}', email = NULL,
       email_key = CASE WHEN email IS NULL THEN email_key END
 WHERE id = %(id)s AND claimed_until = %(until)s AND sent_at IS NULL;

-- name: postpone_letter
-- It could not be sent.
UPDATE outbox
   SET not_before = %(to)s, claimed_until = NULL
 WHERE id = %(id)s AND claimed_until = %(until)s AND sent_at IS NULL;

-- name: drop_letter
-- It is to nobody, or nobody waits for it any more.
DELETE FROM outbox WHERE id = %(id)s AND claimed_until = %(until)s AND sent_at IS NULL;

-- name: hurry_letters
-- What waits for its next attempt waits no longer.
UPDATE outbox SET not_before = %(at)s WHERE sent_at IS NULL AND not_before > %(at)s;
