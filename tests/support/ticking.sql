-- name: seed_scheduled
-- So many users who are paid by the month or every other week, and a few who begin a period daily.
WITH people AS (
    INSERT INTO users (user_id, email, password_hash, name, currency_code, avatar, timezone, created_at)
    SELECT gen_random_uuid(), 'user' || turn || '@example.org', 'nobody-signs-in', 'User', 'EUR', '',
           (ARRAY['UTC', 'Europe/Amsterdam', 'America/Lima', 'Pacific/Auckland'])[1 + turn %% 4],
           '2026-01-01'
      FROM generate_series(1, %(people)s::bigint) AS turn
    RETURNING user_id, email
), numbered AS (
    SELECT user_id, row_number() OVER (ORDER BY email) AS turn FROM people
), kinds AS (
    SELECT user_id, turn,
           CASE WHEN turn <= %(extreme)s::bigint THEN 'everyDays'
                WHEN turn %% 3 = 0 THEN 'everyWeeks' ELSE 'everyMonths' END AS cadence
      FROM numbered
)
INSERT INTO schedules (
    user_id, id, revision, effective_on, cadence, cadence_interval, first_day, anchor_on,
    saturday_policy, sunday_policy, holiday_policy, holidays, region, region_holidays, bridging,
    ahead, name_pattern
)
SELECT user_id, gen_random_uuid(), 1, '2026-06-01', cadence,
       CASE cadence WHEN 'everyWeeks' THEN 2 ELSE 1 END,
       CASE cadence WHEN 'everyMonths' THEN 1 + turn %% 28 END, '2026-01-02',
       CASE cadence WHEN 'everyDays' THEN 'keep' ELSE 'friday' END,
       CASE cadence WHEN 'everyDays' THEN 'keep' ELSE 'friday' END,
       CASE cadence WHEN 'everyDays' THEN 'next' ELSE 'previous' END,
       CASE cadence
           WHEN 'everyDays' THEN ARRAY(
               SELECT '2025-07-01'::date + 2 * day::integer FROM generate_series(0, 399) AS day
           )
           ELSE '{}'
       END,
       CASE WHEN turn %% 10 = 0 THEN 'NL' END, '{}', 'separate',
       CASE cadence WHEN 'everyDays' THEN 36 ELSE 3 END, '{MONTH} {YEAR}'
  FROM kinds;
