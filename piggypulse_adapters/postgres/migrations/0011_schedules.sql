-- How periods come about: one schedule per user, and when somebody completed onboarding.

ALTER TABLE users ADD COLUMN onboarded_at timestamptz;

-- Without a cadence, periods are made by hand. The columns said_* repeat what the cadence was
-- found by; region_holidays are those known when a plan was last made.
CREATE TABLE schedules (
    user_id uuid NOT NULL REFERENCES users (user_id),
    id uuid NOT NULL,
    revision integer NOT NULL,
    effective_on date,
    cadence text,
    cadence_interval smallint,
    first_day smallint,
    second_day smallint,
    ordinal smallint,
    weekday text,
    anchor_on date,
    said_method text,
    said_day smallint,
    said_length smallint,
    said_unit text,
    saturday_policy text,
    sunday_policy text,
    holiday_policy text,
    holidays date[],
    region text,
    region_holidays date[],
    bridging text,
    ahead smallint,
    name_pattern text,
    PRIMARY KEY (user_id),
    CONSTRAINT schedules_revision_sane CHECK (revision >= 1),
    CONSTRAINT schedules_effective_sane CHECK (effective_on BETWEEN '1900-01-01' AND '2200-01-01'),
    CONSTRAINT schedules_whole CHECK (
        num_nulls(cadence, saturday_policy, sunday_policy, holiday_policy, holidays,
                  region_holidays, bridging, ahead, name_pattern, effective_on) IN (0, 10)
    ),
    CONSTRAINT schedules_cadence_sane CHECK (
        CASE cadence
            WHEN 'everyDays' THEN num_nulls(cadence_interval, anchor_on) = 0
            WHEN 'everyWeeks' THEN num_nulls(cadence_interval, anchor_on) = 0
            WHEN 'everyMonths' THEN num_nulls(cadence_interval, anchor_on, first_day) = 0
            WHEN 'semiMonthly' THEN num_nulls(first_day, second_day) = 0
            WHEN 'nthWeekday' THEN num_nulls(cadence_interval, anchor_on, ordinal, weekday) = 0
            WHEN 'nthBusinessDay' THEN num_nulls(cadence_interval, anchor_on, ordinal) = 0
            ELSE cadence IS NULL
        END
    ),
    CONSTRAINT schedules_numbers_sane CHECK (
        cadence_interval BETWEEN 1 AND 366 AND first_day BETWEEN -28 AND 31
        AND second_day BETWEEN -28 AND 31 AND ordinal BETWEEN -23 AND 23
        AND anchor_on BETWEEN '1900-01-01' AND '2199-12-31' AND ahead BETWEEN 1 AND 36
    ),
    CONSTRAINT schedules_weekday_known CHECK (
        weekday IN ('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday')
    ),
    CONSTRAINT schedules_said_sane CHECK (
        num_nulls(said_method, said_day, said_length, said_unit) IN (0, 4)
        AND said_method IN ('dayOfMonth', 'businessDay', 'dayOfWeek')
        AND said_day BETWEEN 0 AND 31 AND said_length BETWEEN 1 AND 366
        AND said_unit IN ('days', 'weeks', 'months')
    ),
    CONSTRAINT schedules_policies_known CHECK (
        saturday_policy IN ('keep', 'friday', 'monday')
        AND sunday_policy IN ('keep', 'friday', 'monday')
        AND holiday_policy IN ('keep', 'previous', 'next')
        AND bridging IN ('separate', 'absorb')
    ),
    CONSTRAINT schedules_texts_sane CHECK (
        char_length(name_pattern) BETWEEN 1 AND 100 AND char_length(region) BETWEEN 2 AND 6
    )
);
