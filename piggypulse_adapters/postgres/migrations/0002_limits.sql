-- Counted attempts: of signing in, of answers asked of somebody signed in, and of requests.

-- Known before anybody is, hence global; keys are keyed digests of an address or an IP.
CREATE TABLE throttle (
    kind text NOT NULL,
    key bytea NOT NULL,
    failures bigint NOT NULL,
    since timestamptz NOT NULL,
    failed_at timestamptz NOT NULL,
    free_at timestamptz NOT NULL,
    PRIMARY KEY (kind, key),
    CONSTRAINT throttle_kind_known CHECK (kind IN ('address', 'ip')),
    CONSTRAINT throttle_key_sane CHECK (octet_length(key) = 32),
    CONSTRAINT throttle_failures_sane CHECK (failures >= 0)
);

CREATE INDEX throttle_by_age ON throttle (failed_at);

-- Which of an IP's failures were against one address; `since` names the count they belong to.
CREATE TABLE throttle_blames (
    address_key bytea NOT NULL,
    ip_key bytea NOT NULL,
    failures bigint NOT NULL,
    since timestamptz NOT NULL,
    failed_at timestamptz NOT NULL,
    PRIMARY KEY (address_key, ip_key),
    CONSTRAINT throttle_blames_failures_sane CHECK (failures >= 0)
);

CREATE INDEX throttle_blames_by_age ON throttle_blames (failed_at);

CREATE TABLE wrong_answers (
    user_id uuid NOT NULL REFERENCES users (user_id),
    kind text NOT NULL,
    answered_at timestamptz[] NOT NULL,
    PRIMARY KEY (user_id, kind),
    CONSTRAINT wrong_answers_kind_known CHECK (kind IN ('confirm', '2fa')),
    CONSTRAINT wrong_answers_bounded CHECK (cardinality(answered_at) <= 20)
);

-- Nothing worth a write-ahead log: after a crash of the database counting begins anew.
CREATE UNLOGGED TABLE request_counts (
    key bytea PRIMARY KEY,
    slots bigint[] NOT NULL,
    counts bigint[] NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT request_counts_paired CHECK (cardinality(slots) = cardinality(counts))
);

CREATE INDEX request_counts_by_age ON request_counts (expires_at);
