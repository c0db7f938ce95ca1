-- name: delete_periods
-- Periods go, and with them what was said of goals in them alone.
WITH overrides AS (
    DELETE FROM goal_overrides
     WHERE user_id = %(owner)s AND period_id = ANY (%(periods)s::uuid[])
)
DELETE FROM periods WHERE user_id = %(owner)s AND id = ANY (%(periods)s::uuid[]);

-- name: free_names
-- Two periods may exchange names; in between each has a key no name can have, blank in front.
UPDATE periods SET name_key = ' ' || id
 WHERE user_id = %(owner)s AND id = ANY (%(periods)s::uuid[]);

-- name: rewrite_periods
-- Every member at once, known by id; the constraints on names and starts hold again from here.
UPDATE periods
   SET name = said.name, name_key = said.name_key, start_on = said.start_on,
       end_on = said.end_on, duration_units = said.duration_units,
       duration_unit = said.duration_unit, origin = said.origin, bridging = said.bridging
  FROM unnest(%(ids)s::uuid[], %(names)s::text[], %(name_keys)s::text[], %(starts)s::date[],
              %(ends)s::date[], %(duration_units)s::smallint[], %(duration_unit)s::text[],
              %(origins)s::text[], %(bridgings)s::boolean[])
       AS said (id, name, name_key, start_on, end_on, duration_units, duration_unit, origin,
                bridging)
 WHERE periods.user_id = %(owner)s AND periods.id = said.id;

-- name: add_periods
-- As many as a plan makes.
INSERT INTO periods (
    user_id, id, name, name_key, start_on, end_on, duration_units, duration_unit, origin, bridging
)
SELECT %(owner)s, said.id, said.name, said.name_key, said.start_on, said.end_on,
       said.duration_units, said.duration_unit, said.origin, said.bridging
  FROM unnest(%(ids)s::uuid[], %(names)s::text[], %(name_keys)s::text[], %(starts)s::date[],
              %(ends)s::date[], %(duration_units)s::smallint[], %(duration_unit)s::text[],
              %(origins)s::text[], %(bridgings)s::boolean[])
       AS said (id, name, name_key, start_on, end_on, duration_units, duration_unit, origin,
                bridging);

-- name: count_overrides
-- How many goals are set in each of some periods alone.
SELECT period_id, count(*)
  FROM goal_overrides
 WHERE user_id = %(owner)s AND period_id = ANY (%(periods)s::uuid[])
 GROUP BY period_id;
