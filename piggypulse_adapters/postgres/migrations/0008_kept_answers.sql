-- Answers kept under their requests' Idempotency-Key for a day, to be given again.
CREATE TABLE kept_answers (
    user_id uuid NOT NULL REFERENCES users (user_id),
    key text NOT NULL,
    request bytea NOT NULL,
    answer bytea NOT NULL,
    kept_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, key),
    CONSTRAINT kept_answers_key_sane CHECK (char_length(key) BETWEEN 1 AND 255),
    CONSTRAINT kept_answers_request_sane CHECK (octet_length(request) = 32)
);

CREATE INDEX kept_answers_by_age ON kept_answers (kept_at);
