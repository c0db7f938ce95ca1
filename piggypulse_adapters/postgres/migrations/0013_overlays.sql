-- Lenses over days: what they cap, what their rules name, and what was said of transactions.
CREATE TABLE overlays (
    user_id uuid NOT NULL REFERENCES users (user_id),
    id uuid NOT NULL,
    name text NOT NULL,
    icon text,
    start_on date NOT NULL,
    end_on date NOT NULL,
    mode text NOT NULL,
    total_cap_minor bigint,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, id),
    CONSTRAINT overlays_name_sane CHECK (char_length(name) BETWEEN 1 AND 100),
    CONSTRAINT overlays_icon_sane CHECK (char_length(icon) BETWEEN 1 AND 64),
    CONSTRAINT overlays_mode_known CHECK (mode IN ('manual', 'rules', 'all')),
    CONSTRAINT overlays_cap_sane CHECK (total_cap_minor BETWEEN 0 AND 999999999999999),
    CONSTRAINT overlays_dates_sane CHECK (
        start_on BETWEEN '1900-01-01' AND '2199-12-31'
        AND end_on BETWEEN start_on AND '2199-12-31'
    )
);

CREATE INDEX overlays_by_creation ON overlays (user_id, created_at, id);

CREATE TABLE overlay_caps (
    user_id uuid NOT NULL REFERENCES users (user_id),
    overlay_id uuid NOT NULL,
    category_id uuid NOT NULL,
    cap_minor bigint NOT NULL,
    PRIMARY KEY (user_id, overlay_id, category_id),
    CONSTRAINT overlay_caps_overlay_known FOREIGN KEY (user_id, overlay_id)
        REFERENCES overlays (user_id, id),
    CONSTRAINT overlay_caps_category_known FOREIGN KEY (user_id, category_id)
        REFERENCES categories (user_id, id),
    CONSTRAINT overlay_caps_cap_sane CHECK (cap_minor BETWEEN 0 AND 999999999999999)
);

CREATE INDEX overlay_caps_by_category ON overlay_caps (user_id, category_id);

CREATE TABLE overlay_categories (
    user_id uuid NOT NULL REFERENCES users (user_id),
    overlay_id uuid NOT NULL,
    category_id uuid NOT NULL,
    PRIMARY KEY (user_id, overlay_id, category_id),
    CONSTRAINT overlay_categories_overlay_known FOREIGN KEY (user_id, overlay_id)
        REFERENCES overlays (user_id, id),
    CONSTRAINT overlay_categories_category_known FOREIGN KEY (user_id, category_id)
        REFERENCES categories (user_id, id)
);

CREATE INDEX overlay_categories_by_category ON overlay_categories (user_id, category_id);

CREATE TABLE overlay_vendors (
    user_id uuid NOT NULL REFERENCES users (user_id),
    overlay_id uuid NOT NULL,
    vendor_id uuid NOT NULL,
    PRIMARY KEY (user_id, overlay_id, vendor_id),
    CONSTRAINT overlay_vendors_overlay_known FOREIGN KEY (user_id, overlay_id)
        REFERENCES overlays (user_id, id),
    CONSTRAINT overlay_vendors_vendor_known FOREIGN KEY (user_id, vendor_id)
        REFERENCES vendors (user_id, id)
);

CREATE INDEX overlay_vendors_by_vendor ON overlay_vendors (user_id, vendor_id);

CREATE TABLE overlay_accounts (
    user_id uuid NOT NULL REFERENCES users (user_id),
    overlay_id uuid NOT NULL,
    account_id uuid NOT NULL,
    PRIMARY KEY (user_id, overlay_id, account_id),
    CONSTRAINT overlay_accounts_overlay_known FOREIGN KEY (user_id, overlay_id)
        REFERENCES overlays (user_id, id),
    CONSTRAINT overlay_accounts_account_known FOREIGN KEY (user_id, account_id)
        REFERENCES accounts (user_id, id)
);

CREATE INDEX overlay_accounts_by_account ON overlay_accounts (user_id, account_id);

CREATE TABLE overlay_overrides (
    user_id uuid NOT NULL REFERENCES users (user_id),
    overlay_id uuid NOT NULL,
    transaction_id uuid NOT NULL,
    included boolean NOT NULL,
    PRIMARY KEY (user_id, overlay_id, transaction_id),
    CONSTRAINT overlay_overrides_overlay_known FOREIGN KEY (user_id, overlay_id)
        REFERENCES overlays (user_id, id),
    CONSTRAINT overlay_overrides_transaction_known FOREIGN KEY (user_id, transaction_id)
        REFERENCES transactions (user_id, id)
);

CREATE INDEX overlay_overrides_by_transaction ON overlay_overrides (user_id, transaction_id);
