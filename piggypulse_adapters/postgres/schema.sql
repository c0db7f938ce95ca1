-- What the migrations make of an empty database. Proof, not source: a test compares.

CREATE TABLE account_days (
    user_id uuid NOT NULL,
    account_id uuid NOT NULL,
    day date NOT NULL,
    inflow_minor numeric NOT NULL,
    outflow_minor numeric NOT NULL,
    spent_minor numeric NOT NULL,
    transactions bigint NOT NULL,
    CONSTRAINT account_days_pkey PRIMARY KEY (user_id, account_id, day) INCLUDE (inflow_minor, outflow_minor, spent_minor, transactions),
    CONSTRAINT account_days_account_known FOREIGN KEY (user_id, account_id) REFERENCES accounts(user_id, id),
    CONSTRAINT account_days_sane CHECK (((inflow_minor >= (0)::numeric) AND (outflow_minor >= (0)::numeric) AND (spent_minor >= (0)::numeric) AND (transactions >= 0) AND (spent_minor <= outflow_minor)))
);

CREATE TABLE accounts (
    user_id uuid NOT NULL,
    id uuid NOT NULL,
    type text NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL,
    color text NOT NULL,
    currency_code text NOT NULL,
    opening_minor bigint NOT NULL,
    net_minor numeric NOT NULL,
    spend_limit_minor bigint,
    top_up_amount_minor bigint,
    top_up_cycle text,
    top_up_day smallint,
    statement_close_day smallint,
    payment_due_day smallint,
    created_on date NOT NULL,
    archived_on date,
    CONSTRAINT accounts_pkey PRIMARY KEY (user_id, id),
    CONSTRAINT accounts_name_taken UNIQUE (user_id, name_key),
    CONSTRAINT accounts_currency_code_fkey FOREIGN KEY (currency_code) REFERENCES currencies(code),
    CONSTRAINT accounts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(user_id),
    CONSTRAINT accounts_card_days_on_cards CHECK ((((statement_close_day IS NULL) AND (payment_due_day IS NULL)) OR (type = 'CreditCard'::text))),
    CONSTRAINT accounts_card_days_sane CHECK ((((statement_close_day >= 1) AND (statement_close_day <= 31)) AND ((payment_due_day >= 1) AND (payment_due_day <= 31)))),
    CONSTRAINT accounts_color_sane CHECK ((color ~ '^#[0-9A-Fa-f]{6}$'::text)),
    CONSTRAINT accounts_dates_sane CHECK ((((created_on >= '1900-01-01'::date) AND (created_on <= '2199-12-31'::date)) AND ((archived_on >= '1900-01-01'::date) AND (archived_on <= '2199-12-31'::date)))),
    CONSTRAINT accounts_name_sane CHECK (((char_length(name) >= 1) AND (char_length(name) <= 100))),
    CONSTRAINT accounts_net_whole CHECK ((net_minor = trunc(net_minor))),
    CONSTRAINT accounts_opening_sane CHECK (((opening_minor >= '-999999999999999'::bigint) AND (opening_minor <= '999999999999999'::bigint))),
    CONSTRAINT accounts_spend_limit_sane CHECK ((((spend_limit_minor >= 0) AND (spend_limit_minor <= '999999999999999'::bigint)) AND ((spend_limit_minor IS NULL) OR (type = ANY (ARRAY['CreditCard'::text, 'Allowance'::text]))))),
    CONSTRAINT accounts_top_up_amount_sane CHECK (((top_up_amount_minor >= 0) AND (top_up_amount_minor <= '999999999999999'::bigint))),
    CONSTRAINT accounts_top_up_cycle_known CHECK ((top_up_cycle = ANY (ARRAY['weekly'::text, 'bi-weekly'::text, 'monthly'::text]))),
    CONSTRAINT accounts_top_up_day_sane CHECK (((top_up_day >= 0) AND (top_up_day <= 31))),
    CONSTRAINT accounts_top_up_sane CHECK ((((top_up_amount_minor IS NULL) AND (top_up_cycle IS NULL) AND (top_up_day IS NULL)) OR (type = 'Allowance'::text))),
    CONSTRAINT accounts_type_known CHECK ((type = ANY (ARRAY['Checking'::text, 'Savings'::text, 'CreditCard'::text, 'Wallet'::text, 'Allowance'::text])))
);

CREATE TABLE audit_events (
    user_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    outcome text NOT NULL,
    reason text,
    session_id uuid,
    ip inet,
    user_agent text,
    request_id uuid,
    at timestamp with time zone NOT NULL,
    CONSTRAINT audit_events_pkey PRIMARY KEY (user_id, id),
    CONSTRAINT audit_events_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(user_id),
    CONSTRAINT audit_events_agent_sane CHECK ((char_length(user_agent) <= 255)),
    CONSTRAINT audit_events_kind_sane CHECK (((char_length(kind) >= 1) AND (char_length(kind) <= 64))),
    CONSTRAINT audit_events_outcome_known CHECK ((outcome = ANY (ARRAY['ok'::text, 'failed'::text, 'refused'::text])))
);

CREATE TABLE backup_codes (
    user_id uuid NOT NULL,
    code_hash text NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT backup_codes_pkey PRIMARY KEY (user_id, code_hash),
    CONSTRAINT backup_codes_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(user_id),
    CONSTRAINT backup_codes_hash_sane CHECK (((char_length(code_hash) >= 1) AND (char_length(code_hash) <= 512)))
);

CREATE TABLE billing_events (
    user_id uuid NOT NULL,
    id uuid NOT NULL,
    subscription_id uuid NOT NULL,
    due_on date NOT NULL,
    date date NOT NULL,
    amount_minor bigint NOT NULL,
    transaction_id uuid,
    CONSTRAINT billing_events_pkey PRIMARY KEY (user_id, id),
    CONSTRAINT billing_events_one_per_due UNIQUE (user_id, subscription_id, due_on),
    CONSTRAINT billing_events_one_per_transaction UNIQUE (user_id, transaction_id),
    CONSTRAINT billing_events_subscription_known FOREIGN KEY (user_id, subscription_id) REFERENCES subscriptions(user_id, id),
    CONSTRAINT billing_events_transaction_known FOREIGN KEY (user_id, transaction_id) REFERENCES transactions(user_id, id),
    CONSTRAINT billing_events_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(user_id),
    CONSTRAINT billing_events_amount_sane CHECK (((amount_minor >= 1) AND (amount_minor <= '999999999999999'::bigint))),
    CONSTRAINT billing_events_dates_sane CHECK ((((due_on >= '1900-01-01'::date) AND (due_on <= '2199-12-31'::date)) AND ((date >= '1900-01-01'::date) AND (date <= '2199-12-31'::date))))
);

CREATE TABLE categories (
    user_id uuid NOT NULL,
    id uuid NOT NULL,
    type text NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL,
    icon text NOT NULL,
    behavior text,
    description text,
    parent_id uuid,
    is_system boolean NOT NULL,
    archived_on date,
    CONSTRAINT categories_pkey PRIMARY KEY (user_id, id),
    CONSTRAINT categories_name_taken UNIQUE (user_id, type, name_key),
    CONSTRAINT categories_of_a_type UNIQUE (user_id, id, type),
    CONSTRAINT categories_parent_known FOREIGN KEY (user_id, parent_id, type) REFERENCES categories(user_id, id, type),
    CONSTRAINT categories_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(user_id),
    CONSTRAINT categories_archived_sane CHECK (((archived_on >= '1900-01-01'::date) AND (archived_on <= '2199-12-31'::date))),
    CONSTRAINT categories_behavior_known CHECK ((behavior = ANY (ARRAY['fixed'::text, 'variable'::text, 'subscription'::text]))),
    CONSTRAINT categories_description_sane CHECK ((char_length(description) <= 500)),
    CONSTRAINT categories_icon_sane CHECK (((char_length(icon) >= 1) AND (char_length(icon) <= 64))),
    CONSTRAINT categories_name_sane CHECK (((char_length(name) >= 1) AND (char_length(name) <= 100))),
    CONSTRAINT categories_not_its_own_parent CHECK ((parent_id <> id)),
    CONSTRAINT categories_system_is_transfer CHECK (((NOT is_system) OR (type = 'transfer'::text))),
    CONSTRAINT categories_type_known CHECK ((type = ANY (ARRAY['income'::text, 'expense'::text, 'transfer'::text])))
);

CREATE TABLE credentials (
    digest bytea NOT NULL,
    kind text NOT NULL,
    user_id uuid NOT NULL,
    session_id uuid NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    superseded_at timestamp with time zone,
    siblings integer,
    CONSTRAINT credentials_pkey PRIMARY KEY (digest),
    CONSTRAINT credentials_user_id_session_id_fkey FOREIGN KEY (user_id, session_id) REFERENCES sessions(user_id, id),
    CONSTRAINT credentials_digest_sane CHECK ((octet_length(digest) = 32)),
    CONSTRAINT credentials_kind_known CHECK ((kind = ANY (ARRAY['cookie'::text, 'access_token'::text]))),
    CONSTRAINT credentials_siblings_sane CHECK (((siblings >= 0) AND (siblings <= 64)))
);

CREATE TABLE currencies (
    code text NOT NULL,
    decimal_places smallint NOT NULL,
    CONSTRAINT currencies_pkey PRIMARY KEY (code),
    CONSTRAINT currencies_code_sane CHECK ((code ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT currencies_decimals_sane CHECK (((decimal_places >= 0) AND (decimal_places <= 4)))
);

CREATE TABLE first_letters (
    address bytea NOT NULL,
    letter_id uuid NOT NULL,
    CONSTRAINT first_letters_pkey PRIMARY KEY (address),
    CONSTRAINT first_letters_address_sane CHECK ((octet_length(address) = 32))
);

CREATE TABLE goal_entries (
    user_id uuid NOT NULL,
    goal_id uuid NOT NULL,
    effective_from date NOT NULL,
    state text NOT NULL,
    value_minor bigint,
    CONSTRAINT goal_entries_pkey PRIMARY KEY (user_id, goal_id, effective_from),
    CONSTRAINT goal_entries_goal_known FOREIGN KEY (user_id, goal_id) REFERENCES goals(user_id, id),
    CONSTRAINT goal_entries_effective_sane CHECK (((effective_from = '0001-01-01'::date) OR ((effective_from >= '1900-01-01'::date) AND (effective_from <= '2199-12-31'::date)))),
    CONSTRAINT goal_entries_state_sane CHECK ((
CASE state
    WHEN 'active'::text THEN (value_minor IS NOT NULL)
    WHEN 'excluded'::text THEN (value_minor IS NOT NULL)
    WHEN 'removed'::text THEN (value_minor IS NULL)
    ELSE false
END AND ((value_minor >= 0) AND (value_minor <= '999999999999999'::bigint))))
);

CREATE TABLE goal_overrides (
    user_id uuid NOT NULL,
    goal_id uuid NOT NULL,
    period_id uuid NOT NULL,
    state text NOT NULL,
    value_minor bigint,
    CONSTRAINT goal_overrides_pkey PRIMARY KEY (user_id, goal_id, period_id),
    CONSTRAINT goal_overrides_goal_known FOREIGN KEY (user_id, goal_id) REFERENCES goals(user_id, id),
    CONSTRAINT goal_overrides_period_known FOREIGN KEY (user_id, period_id) REFERENCES periods(user_id, id),
    CONSTRAINT goal_overrides_state_sane CHECK ((
CASE state
    WHEN 'active'::text THEN (value_minor IS NOT NULL)
    WHEN 'excluded'::text THEN (value_minor IS NOT NULL)
    WHEN 'removed'::text THEN (value_minor IS NULL)
    ELSE false
END AND ((value_minor >= 0) AND (value_minor <= '999999999999999'::bigint))))
);

CREATE TABLE goals (
    user_id uuid NOT NULL,
    id uuid NOT NULL,
    category_id uuid NOT NULL,
    CONSTRAINT goals_pkey PRIMARY KEY (user_id, id),
    CONSTRAINT goals_one_per_category UNIQUE (user_id, category_id),
    CONSTRAINT goals_category_known FOREIGN KEY (user_id, category_id) REFERENCES categories(user_id, id),
    CONSTRAINT goals_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(user_id)
);

CREATE TABLE kept_answers (
    user_id uuid NOT NULL,
    key text NOT NULL,
    request bytea NOT NULL,
    answer bytea NOT NULL,
    kept_at timestamp with time zone NOT NULL,
    CONSTRAINT kept_answers_pkey PRIMARY KEY (user_id, key),
    CONSTRAINT kept_answers_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(user_id),
    CONSTRAINT kept_answers_key_sane CHECK (((char_length(key) >= 1) AND (char_length(key) <= 255))),
    CONSTRAINT kept_answers_request_sane CHECK ((octet_length(request) = 32))
);

CREATE TABLE mailed_tokens (
    user_id uuid NOT NULL,
    kind text NOT NULL,
    digest bytea NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT mailed_tokens_pkey PRIMARY KEY (user_id, kind),
    CONSTRAINT mailed_tokens_digest_taken UNIQUE (digest),
    CONSTRAINT mailed_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(user_id),
    CONSTRAINT mailed_tokens_digest_sane CHECK ((octet_length(digest) = 32)),
    CONSTRAINT mailed_tokens_kind_known CHECK ((kind = ANY (ARRAY['reset'::text, 'emergency'::text, 'unlock'::text])))
);

CREATE TABLE outbox (
    id uuid NOT NULL,
    kind text NOT NULL,
    user_id uuid,
    email_key text,
    email text,
    parameters jsonb NOT NULL,
    attempts integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    not_before timestamp with time zone NOT NULL,
    claimed_until timestamp with time zone,
    sent_at timestamp with time zone,
    CONSTRAINT outbox_pkey PRIMARY KEY (id),
    CONSTRAINT outbox_attempts_sane CHECK ((attempts >= 0)),
    CONSTRAINT outbox_kind_sane CHECK (((char_length(kind) >= 1) AND (char_length(kind) <= 64)))
);

CREATE TABLE overlay_accounts (
    user_id uuid NOT NULL,
    overlay_id uuid NOT NULL,
    account_id uuid NOT NULL,
    CONSTRAINT overlay_accounts_pkey PRIMARY KEY (user_id, overlay_id, account_id),
    CONSTRAINT overlay_accounts_account_known FOREIGN KEY (user_id, account_id) REFERENCES accounts(user_id, id),
    CONSTRAINT overlay_accounts_overlay_known FOREIGN KEY (user_id, overlay_id) REFERENCES overlays(user_id, id),
    CONSTRAINT overlay_accounts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(user_id)
);

CREATE TABLE overlay_caps (
    user_id uuid NOT NULL,
    overlay_id uuid NOT NULL,
    category_id uuid NOT NULL,
    cap_minor bigint NOT NULL,
    CONSTRAINT overlay_caps_pkey PRIMARY KEY (user_id, overlay_id, category_id),
    CONSTRAINT overlay_caps_category_known FOREIGN KEY (user_id, category_id) REFERENCES categories(user_id, id),
    CONSTRAINT overlay_caps_overlay_known FOREIGN KEY (user_id, overlay_id) REFERENCES overlays(user_id, id),
    CONSTRAINT overlay_caps_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(user_id),
    CONSTRAINT overlay_caps_cap_sane CHECK (((cap_minor >= 0) AND (cap_minor <= '999999999999999'::bigint)))
);

CREATE TABLE overlay_categories (
    user_id uuid NOT NULL,
    overlay_id uuid NOT NULL,
    category_id uuid NOT NULL,
    CONSTRAINT overlay_categories_pkey PRIMARY KEY (user_id, overlay_id, category_id),
    CONSTRAINT overlay_categories_category_known FOREIGN KEY (user_id, category_id) REFERENCES categories(user_id, id),
    CONSTRAINT overlay_categories_overlay_known FOREIGN KEY (user_id, overlay_id) REFERENCES overlays(user_id, id),
    CONSTRAINT overlay_categories_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(user_id)
);

CREATE TABLE overlay_overrides (
    user_id uuid NOT NULL,
    overlay_id uuid NOT NULL,
    transaction_id uuid NOT NULL,
    included boolean NOT NULL,
    CONSTRAINT overlay_overrides_pkey PRIMARY KEY (user_id, overlay_id, transaction_id),
    CONSTRAINT overlay_overrides_overlay_known FOREIGN KEY (user_id, overlay_id) REFERENCES overlays(user_id, id),
    CONSTRAINT overlay_overrides_transaction_known FOREIGN KEY (user_id, transaction_id) REFERENCES transactions(user_id, id),
    CONSTRAINT overlay_overrides_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(user_id)
);

CREATE TABLE overlay_vendors (
    user_id uuid NOT NULL,
    overlay_id uuid NOT NULL,
    vendor_id uuid NOT NULL,
    CONSTRAINT overlay_vendors_pkey PRIMARY KEY (user_id, overlay_id, vendor_id),
    CONSTRAINT overlay_vendors_overlay_known FOREIGN KEY (user_id, overlay_id) REFERENCES overlays(user_id, id),
    CONSTRAINT overlay_vendors_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(user_id),
    CONSTRAINT overlay_vendors_vendor_known FOREIGN KEY (user_id, vendor_id) REFERENCES vendors(user_id, id)
);

CREATE TABLE overlays (
    user_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    icon text,
    start_on date NOT NULL,
    end_on date NOT NULL,
    mode text NOT NULL,
    total_cap_minor bigint,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT overlays_pkey PRIMARY KEY (user_id, id),
    CONSTRAINT overlays_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(user_id),
    CONSTRAINT overlays_cap_sane CHECK (((total_cap_minor >= 0) AND (total_cap_minor <= '999999999999999'::bigint))),
    CONSTRAINT overlays_dates_sane CHECK ((((start_on >= '1900-01-01'::date) AND (start_on <= '2199-12-31'::date)) AND ((end_on >= start_on) AND (end_on <= '2199-12-31'::date)))),
    CONSTRAINT overlays_icon_sane CHECK (((char_length(icon) >= 1) AND (char_length(icon) <= 64))),
    CONSTRAINT overlays_mode_known CHECK ((mode = ANY (ARRAY['manual'::text, 'rules'::text, 'all'::text]))),
    CONSTRAINT overlays_name_sane CHECK (((char_length(name) >= 1) AND (char_length(name) <= 100)))
);

CREATE TABLE periods (
    user_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL,
    start_on date NOT NULL,
    end_on date NOT NULL,
    duration_units smallint,
    duration_unit text,
    origin text NOT NULL,
    bridging boolean NOT NULL,
    CONSTRAINT periods_pkey PRIMARY KEY (user_id, id),
    CONSTRAINT periods_name_taken UNIQUE (user_id, name_key),
    CONSTRAINT periods_start_taken UNIQUE (user_id, start_on),
    CONSTRAINT periods_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(user_id),
    CONSTRAINT periods_dates_sane CHECK ((('1900-01-01'::date <= start_on) AND (start_on <= end_on) AND (end_on <= '2199-12-31'::date))),
    CONSTRAINT periods_duration_sane CHECK ((((duration_units IS NULL) = (duration_unit IS NULL)) AND ((duration_units >= 1) AND (duration_units <= 3660)) AND (duration_unit = ANY (ARRAY['days'::text, 'weeks'::text, 'months'::text])))),
    CONSTRAINT periods_name_sane CHECK (((char_length(name) >= 1) AND (char_length(name) <= 100))),
    CONSTRAINT periods_origin_known CHECK ((origin = ANY (ARRAY['manual'::text, 'automatic'::text])))
);

CREATE TABLE preferences (
    user_id uuid NOT NULL,
    theme text NOT NULL,
    date_format text NOT NULL,
    number_format text NOT NULL,
    language text NOT NULL,
    is_compact boolean NOT NULL,
    color_theme text NOT NULL,
    stability_tolerance_basis_points smallint NOT NULL,
    widget_order text[] NOT NULL,
    hidden_widgets text[] NOT NULL,
    visible_account_ids uuid[] NOT NULL,
    CONSTRAINT preferences_pkey PRIMARY KEY (user_id),
    CONSTRAINT preferences_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(user_id),
    CONSTRAINT preferences_color_theme_known CHECK ((color_theme = ANY (ARRAY['nebula'::text, 'sunrise'::text, 'neon'::text, 'tropical'::text, 'candy_pop'::text, 'moonlit'::text]))),
    CONSTRAINT preferences_date_format_known CHECK ((date_format = ANY (ARRAY['DD/MM/YYYY'::text, 'MM/DD/YYYY'::text, 'YYYY-MM-DD'::text]))),
    CONSTRAINT preferences_language_sane CHECK (((char_length(language) <= 35) AND (language ~ '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$'::text))),
    CONSTRAINT preferences_layout_sane CHECK (((cardinality(widget_order) <= 300) AND (cardinality(hidden_widgets) <= 300) AND (cardinality(visible_account_ids) <= 300) AND (array_position(widget_order, NULL::text) IS NULL) AND (array_position(hidden_widgets, NULL::text) IS NULL) AND (array_position(visible_account_ids, NULL::uuid) IS NULL) AND (char_length(array_to_string(widget_order, ''::text)) <= 30000) AND (char_length(array_to_string(hidden_widgets, ''::text)) <= 30000))),
    CONSTRAINT preferences_number_format_known CHECK ((number_format = ANY (ARRAY['1,234.56'::text, '1.234,56'::text, '1 234,56'::text]))),
    CONSTRAINT preferences_theme_known CHECK ((theme = ANY (ARRAY['light'::text, 'dark'::text, 'system'::text]))),
    CONSTRAINT preferences_tolerance_sane CHECK (((stability_tolerance_basis_points >= 0) AND (stability_tolerance_basis_points <= 10000)))
);

CREATE TABLE request_counts (
    key bytea NOT NULL,
    slots bigint[] NOT NULL,
    counts bigint[] NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT request_counts_pkey PRIMARY KEY (key),
    CONSTRAINT request_counts_paired CHECK ((cardinality(slots) = cardinality(counts)))
);

CREATE TABLE schedules (
    user_id uuid NOT NULL,
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
    CONSTRAINT schedules_pkey PRIMARY KEY (user_id),
    CONSTRAINT schedules_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(user_id),
    CONSTRAINT schedules_cadence_sane CHECK (
CASE cadence
    WHEN 'everyDays'::text THEN (num_nulls(cadence_interval, anchor_on) = 0)
    WHEN 'everyWeeks'::text THEN (num_nulls(cadence_interval, anchor_on) = 0)
    WHEN 'everyMonths'::text THEN (num_nulls(cadence_interval, anchor_on, first_day) = 0)
    WHEN 'semiMonthly'::text THEN (num_nulls(first_day, second_day) = 0)
    WHEN 'nthWeekday'::text THEN (num_nulls(cadence_interval, anchor_on, ordinal, weekday) = 0)
    WHEN 'nthBusinessDay'::text THEN (num_nulls(cadence_interval, anchor_on, ordinal) = 0)
    ELSE (cadence IS NULL)
END),
    CONSTRAINT schedules_effective_sane CHECK (((effective_on >= '1900-01-01'::date) AND (effective_on <= '2200-01-01'::date))),
    CONSTRAINT schedules_numbers_sane CHECK ((((cadence_interval >= 1) AND (cadence_interval <= 366)) AND ((first_day >= '-28'::integer) AND (first_day <= 31)) AND ((second_day >= '-28'::integer) AND (second_day <= 31)) AND ((ordinal >= '-23'::integer) AND (ordinal <= 23)) AND ((anchor_on >= '1900-01-01'::date) AND (anchor_on <= '2199-12-31'::date)) AND ((ahead >= 1) AND (ahead <= 36)))),
    CONSTRAINT schedules_policies_known CHECK (((saturday_policy = ANY (ARRAY['keep'::text, 'friday'::text, 'monday'::text])) AND (sunday_policy = ANY (ARRAY['keep'::text, 'friday'::text, 'monday'::text])) AND (holiday_policy = ANY (ARRAY['keep'::text, 'previous'::text, 'next'::text])) AND (bridging = ANY (ARRAY['separate'::text, 'absorb'::text])))),
    CONSTRAINT schedules_revision_sane CHECK ((revision >= 1)),
    CONSTRAINT schedules_said_sane CHECK (((num_nulls(said_method, said_day, said_length, said_unit) = ANY (ARRAY[0, 4])) AND (said_method = ANY (ARRAY['dayOfMonth'::text, 'businessDay'::text, 'dayOfWeek'::text])) AND ((said_day >= 0) AND (said_day <= 31)) AND ((said_length >= 1) AND (said_length <= 366)) AND (said_unit = ANY (ARRAY['days'::text, 'weeks'::text, 'months'::text])))),
    CONSTRAINT schedules_texts_sane CHECK ((((char_length(name_pattern) >= 1) AND (char_length(name_pattern) <= 100)) AND ((char_length(region) >= 2) AND (char_length(region) <= 6)))),
    CONSTRAINT schedules_weekday_known CHECK ((weekday = ANY (ARRAY['monday'::text, 'tuesday'::text, 'wednesday'::text, 'thursday'::text, 'friday'::text, 'saturday'::text, 'sunday'::text]))),
    CONSTRAINT schedules_whole CHECK ((num_nulls(cadence, saturday_policy, sunday_policy, holiday_policy, holidays, region_holidays, bridging, ahead, name_pattern, effective_on) = ANY (ARRAY[0, 10])))
);

CREATE TABLE schema_migrations (
    version integer NOT NULL,
    name text NOT NULL,
    CONSTRAINT schema_migrations_pkey PRIMARY KEY (version)
);

CREATE TABLE security_log (
    id uuid NOT NULL,
    kind text NOT NULL,
    outcome text NOT NULL,
    reason text,
    subject bytea,
    source bytea,
    request_id uuid,
    at timestamp with time zone NOT NULL,
    CONSTRAINT security_log_pkey PRIMARY KEY (id),
    CONSTRAINT security_log_kind_sane CHECK (((char_length(kind) >= 1) AND (char_length(kind) <= 64))),
    CONSTRAINT security_log_outcome_known CHECK ((outcome = ANY (ARRAY['ok'::text, 'failed'::text, 'refused'::text])))
);

CREATE TABLE sessions (
    user_id uuid NOT NULL,
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    proven_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    user_agent text,
    ip inet,
    kind text,
    pending_until timestamp with time zone,
    CONSTRAINT sessions_pkey PRIMARY KEY (user_id, id),
    CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(user_id),
    CONSTRAINT sessions_agent_sane CHECK ((char_length(user_agent) <= 255)),
    CONSTRAINT sessions_end_sane CHECK ((ends_at > created_at)),
    CONSTRAINT sessions_kind_known CHECK ((kind = ANY (ARRAY['browser'::text, 'program'::text])))
);

CREATE TABLE sign_in_challenges (
    digest bytea NOT NULL,
    user_id uuid NOT NULL,
    session_id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    tries integer NOT NULL,
    CONSTRAINT sign_in_challenges_pkey PRIMARY KEY (digest),
    CONSTRAINT sign_in_challenges_user_id_session_id_fkey FOREIGN KEY (user_id, session_id) REFERENCES sessions(user_id, id),
    CONSTRAINT sign_in_challenges_digest_sane CHECK ((octet_length(digest) = 32)),
    CONSTRAINT sign_in_challenges_tries_sane CHECK (((tries >= 0) AND (tries <= 64)))
);

CREATE TABLE sign_in_names (
    email_key text NOT NULL,
    user_id uuid NOT NULL,
    CONSTRAINT sign_in_names_email_taken PRIMARY KEY (email_key),
    CONSTRAINT sign_in_names_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(user_id)
);

CREATE TABLE subscriptions (
    user_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    category_id uuid NOT NULL,
    vendor_id uuid,
    amount_minor bigint NOT NULL,
    cycle text NOT NULL,
    billing_day smallint NOT NULL,
    next_on date NOT NULL,
    is_paused boolean NOT NULL,
    cancelled_on date,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT subscriptions_pkey PRIMARY KEY (user_id, id),
    CONSTRAINT subscriptions_category_known FOREIGN KEY (user_id, category_id) REFERENCES categories(user_id, id),
    CONSTRAINT subscriptions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(user_id),
    CONSTRAINT subscriptions_vendor_known FOREIGN KEY (user_id, vendor_id) REFERENCES vendors(user_id, id),
    CONSTRAINT subscriptions_amount_sane CHECK (((amount_minor >= 1) AND (amount_minor <= '999999999999999'::bigint))),
    CONSTRAINT subscriptions_cycle_known CHECK ((cycle = ANY (ARRAY['monthly'::text, 'quarterly'::text, 'yearly'::text]))),
    CONSTRAINT subscriptions_dates_sane CHECK ((((next_on >= '1900-01-01'::date) AND (next_on <= '2199-12-31'::date)) AND ((cancelled_on >= '1900-01-01'::date) AND (cancelled_on <= '2199-12-31'::date)))),
    CONSTRAINT subscriptions_day_sane CHECK (((billing_day >= 1) AND (billing_day <= 31))),
    CONSTRAINT subscriptions_name_sane CHECK (((char_length(name) >= 1) AND (char_length(name) <= 255)))
);

CREATE TABLE throttle (
    kind text NOT NULL,
    key bytea NOT NULL,
    failures bigint NOT NULL,
    since timestamp with time zone NOT NULL,
    failed_at timestamp with time zone NOT NULL,
    free_at timestamp with time zone NOT NULL,
    CONSTRAINT throttle_pkey PRIMARY KEY (kind, key),
    CONSTRAINT throttle_failures_sane CHECK ((failures >= 0)),
    CONSTRAINT throttle_key_sane CHECK ((octet_length(key) = 32)),
    CONSTRAINT throttle_kind_known CHECK ((kind = ANY (ARRAY['address'::text, 'ip'::text])))
);

CREATE TABLE throttle_blames (
    address_key bytea NOT NULL,
    ip_key bytea NOT NULL,
    failures bigint NOT NULL,
    since timestamp with time zone NOT NULL,
    failed_at timestamp with time zone NOT NULL,
    CONSTRAINT throttle_blames_pkey PRIMARY KEY (address_key, ip_key),
    CONSTRAINT throttle_blames_failures_sane CHECK ((failures >= 0))
);

CREATE TABLE transactions (
    user_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    date date NOT NULL,
    description text NOT NULL,
    search_key text NOT NULL,
    amount_minor bigint NOT NULL,
    amount_text text NOT NULL,
    from_account_id uuid NOT NULL,
    to_account_id uuid,
    category_id uuid,
    category_type text,
    vendor_id uuid,
    CONSTRAINT transactions_pkey PRIMARY KEY (user_id, id),
    CONSTRAINT transactions_category_known FOREIGN KEY (user_id, category_id, category_type) REFERENCES categories(user_id, id, type),
    CONSTRAINT transactions_from_account_known FOREIGN KEY (user_id, from_account_id) REFERENCES accounts(user_id, id),
    CONSTRAINT transactions_to_account_known FOREIGN KEY (user_id, to_account_id) REFERENCES accounts(user_id, id),
    CONSTRAINT transactions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(user_id),
    CONSTRAINT transactions_vendor_known FOREIGN KEY (user_id, vendor_id) REFERENCES vendors(user_id, id),
    CONSTRAINT transactions_amount_sane CHECK (((amount_minor >= 1) AND (amount_minor <= '999999999999999'::bigint))),
    CONSTRAINT transactions_category_whole CHECK (((category_id IS NULL) = (category_type IS NULL))),
    CONSTRAINT transactions_date_sane CHECK (((date >= '1900-01-01'::date) AND (date <= '2199-12-31'::date))),
    CONSTRAINT transactions_description_sane CHECK (((char_length(description) >= 1) AND (char_length(description) <= 500))),
    CONSTRAINT transactions_kind_sane CHECK (
CASE kind
    WHEN 'regular'::text THEN ((to_account_id IS NULL) AND ((category_type IS NULL) OR (category_type = ANY (ARRAY['income'::text, 'expense'::text]))))
    WHEN 'transfer'::text THEN ((to_account_id IS NOT NULL) AND (to_account_id <> from_account_id) AND (category_type IS NOT NULL) AND (category_type = 'transfer'::text))
    ELSE false
END)
);

CREATE TABLE two_factor (
    user_id uuid NOT NULL,
    sealed_seed bytea NOT NULL,
    key_id text NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    confirmed_at timestamp with time zone,
    last_counter bigint,
    setup_counter bigint,
    setup_session_id uuid,
    setup_until timestamp with time zone,
    CONSTRAINT two_factor_pkey PRIMARY KEY (user_id),
    CONSTRAINT two_factor_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(user_id),
    CONSTRAINT two_factor_confirmed_with_a_code CHECK (((confirmed_at IS NULL) = (last_counter IS NULL))),
    CONSTRAINT two_factor_key_sane CHECK (((char_length(key_id) >= 1) AND (char_length(key_id) <= 64))),
    CONSTRAINT two_factor_setup_whole CHECK ((num_nulls(setup_counter, setup_session_id, setup_until) = ANY (ARRAY[0, 3])))
);

CREATE TABLE users (
    user_id uuid NOT NULL,
    email text NOT NULL,
    password_hash text NOT NULL,
    name text NOT NULL,
    currency_code text,
    avatar text NOT NULL,
    timezone text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_reset_at timestamp with time zone,
    onboarded_at timestamp with time zone,
    password_changed_at timestamp with time zone,
    CONSTRAINT users_pkey PRIMARY KEY (user_id),
    CONSTRAINT users_currency_code_fkey FOREIGN KEY (currency_code) REFERENCES currencies(code),
    CONSTRAINT users_avatar_sane CHECK (((char_length(avatar) >= 0) AND (char_length(avatar) <= 64))),
    CONSTRAINT users_email_sane CHECK (((char_length(email) >= 3) AND (char_length(email) <= 254))),
    CONSTRAINT users_name_sane CHECK (((char_length(name) >= 1) AND (char_length(name) <= 100))),
    CONSTRAINT users_timezone_sane CHECK (((char_length(timezone) >= 1) AND (char_length(timezone) <= 64)))
);

CREATE TABLE vendors (
    user_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL,
    description text,
    archived_on date,
    CONSTRAINT vendors_pkey PRIMARY KEY (user_id, id),
    CONSTRAINT vendors_name_taken UNIQUE (user_id, name_key),
    CONSTRAINT vendors_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(user_id),
    CONSTRAINT vendors_archived_sane CHECK (((archived_on >= '1900-01-01'::date) AND (archived_on <= '2199-12-31'::date))),
    CONSTRAINT vendors_description_sane CHECK ((char_length(description) <= 500)),
    CONSTRAINT vendors_name_sane CHECK (((char_length(name) >= 1) AND (char_length(name) <= 100)))
);

CREATE TABLE wrong_answers (
    user_id uuid NOT NULL,
    kind text NOT NULL,
    answered_at timestamp with time zone[] NOT NULL,
    CONSTRAINT wrong_answers_pkey PRIMARY KEY (user_id, kind),
    CONSTRAINT wrong_answers_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(user_id),
    CONSTRAINT wrong_answers_bounded CHECK ((cardinality(answered_at) <= 20)),
    CONSTRAINT wrong_answers_kind_known CHECK ((kind = ANY (ARRAY['confirm'::text, '2fa'::text])))
);

CREATE INDEX audit_events_by_age ON public.audit_events USING btree (at);
CREATE INDEX audit_events_with_places ON public.audit_events USING btree (at) WHERE ((ip IS NOT NULL) OR (user_agent IS NOT NULL));
CREATE INDEX billing_events_by_date ON public.billing_events USING btree (user_id, date) INCLUDE (subscription_id, due_on);
CREATE INDEX categories_children ON public.categories USING btree (user_id, parent_id) WHERE (parent_id IS NOT NULL);
CREATE UNIQUE INDEX categories_one_system ON public.categories USING btree (user_id) WHERE is_system;
CREATE INDEX credentials_session ON public.credentials USING btree (user_id, session_id);
CREATE INDEX goal_overrides_by_period ON public.goal_overrides USING btree (user_id, period_id);
CREATE INDEX kept_answers_by_age ON public.kept_answers USING btree (kept_at);
CREATE INDEX outbox_by_address ON public.outbox USING btree (email_key, kind, created_at);
CREATE INDEX outbox_by_user ON public.outbox USING btree (user_id);
CREATE INDEX outbox_due ON public.outbox USING btree (not_before) WHERE (sent_at IS NULL);
CREATE INDEX outbox_sent ON public.outbox USING btree (sent_at) WHERE (sent_at IS NOT NULL);
CREATE INDEX overlay_accounts_by_account ON public.overlay_accounts USING btree (user_id, account_id);
CREATE INDEX overlay_caps_by_category ON public.overlay_caps USING btree (user_id, category_id);
CREATE INDEX overlay_categories_by_category ON public.overlay_categories USING btree (user_id, category_id);
CREATE INDEX overlay_overrides_by_transaction ON public.overlay_overrides USING btree (user_id, transaction_id);
CREATE INDEX overlay_vendors_by_vendor ON public.overlay_vendors USING btree (user_id, vendor_id);
CREATE INDEX overlays_by_creation ON public.overlays USING btree (user_id, created_at, id);
CREATE INDEX periods_by_end ON public.periods USING btree (user_id, end_on);
CREATE INDEX request_counts_by_age ON public.request_counts USING btree (expires_at);
CREATE INDEX security_log_by_age ON public.security_log USING btree (at);
CREATE INDEX sessions_pending ON public.sessions USING btree (user_id, created_at) WHERE (pending_until IS NOT NULL);
CREATE INDEX sign_in_challenges_session ON public.sign_in_challenges USING btree (user_id, session_id);
CREATE INDEX sign_in_names_user ON public.sign_in_names USING btree (user_id);
CREATE INDEX subscriptions_by_category ON public.subscriptions USING btree (user_id, category_id);
CREATE INDEX subscriptions_by_next ON public.subscriptions USING btree (user_id, next_on, id);
CREATE INDEX subscriptions_by_vendor ON public.subscriptions USING btree (user_id, vendor_id);
CREATE INDEX throttle_blames_by_age ON public.throttle_blames USING btree (failed_at);
CREATE INDEX throttle_by_age ON public.throttle USING btree (failed_at);
CREATE INDEX transactions_by_category ON public.transactions USING btree (user_id, category_id, date, id);
CREATE INDEX transactions_by_date ON public.transactions USING btree (user_id, date, id);
CREATE INDEX transactions_by_from_account ON public.transactions USING btree (user_id, from_account_id, date, id);
CREATE INDEX transactions_by_to_account ON public.transactions USING btree (user_id, to_account_id, date, id);
CREATE INDEX transactions_by_vendor ON public.transactions USING btree (user_id, vendor_id, date, id);
CREATE INDEX transactions_transfers ON public.transactions USING btree (user_id, date) INCLUDE (from_account_id, to_account_id) WHERE (kind = 'transfer'::text);
CREATE INDEX transactions_uncategorized ON public.transactions USING btree (user_id, date, id) WHERE (category_id IS NULL);
