-- name: hold_budget
-- Writers of one owner's periods and goals act one after the other, to the end of the transaction.
SELECT user_id FROM users WHERE user_id = %(owner)s FOR NO KEY UPDATE;

-- name: find_overlap
-- The first period that shares a day with a span.
SELECT id, name, start_on, end_on, duration_units, duration_unit, origin, bridging
  FROM periods
 WHERE user_id = %(owner)s AND end_on >= %(start_on)s AND start_on <= %(end_on)s
 ORDER BY start_on
 LIMIT 1;

-- name: add_period
-- Constraint periods_name_taken refuses a name the owner has already.
INSERT INTO periods (
    user_id, id, name, name_key, start_on, end_on, duration_units, duration_unit, origin, bridging
) VALUES (
    %(owner)s, %(id)s, %(name)s, %(name_key)s, %(start_on)s, %(end_on)s,
    %(duration_units)s, %(duration_unit)s, %(origin)s, %(bridging)s
);

-- name: delete_period
-- A period goes, and with it what was said of goals in it alone.
WITH overrides AS (
    DELETE FROM goal_overrides WHERE user_id = %(owner)s AND period_id = %(period)s
)
DELETE FROM periods WHERE user_id = %(owner)s AND id = %(period)s RETURNING id;

-- name: get_period
-- One period by id.
SELECT id, name, start_on, end_on, duration_units, duration_unit, origin, bridging
  FROM periods
 WHERE user_id = %(owner)s AND id = %(period)s;

-- name: period_containing
-- The period that contains a day: the earliest to end on or after it, if it has begun.
SELECT id, name, start_on, end_on, duration_units, duration_unit, origin, bridging
  FROM (SELECT id, name, start_on, end_on, duration_units, duration_unit, origin, bridging
          FROM periods
         WHERE user_id = %(owner)s AND end_on >= %(day)s
         ORDER BY end_on
         LIMIT 1) AS earliest
 WHERE start_on <= %(day)s;

-- name: previous_period
-- The period with the latest end before a day.
SELECT id, name, start_on, end_on, duration_units, duration_unit, origin, bridging
  FROM periods
 WHERE user_id = %(owner)s AND end_on < %(before)s
 ORDER BY end_on DESC
 LIMIT 1;

-- name: periods_in_order
-- All periods by start.
SELECT id, name, start_on, end_on, duration_units, duration_unit, origin, bridging
  FROM periods
 WHERE user_id = %(owner)s
 ORDER BY start_on;

-- name: list_periods
-- One page: the current one, upcoming by start, past from the latest; and the list's size.
WITH listed AS (
    SELECT id, name, start_on, end_on, duration_units, duration_unit, origin, bridging,
           CASE WHEN start_on > %(today)s THEN 1 WHEN end_on < %(today)s THEN 2 ELSE 0 END AS rank,
           abs(start_on - %(today)s::date) AS distance
      FROM periods
     WHERE user_id = %(owner)s
       AND (%(status)s::text IS NULL
            OR %(status)s::text = CASE WHEN start_on > %(today)s THEN 'upcoming'
                                       WHEN end_on < %(today)s THEN 'past'
                                       ELSE 'active' END)
       AND (%(since)s::date IS NULL OR end_on >= %(since)s::date)
       AND (%(until)s::date IS NULL OR start_on <= %(until)s::date)
), page AS (
    SELECT id, name, start_on, end_on, duration_units, duration_unit, origin, bridging,
           rank, distance
      FROM listed
     WHERE %(cursor)s::uuid IS NULL
        OR (rank, distance) > (SELECT listed.rank, listed.distance
                                 FROM listed
                                WHERE listed.id = %(cursor)s::uuid)
     ORDER BY rank, distance
     LIMIT %(limit)s::bigint + 1
)
SELECT page.id, page.name, page.start_on, page.end_on, page.duration_units, page.duration_unit,
       page.origin, page.bridging,
       (SELECT count(*) FROM listed),
       EXISTS (SELECT FROM listed WHERE listed.id = %(cursor)s::uuid)
  FROM (SELECT) AS always
  LEFT JOIN page ON true
 ORDER BY page.rank, page.distance;
