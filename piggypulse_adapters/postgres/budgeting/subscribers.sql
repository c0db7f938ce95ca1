-- name: list_subscribers_to_visit
-- Owners of charges due before a day, or of cancellations that took effect of late, by id.
SELECT DISTINCT user_id
  FROM subscriptions
 WHERE (%(after)s::uuid IS NULL OR user_id > %(after)s::uuid)
   AND (next_on < %(day)s::date AND (cancelled_on IS NULL OR next_on <= cancelled_on)
        OR cancelled_on BETWEEN %(cancelled_since)s::date AND %(day)s::date)
 ORDER BY user_id
 LIMIT %(limit)s::bigint;
