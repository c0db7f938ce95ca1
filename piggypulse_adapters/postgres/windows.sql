-- name: take_request
-- Count a request unless too many still count; requests are kept by slots of time, not one by one.
INSERT INTO request_counts AS kept (key, slots, counts, expires_at)
VALUES (%(key)s, ARRAY[%(slot)s::bigint], ARRAY[1::bigint], %(expires_at)s)
ON CONFLICT (key) DO UPDATE
   SET (slots, counts, expires_at) = (
       SELECT array_agg(live.slot ORDER BY live.slot), array_agg(live.count ORDER BY live.slot),
              %(expires_at)s::timestamptz
         FROM (
             SELECT one.slot, sum(one.count)::bigint AS count
               FROM (
                   SELECT slot, count
                     FROM unnest(kept.slots, kept.counts) AS before (slot, count)
                    WHERE slot BETWEEN %(oldest)s::bigint AND %(newest)s::bigint
                    UNION ALL
                   SELECT %(slot)s::bigint, 1
               ) AS one
              GROUP BY one.slot
         ) AS live
   )
 WHERE %(most)s::bigint > (
     SELECT coalesce(sum(count), 0)
       FROM unnest(kept.slots, kept.counts) AS before (slot, count)
      WHERE slot BETWEEN %(oldest)s::bigint AND %(newest)s::bigint
 )
RETURNING key;

-- name: look_at_requests
-- How many still count, and the oldest slot of them.
SELECT coalesce(sum(live.count), 0)::bigint, min(live.slot)
  FROM request_counts
 CROSS JOIN LATERAL unnest(request_counts.slots, request_counts.counts) AS live (slot, count)
 WHERE request_counts.key = %(key)s
   AND live.slot BETWEEN %(oldest)s::bigint AND %(newest)s::bigint;

-- name: sweep_requests
-- Requests that no longer count for anybody.
DELETE FROM request_counts WHERE expires_at < %(at)s;
