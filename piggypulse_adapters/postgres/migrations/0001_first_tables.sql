-- The first tables: people and their sessions, the ledger with its day sums, periods and goals.
-- Tenant tables carry user_id first in every key; only currencies are referred to without it.

CREATE TABLE currencies (
    code text PRIMARY KEY,
    decimal_places smallint NOT NULL,
    CONSTRAINT currencies_code_sane CHECK (code ~ '^[A-Z]{3}$'),
    CONSTRAINT currencies_decimals_sane CHECK (decimal_places BETWEEN 0 AND 4)
);

INSERT INTO currencies (code, decimal_places) VALUES
    ('AUD', 2), ('BRL', 2), ('CAD', 2), ('CHF', 2), ('CZK', 2), ('DKK', 2), ('EUR', 2),
    ('GBP', 2), ('HUF', 2), ('JPY', 0), ('NOK', 2), ('PLN', 2), ('SEK', 2), ('USD', 2);

CREATE TABLE users (
    user_id uuid PRIMARY KEY,
    email text NOT NULL,
    password_hash text NOT NULL,
    name text NOT NULL,
    currency_code text REFERENCES currencies (code),
    avatar text NOT NULL,
    timezone text NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT users_email_sane CHECK (char_length(email) BETWEEN 3 AND 254),
    CONSTRAINT users_name_sane CHECK (char_length(name) BETWEEN 1 AND 100),
    CONSTRAINT users_avatar_sane CHECK (char_length(avatar) BETWEEN 0 AND 64),
    CONSTRAINT users_timezone_sane CHECK (char_length(timezone) BETWEEN 1 AND 64)
);

-- Looked up before the user is known, hence global.
CREATE TABLE sign_in_names (
    email_key text NOT NULL,
    user_id uuid NOT NULL REFERENCES users (user_id),
    CONSTRAINT sign_in_names_email_taken PRIMARY KEY (email_key)
);

CREATE INDEX sign_in_names_user ON sign_in_names (user_id);

CREATE TABLE sessions (
    user_id uuid NOT NULL REFERENCES users (user_id),
    id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    proven_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    user_agent text,
    ip inet,
    PRIMARY KEY (user_id, id),
    CONSTRAINT sessions_agent_sane CHECK (char_length(user_agent) <= 255),
    CONSTRAINT sessions_end_sane CHECK (ends_at > created_at)
);

-- Looked up before the user is known, hence global. Only digests of secrets rest here.
CREATE TABLE credentials (
    digest bytea PRIMARY KEY,
    kind text NOT NULL,
    user_id uuid NOT NULL,
    session_id uuid NOT NULL,
    expires_at timestamptz NOT NULL,
    superseded_at timestamptz,
    FOREIGN KEY (user_id, session_id) REFERENCES sessions (user_id, id),
    CONSTRAINT credentials_digest_sane CHECK (octet_length(digest) = 32),
    CONSTRAINT credentials_kind_known CHECK (kind IN ('cookie', 'access_token'))
);

CREATE INDEX credentials_session ON credentials (user_id, session_id);

CREATE TABLE accounts (
    user_id uuid NOT NULL REFERENCES users (user_id),
    id uuid NOT NULL,
    type text NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL,
    color text NOT NULL,
    currency_code text NOT NULL REFERENCES currencies (code),
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
    PRIMARY KEY (user_id, id),
    CONSTRAINT accounts_name_taken UNIQUE (user_id, name_key),
    CONSTRAINT accounts_type_known
        CHECK (type IN ('Checking', 'Savings', 'CreditCard', 'Wallet', 'Allowance')),
    CONSTRAINT accounts_name_sane CHECK (char_length(name) BETWEEN 1 AND 100),
    CONSTRAINT accounts_color_sane CHECK (color ~ '^#[0-9A-Fa-f]{6}$'),
    CONSTRAINT accounts_opening_sane
        CHECK (opening_minor BETWEEN -999999999999999 AND 999999999999999),
    CONSTRAINT accounts_net_whole CHECK (net_minor = trunc(net_minor)),
    CONSTRAINT accounts_spend_limit_sane CHECK (
        spend_limit_minor BETWEEN 0 AND 999999999999999
        AND (spend_limit_minor IS NULL OR type IN ('CreditCard', 'Allowance'))
    ),
    CONSTRAINT accounts_top_up_sane CHECK (
        (top_up_amount_minor IS NULL AND top_up_cycle IS NULL AND top_up_day IS NULL)
        OR type = 'Allowance'
    ),
    CONSTRAINT accounts_top_up_amount_sane
        CHECK (top_up_amount_minor BETWEEN 0 AND 999999999999999),
    CONSTRAINT accounts_top_up_cycle_known
        CHECK (top_up_cycle IN ('weekly', 'bi-weekly', 'monthly')),
    CONSTRAINT accounts_top_up_day_sane CHECK (top_up_day BETWEEN 0 AND 31),
    CONSTRAINT accounts_card_days_sane CHECK (
        statement_close_day BETWEEN 1 AND 31 AND payment_due_day BETWEEN 1 AND 31
    ),
    CONSTRAINT accounts_card_days_on_cards CHECK (
        (statement_close_day IS NULL AND payment_due_day IS NULL) OR type = 'CreditCard'
    ),
    CONSTRAINT accounts_dates_sane CHECK (
        created_on BETWEEN '1900-01-01' AND '2199-12-31'
        AND archived_on BETWEEN '1900-01-01' AND '2199-12-31'
    )
);

CREATE TABLE categories (
    user_id uuid NOT NULL REFERENCES users (user_id),
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
    PRIMARY KEY (user_id, id),
    CONSTRAINT categories_of_a_type UNIQUE (user_id, id, type),
    CONSTRAINT categories_name_taken UNIQUE (user_id, type, name_key),
    -- Naming the type twice makes the database refuse a parent of another type.
    CONSTRAINT categories_parent_known FOREIGN KEY (user_id, parent_id, type)
        REFERENCES categories (user_id, id, type),
    CONSTRAINT categories_type_known CHECK (type IN ('income', 'expense', 'transfer')),
    CONSTRAINT categories_behavior_known
        CHECK (behavior IN ('fixed', 'variable', 'subscription')),
    CONSTRAINT categories_name_sane CHECK (char_length(name) BETWEEN 1 AND 100),
    CONSTRAINT categories_icon_sane CHECK (char_length(icon) BETWEEN 1 AND 64),
    CONSTRAINT categories_description_sane CHECK (char_length(description) <= 500),
    CONSTRAINT categories_not_its_own_parent CHECK (parent_id <> id),
    CONSTRAINT categories_system_is_transfer CHECK (NOT is_system OR type = 'transfer'),
    CONSTRAINT categories_archived_sane CHECK (archived_on BETWEEN '1900-01-01' AND '2199-12-31')
);

CREATE INDEX categories_children ON categories (user_id, parent_id) WHERE parent_id IS NOT NULL;

CREATE UNIQUE INDEX categories_one_system ON categories (user_id) WHERE is_system;

CREATE TABLE vendors (
    user_id uuid NOT NULL REFERENCES users (user_id),
    id uuid NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL,
    description text,
    archived_on date,
    PRIMARY KEY (user_id, id),
    CONSTRAINT vendors_name_taken UNIQUE (user_id, name_key),
    CONSTRAINT vendors_name_sane CHECK (char_length(name) BETWEEN 1 AND 100),
    CONSTRAINT vendors_description_sane CHECK (char_length(description) <= 500),
    CONSTRAINT vendors_archived_sane CHECK (archived_on BETWEEN '1900-01-01' AND '2199-12-31')
);

CREATE TABLE transactions (
    user_id uuid NOT NULL REFERENCES users (user_id),
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
    PRIMARY KEY (user_id, id),
    CONSTRAINT transactions_from_account_known FOREIGN KEY (user_id, from_account_id)
        REFERENCES accounts (user_id, id),
    CONSTRAINT transactions_to_account_known FOREIGN KEY (user_id, to_account_id)
        REFERENCES accounts (user_id, id),
    CONSTRAINT transactions_category_known FOREIGN KEY (user_id, category_id, category_type)
        REFERENCES categories (user_id, id, type),
    CONSTRAINT transactions_vendor_known FOREIGN KEY (user_id, vendor_id)
        REFERENCES vendors (user_id, id),
    CONSTRAINT transactions_amount_sane CHECK (amount_minor BETWEEN 1 AND 999999999999999),
    CONSTRAINT transactions_date_sane CHECK (date BETWEEN '1900-01-01' AND '2199-12-31'),
    CONSTRAINT transactions_description_sane CHECK (char_length(description) BETWEEN 1 AND 500),
    CONSTRAINT transactions_category_whole CHECK ((category_id IS NULL) = (category_type IS NULL)),
    CONSTRAINT transactions_kind_sane CHECK (
        CASE kind
            WHEN 'regular' THEN to_account_id IS NULL
                AND (category_type IS NULL OR category_type IN ('income', 'expense'))
            WHEN 'transfer' THEN to_account_id IS NOT NULL AND to_account_id <> from_account_id
                AND category_type IS NOT NULL AND category_type = 'transfer'
            ELSE false
        END
    )
);

CREATE INDEX transactions_by_date ON transactions (user_id, date, id);
CREATE INDEX transactions_by_category ON transactions (user_id, category_id, date, id);
CREATE INDEX transactions_by_vendor ON transactions (user_id, vendor_id, date, id);
CREATE INDEX transactions_by_from_account ON transactions (user_id, from_account_id, date, id);
CREATE INDEX transactions_by_to_account ON transactions (user_id, to_account_id, date, id);
CREATE INDEX transactions_uncategorized ON transactions (user_id, date, id)
    WHERE category_id IS NULL;
CREATE INDEX transactions_transfers ON transactions (user_id, date)
    INCLUDE (from_account_id, to_account_id) WHERE kind = 'transfer';

-- What moved on an account on a day; written by the statement that writes the transaction.
CREATE TABLE account_days (
    user_id uuid NOT NULL,
    account_id uuid NOT NULL,
    day date NOT NULL,
    inflow_minor numeric NOT NULL,
    outflow_minor numeric NOT NULL,
    spent_minor numeric NOT NULL,
    transactions bigint NOT NULL,
    PRIMARY KEY (user_id, account_id, day)
        INCLUDE (inflow_minor, outflow_minor, spent_minor, transactions),
    CONSTRAINT account_days_account_known FOREIGN KEY (user_id, account_id)
        REFERENCES accounts (user_id, id),
    CONSTRAINT account_days_sane CHECK (
        inflow_minor >= 0 AND outflow_minor >= 0 AND spent_minor >= 0 AND transactions >= 0
        AND spent_minor <= outflow_minor
    )
);

CREATE TABLE periods (
    user_id uuid NOT NULL REFERENCES users (user_id),
    id uuid NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL,
    start_on date NOT NULL,
    end_on date NOT NULL,
    duration_units smallint,
    duration_unit text,
    origin text NOT NULL,
    bridging boolean NOT NULL,
    PRIMARY KEY (user_id, id),
    CONSTRAINT periods_start_taken UNIQUE (user_id, start_on),
    CONSTRAINT periods_name_taken UNIQUE (user_id, name_key),
    CONSTRAINT periods_name_sane CHECK (char_length(name) BETWEEN 1 AND 100),
    CONSTRAINT periods_dates_sane
        CHECK ('1900-01-01' <= start_on AND start_on <= end_on AND end_on <= '2199-12-31'),
    CONSTRAINT periods_duration_sane CHECK (
        (duration_units IS NULL) = (duration_unit IS NULL)
        AND duration_units BETWEEN 1 AND 3660
        AND duration_unit IN ('days', 'weeks', 'months')
    ),
    CONSTRAINT periods_origin_known CHECK (origin IN ('manual', 'automatic'))
);

CREATE INDEX periods_by_end ON periods (user_id, end_on);

-- One stream of goals per category; its id outlives every change of value.
CREATE TABLE goals (
    user_id uuid NOT NULL REFERENCES users (user_id),
    id uuid NOT NULL,
    category_id uuid NOT NULL,
    PRIMARY KEY (user_id, id),
    CONSTRAINT goals_one_per_category UNIQUE (user_id, category_id),
    CONSTRAINT goals_category_known FOREIGN KEY (user_id, category_id)
        REFERENCES categories (user_id, id)
);

-- effective_from 0001-01-01 is the baseline: in force before every other entry.
CREATE TABLE goal_entries (
    user_id uuid NOT NULL,
    goal_id uuid NOT NULL,
    effective_from date NOT NULL,
    state text NOT NULL,
    value_minor bigint,
    PRIMARY KEY (user_id, goal_id, effective_from),
    CONSTRAINT goal_entries_goal_known FOREIGN KEY (user_id, goal_id)
        REFERENCES goals (user_id, id),
    CONSTRAINT goal_entries_effective_sane CHECK (
        effective_from = '0001-01-01' OR effective_from BETWEEN '1900-01-01' AND '2199-12-31'
    ),
    CONSTRAINT goal_entries_state_sane CHECK (
        CASE state
            WHEN 'active' THEN value_minor IS NOT NULL
            WHEN 'excluded' THEN value_minor IS NOT NULL
            WHEN 'removed' THEN value_minor IS NULL
            ELSE false
        END
        AND value_minor BETWEEN 0 AND 999999999999999
    )
);

CREATE TABLE goal_overrides (
    user_id uuid NOT NULL,
    goal_id uuid NOT NULL,
    period_id uuid NOT NULL,
    state text NOT NULL,
    value_minor bigint,
    PRIMARY KEY (user_id, goal_id, period_id),
    CONSTRAINT goal_overrides_goal_known FOREIGN KEY (user_id, goal_id)
        REFERENCES goals (user_id, id),
    CONSTRAINT goal_overrides_period_known FOREIGN KEY (user_id, period_id)
        REFERENCES periods (user_id, id),
    CONSTRAINT goal_overrides_state_sane CHECK (
        CASE state
            WHEN 'active' THEN value_minor IS NOT NULL
            WHEN 'excluded' THEN value_minor IS NOT NULL
            WHEN 'removed' THEN value_minor IS NULL
            ELSE false
        END
        AND value_minor BETWEEN 0 AND 999999999999999
    )
);

CREATE INDEX goal_overrides_by_period ON goal_overrides (user_id, period_id);
