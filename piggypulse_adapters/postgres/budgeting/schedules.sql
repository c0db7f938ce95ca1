-- name: find_schedule
-- The schedule somebody has.
SELECT id, revision, effective_on, cadence, cadence_interval, first_day, second_day, ordinal,
       weekday, anchor_on, said_method, said_day, said_length, said_unit, saturday_policy,
       sunday_policy, holiday_policy, holidays, region, region_holidays, bridging, ahead,
       name_pattern
  FROM schedules
 WHERE user_id = %(owner)s;

-- name: save_schedule
-- Every member at once, in place of what there was.
INSERT INTO schedules (
    user_id, id, revision, effective_on, cadence, cadence_interval, first_day, second_day, ordinal,
    weekday, anchor_on, said_method, said_day, said_length, said_unit, saturday_policy,
    sunday_policy, holiday_policy, holidays, region, region_holidays, bridging, ahead, name_pattern
) VALUES (
    %(owner)s, %(id)s, %(revision)s, %(effective_on)s, %(cadence)s, %(cadence_interval)s,
    %(first_day)s, %(second_day)s, %(ordinal)s, %(weekday)s, %(anchor_on)s, %(said_method)s,
    %(said_day)s, %(said_length)s, %(said_unit)s, %(saturday_policy)s, %(sunday_policy)s,
    %(holiday_policy)s, %(holidays)s::date[], %(region)s, %(region_holidays)s::date[],
    %(bridging)s, %(ahead)s, %(name_pattern)s
)
ON CONFLICT (user_id) DO UPDATE
   SET id = excluded.id, revision = excluded.revision, effective_on = excluded.effective_on,
       cadence = excluded.cadence, cadence_interval = excluded.cadence_interval,
       first_day = excluded.first_day, second_day = excluded.second_day,
       ordinal = excluded.ordinal, weekday = excluded.weekday, anchor_on = excluded.anchor_on,
       said_method = excluded.said_method, said_day = excluded.said_day,
       said_length = excluded.said_length, said_unit = excluded.said_unit,
       saturday_policy = excluded.saturday_policy, sunday_policy = excluded.sunday_policy,
       holiday_policy = excluded.holiday_policy, holidays = excluded.holidays,
       region = excluded.region, region_holidays = excluded.region_holidays,
       bridging = excluded.bridging, ahead = excluded.ahead, name_pattern = excluded.name_pattern;

-- name: delete_schedule
-- Periods stay.
DELETE FROM schedules WHERE user_id = %(owner)s RETURNING id;

-- name: is_onboarded
-- Whether somebody has completed onboarding.
SELECT onboarded_at IS NOT NULL FROM users WHERE user_id = %(owner)s;

-- name: complete_onboarding
-- From now on another automatic schedule stands in the way of a first one.
UPDATE users SET onboarded_at = %(at)s WHERE user_id = %(owner)s;

-- name: list_automatic_owners
-- Users with an automatic schedule by id, some at a time, for the timer to visit.
SELECT user_id
  FROM schedules
 WHERE cadence IS NOT NULL AND (%(after)s::uuid IS NULL OR user_id > %(after)s::uuid)
 ORDER BY user_id
 LIMIT %(limit)s::bigint;
