-- Charges that come again, and those that came or should have.
CREATE TABLE subscriptions (
    user_id uuid NOT NULL REFERENCES users (user_id),
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
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, id),
    CONSTRAINT subscriptions_category_known FOREIGN KEY (user_id, category_id)
        REFERENCES categories (user_id, id),
    CONSTRAINT subscriptions_vendor_known FOREIGN KEY (user_id, vendor_id)
        REFERENCES vendors (user_id, id),
    CONSTRAINT subscriptions_name_sane CHECK (char_length(name) BETWEEN 1 AND 255),
    CONSTRAINT subscriptions_amount_sane CHECK (amount_minor BETWEEN 1 AND 999999999999999),
    CONSTRAINT subscriptions_cycle_known CHECK (cycle IN ('monthly', 'quarterly', 'yearly')),
    CONSTRAINT subscriptions_day_sane CHECK (billing_day BETWEEN 1 AND 31),
    CONSTRAINT subscriptions_dates_sane CHECK (
        next_on BETWEEN '1900-01-01' AND '2199-12-31'
        AND cancelled_on BETWEEN '1900-01-01' AND '2199-12-31'
    )
);

CREATE INDEX subscriptions_by_category ON subscriptions (user_id, category_id);
CREATE INDEX subscriptions_by_vendor ON subscriptions (user_id, vendor_id);
CREATE INDEX subscriptions_by_next ON subscriptions (user_id, next_on, id);

-- One charge a due date, and one a transaction: whoever comes second finds it taken.
CREATE TABLE billing_events (
    user_id uuid NOT NULL REFERENCES users (user_id),
    id uuid NOT NULL,
    subscription_id uuid NOT NULL,
    due_on date NOT NULL,
    date date NOT NULL,
    amount_minor bigint NOT NULL,
    transaction_id uuid,
    PRIMARY KEY (user_id, id),
    CONSTRAINT billing_events_one_per_due UNIQUE (user_id, subscription_id, due_on),
    CONSTRAINT billing_events_one_per_transaction UNIQUE (user_id, transaction_id),
    CONSTRAINT billing_events_subscription_known FOREIGN KEY (user_id, subscription_id)
        REFERENCES subscriptions (user_id, id),
    CONSTRAINT billing_events_transaction_known FOREIGN KEY (user_id, transaction_id)
        REFERENCES transactions (user_id, id),
    CONSTRAINT billing_events_amount_sane CHECK (amount_minor BETWEEN 1 AND 999999999999999),
    CONSTRAINT billing_events_dates_sane CHECK (
        due_on BETWEEN '1900-01-01' AND '2199-12-31' AND date BETWEEN '1900-01-01' AND '2199-12-31'
    )
);
