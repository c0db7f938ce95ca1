-- name: claim_key
-- There is no row to lock yet; the lock ends with the transaction, whatever ends that.
SELECT pg_try_advisory_xact_lock(%(lock)s);

-- name: find_kept_answer
-- What was answered under a key.
SELECT request, answer, kept_at FROM kept_answers WHERE user_id = %(owner)s AND key = %(key)s;

-- name: keep_answer
-- Over an old one; a young one means that somebody acted without having claimed the key.
INSERT INTO kept_answers (user_id, key, request, answer, kept_at)
VALUES (%(owner)s, %(key)s, %(request)s, %(answer)s, %(at)s)
ON CONFLICT (user_id, key) DO UPDATE
   SET request = excluded.request, answer = excluded.answer, kept_at = excluded.kept_at
 WHERE kept_answers.kept_at <= %(stale)s;

-- name: purge_kept_answers
-- Answers nobody may ask for again.
DELETE FROM kept_answers WHERE kept_at < %(before)s;
