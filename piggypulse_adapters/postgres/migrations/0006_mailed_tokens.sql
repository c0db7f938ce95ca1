-- Tokens that travel by letter, and when somebody last used one to set a new password.

-- A digest is looked up before anybody is known, hence global; of each kind only the newest works.
CREATE TABLE mailed_tokens (
    user_id uuid NOT NULL REFERENCES users (user_id),
    kind text NOT NULL,
    digest bytea NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, kind),
    CONSTRAINT mailed_tokens_digest_taken UNIQUE (digest),
    CONSTRAINT mailed_tokens_kind_known CHECK (kind IN ('reset', 'emergency', 'unlock')),
    CONSTRAINT mailed_tokens_digest_sane CHECK (octet_length(digest) = 32)
);

ALTER TABLE users ADD COLUMN last_reset_at timestamptz;

CREATE INDEX outbox_by_address ON outbox (email_key, kind, created_at);
