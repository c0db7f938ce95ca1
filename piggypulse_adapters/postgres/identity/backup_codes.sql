-- name: replace_backup_codes
-- A whole set for another; hashes of another salt never meet those of the old one.
WITH old AS (
    DELETE FROM backup_codes WHERE user_id = %(owner)s
)
INSERT INTO backup_codes (user_id, code_hash)
SELECT %(owner)s, code_hash FROM unnest(%(hashes)s::text[]) AS code_hash;

-- name: sample_backup_code
-- Any one tells how all of its set were hashed.
SELECT code_hash FROM backup_codes WHERE user_id = %(owner)s LIMIT 1;

-- name: use_backup_code
-- Of many that try, one finds it unused.
UPDATE backup_codes
   SET used_at = %(at)s
 WHERE user_id = %(owner)s AND code_hash = %(code_hash)s AND used_at IS NULL;

-- name: count_backup_codes
-- How many are left.
SELECT count(*) FROM backup_codes WHERE user_id = %(owner)s AND used_at IS NULL;
