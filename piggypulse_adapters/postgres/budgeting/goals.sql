-- name: get_goal
-- One stream by id: a row for each of its states, one without a state if it has none.
SELECT goals.id, goals.category_id, said.effective_from, said.period_id, said.state,
       said.value_minor
  FROM goals
  LEFT JOIN LATERAL (
        SELECT goal_entries.effective_from, NULL::uuid AS period_id, goal_entries.state,
               goal_entries.value_minor
          FROM goal_entries
         WHERE goal_entries.user_id = %(owner)s AND goal_entries.goal_id = goals.id
         UNION ALL
        SELECT NULL::date, goal_overrides.period_id, goal_overrides.state,
               goal_overrides.value_minor
          FROM goal_overrides
         WHERE goal_overrides.user_id = %(owner)s AND goal_overrides.goal_id = goals.id
       ) AS said ON true
 WHERE goals.user_id = %(owner)s AND goals.id = %(goal)s;

-- name: goal_of_category
-- The stream of a category, as above.
SELECT goals.id, goals.category_id, said.effective_from, said.period_id, said.state,
       said.value_minor
  FROM goals
  LEFT JOIN LATERAL (
        SELECT goal_entries.effective_from, NULL::uuid AS period_id, goal_entries.state,
               goal_entries.value_minor
          FROM goal_entries
         WHERE goal_entries.user_id = %(owner)s AND goal_entries.goal_id = goals.id
         UNION ALL
        SELECT NULL::date, goal_overrides.period_id, goal_overrides.state,
               goal_overrides.value_minor
          FROM goal_overrides
         WHERE goal_overrides.user_id = %(owner)s AND goal_overrides.goal_id = goals.id
       ) AS said ON true
 WHERE goals.user_id = %(owner)s AND goals.category_id = %(category)s;

-- name: add_goal
-- A stream begins; saving a known one again leaves its row alone.
INSERT INTO goals (user_id, id, category_id)
VALUES (%(owner)s, %(goal)s, %(category)s)
ON CONFLICT (user_id, id) DO NOTHING;

-- name: save_entries
-- The standing entries as they are now: the others go, the rest is written.
WITH kept AS (
    SELECT said.effective_from, said.state, said.value_minor
      FROM unnest(%(dates)s::date[], %(states)s::text[], %(values)s::bigint[])
           AS said (effective_from, state, value_minor)
), gone AS (
    DELETE FROM goal_entries
     WHERE user_id = %(owner)s AND goal_id = %(goal)s
       AND effective_from <> ALL (%(dates)s::date[])
)
INSERT INTO goal_entries (user_id, goal_id, effective_from, state, value_minor)
SELECT %(owner)s, %(goal)s, kept.effective_from, kept.state, kept.value_minor FROM kept
ON CONFLICT (user_id, goal_id, effective_from)
DO UPDATE SET state = excluded.state, value_minor = excluded.value_minor;

-- name: save_overrides
-- The overrides as they are now: the others go, the rest is written.
WITH kept AS (
    SELECT said.period_id, said.state, said.value_minor
      FROM unnest(%(periods)s::uuid[], %(states)s::text[], %(values)s::bigint[])
           AS said (period_id, state, value_minor)
), gone AS (
    DELETE FROM goal_overrides
     WHERE user_id = %(owner)s AND goal_id = %(goal)s
       AND period_id <> ALL (%(periods)s::uuid[])
)
INSERT INTO goal_overrides (user_id, goal_id, period_id, state, value_minor)
SELECT %(owner)s, %(goal)s, kept.period_id, kept.state, kept.value_minor FROM kept
ON CONFLICT (user_id, goal_id, period_id)
DO UPDATE SET state = excluded.state, value_minor = excluded.value_minor;

-- name: delete_goal
-- The stream of a category with everything said in it, in one statement, as it refers to itself.
WITH gone AS (
    SELECT id FROM goals WHERE user_id = %(owner)s AND category_id = %(category)s
), entries AS (
    DELETE FROM goal_entries
     WHERE user_id = %(owner)s AND goal_id IN (SELECT gone.id FROM gone)
), overrides AS (
    DELETE FROM goal_overrides
     WHERE user_id = %(owner)s AND goal_id IN (SELECT gone.id FROM gone)
)
DELETE FROM goals WHERE user_id = %(owner)s AND category_id = %(category)s;
