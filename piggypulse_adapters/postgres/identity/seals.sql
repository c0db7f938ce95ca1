-- name: keys_in_use
-- Which keys the operator may not drop.
SELECT DISTINCT key_id FROM two_factor ORDER BY key_id;

-- name: seeds_under_other_keys
-- What is to be sealed anew, a few at a time; unconfirmed ones as well.
SELECT user_id, sealed_seed, key_id
  FROM two_factor
 WHERE key_id <> %(key_id)s AND (%(after)s::uuid IS NULL OR user_id > %(after)s::uuid)
 ORDER BY user_id
 LIMIT %(limit)s;

-- name: replace_sealed_seed
-- Only while it is the one that was opened.
UPDATE two_factor
   SET sealed_seed = %(sealed)s, key_id = %(key_id)s
 WHERE user_id = %(owner)s AND sealed_seed = %(old)s;
