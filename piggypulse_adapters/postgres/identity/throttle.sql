-- name: climb
-- Count an attempt before it is judged; no row while one has to wait.
INSERT INTO throttle AS rung (kind, key, failures, since, failed_at, free_at)
VALUES (
    %(kind)s, %(key)s, 1, %(at)s, %(at)s,
    %(at)s::timestamptz + (%(waits)s::interval[])[1]
)
ON CONFLICT (kind, key) DO UPDATE
   SET (failures, since, failed_at, free_at) = (
       SELECT step.failures, step.since, %(at)s::timestamptz,
              %(at)s::timestamptz + (%(waits)s::interval[])[
                  least(step.failures, cardinality(%(waits)s::interval[]))
              ]
         FROM (
             SELECT CASE
                        WHEN rung.failed_at <= %(forgotten)s::timestamptz THEN 1
                        WHEN rung.failures >= cardinality(%(waits)s::interval[])
                        THEN %(restart)s::bigint + 1
                        ELSE rung.failures + 1
                    END AS failures,
                    CASE
                        WHEN rung.failed_at <= %(forgotten)s::timestamptz
                          OR rung.failures >= cardinality(%(waits)s::interval[])
                        THEN %(at)s::timestamptz
                        ELSE rung.since
                    END AS since
         ) AS step
   )
 WHERE rung.failed_at <= %(forgotten)s::timestamptz OR rung.failed_at > %(ahead)s::timestamptz
    OR rung.free_at <= greatest(%(at)s::timestamptz, rung.failed_at)
RETURNING failures, since, failed_at, free_at;

-- name: find_rung
-- How far up somebody is who has to wait.
SELECT failures, since, failed_at, free_at
  FROM throttle
 WHERE kind = %(kind)s AND key = %(key)s;

-- name: step_down
-- One failure taken back that was never judged.
UPDATE throttle
   SET failures = greatest(failures - 1, 0),
       free_at = least(
           free_at,
           failed_at + coalesce(
               (%(waits)s::interval[])[least(failures - 1, cardinality(%(waits)s::interval[]))],
               interval '0'
           )
       )
 WHERE kind = %(kind)s AND key = %(key)s;

-- name: clear_address
-- An address without failures needs no row.
DELETE FROM throttle WHERE kind = 'address' AND key = %(address)s;

-- name: blame
-- Whom an IP's failure was against; failures of an earlier count no longer matter.
INSERT INTO throttle_blames AS blame (address_key, ip_key, failures, since, failed_at)
VALUES (%(address)s, %(ip)s, 1, %(since)s, %(at)s)
ON CONFLICT (address_key, ip_key) DO UPDATE
   SET failures = CASE WHEN blame.since = excluded.since THEN blame.failures ELSE 0 END + 1,
       since = excluded.since,
       failed_at = excluded.failed_at;

-- name: unblame
-- One failure taken back that was never judged.
UPDATE throttle_blames
   SET failures = greatest(failures - 1, 0)
 WHERE address_key = %(address)s AND ip_key = %(ip)s;

-- name: acquit
-- Take an address's failures from the IP, or from all of them, that they were counted in.
WITH blames AS (
    DELETE FROM throttle_blames
     WHERE address_key = %(address)s AND (%(ip)s::bytea IS NULL OR ip_key = %(ip)s::bytea)
    RETURNING ip_key, failures, since
)
UPDATE throttle
   SET failures = greatest(throttle.failures - blames.failures, 0),
       free_at = least(
           throttle.free_at,
           throttle.failed_at + coalesce(
               (%(waits)s::interval[])[
                   least(
                       throttle.failures - blames.failures, cardinality(%(waits)s::interval[])
                   )
               ],
               interval '0'
           )
       )
  FROM blames
 WHERE throttle.kind = 'ip' AND throttle.key = blames.ip_key AND throttle.since = blames.since;

-- name: count_wrong
-- Count an answer before it is judged; no row when too many were wrong lately.
INSERT INTO wrong_answers AS given (user_id, kind, answered_at)
VALUES (%(owner)s, %(kind)s, ARRAY[%(at)s::timestamptz])
ON CONFLICT (user_id, kind) DO UPDATE
   SET answered_at = ARRAY(
           SELECT one
             FROM unnest(given.answered_at) AS one
            WHERE one > %(at)s::timestamptz - %(kept_for)s::interval
              AND one <= %(ahead)s::timestamptz
            ORDER BY one
       ) || %(at)s::timestamptz
 WHERE NOT EXISTS (
     SELECT 1
       FROM unnest(%(stretches)s::interval[], %(limits)s::bigint[]) AS allowed (stretch, most)
      WHERE allowed.most <= (
          SELECT count(*)
            FROM unnest(given.answered_at) AS one
           WHERE one > %(at)s::timestamptz - allowed.stretch AND one <= %(ahead)s::timestamptz
      )
 )
RETURNING answered_at;

-- name: list_wrong
-- When somebody was wrong lately.
SELECT answered_at FROM wrong_answers WHERE user_id = %(owner)s AND kind = %(kind)s;

-- name: forget_wrong
-- One answer turned out right: of several at the same instant only one is taken back.
UPDATE wrong_answers
   SET answered_at = answered_at[:array_position(answered_at, %(at)s::timestamptz) - 1]
                  || answered_at[array_position(answered_at, %(at)s::timestamptz) + 1:]
 WHERE user_id = %(owner)s AND kind = %(kind)s AND %(at)s::timestamptz = ANY (answered_at);

-- name: purge_throttle
-- Counts nobody has added to for long are forgotten anyway.
WITH old AS (
    DELETE FROM throttle_blames WHERE failed_at < %(before)s
)
DELETE FROM throttle WHERE failed_at < %(before)s;
