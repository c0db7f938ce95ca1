-- Letters that wait to be sent, and the two logs of security events.

-- Claimed by any worker and sent to people who may be gone by then, hence global. No secret rests
-- here: what a letter's link carries is made when it is sent.
CREATE TABLE outbox (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    user_id uuid,
    email_key text,
    email text,
    parameters jsonb NOT NULL,
    attempts integer NOT NULL,
    created_at timestamptz NOT NULL,
    not_before timestamptz NOT NULL,
    claimed_until timestamptz,
    sent_at timestamptz,
    CONSTRAINT outbox_kind_sane CHECK (char_length(kind) BETWEEN 1 AND 64),
    CONSTRAINT outbox_attempts_sane CHECK (attempts >= 0)
);

CREATE INDEX outbox_due ON outbox (not_before) WHERE sent_at IS NULL;
CREATE INDEX outbox_by_user ON outbox (user_id);

CREATE TABLE audit_events (
    user_id uuid NOT NULL REFERENCES users (user_id),
    id uuid NOT NULL,
    kind text NOT NULL,
    outcome text NOT NULL,
    reason text,
    session_id uuid,
    ip inet,
    user_agent text,
    request_id uuid,
    at timestamptz NOT NULL,
    PRIMARY KEY (user_id, id),
    CONSTRAINT audit_events_kind_sane CHECK (char_length(kind) BETWEEN 1 AND 64),
    CONSTRAINT audit_events_outcome_known CHECK (outcome IN ('ok', 'failed', 'refused')),
    CONSTRAINT audit_events_agent_sane CHECK (char_length(user_agent) <= 255)
);

-- Events of people who are unknown or erased, hence global; only keyed pseudonyms tell of them.
CREATE TABLE security_log (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    outcome text NOT NULL,
    reason text,
    subject bytea,
    source bytea,
    request_id uuid,
    at timestamptz NOT NULL,
    CONSTRAINT security_log_kind_sane CHECK (char_length(kind) BETWEEN 1 AND 64),
    CONSTRAINT security_log_outcome_known CHECK (outcome IN ('ok', 'failed', 'refused'))
);

CREATE INDEX security_log_by_age ON security_log (at);
