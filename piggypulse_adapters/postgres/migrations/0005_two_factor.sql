-- The second factor: sealed seeds, hashes of backup codes, and sign-ins that wait for a code.

CREATE TABLE two_factor (
    user_id uuid PRIMARY KEY REFERENCES users (user_id),
    sealed_seed bytea NOT NULL,
    key_id text NOT NULL,
    begun_at timestamptz NOT NULL,
    confirmed_at timestamptz,
    last_counter bigint,
    setup_counter bigint,
    setup_session_id uuid,
    setup_until timestamptz,
    CONSTRAINT two_factor_key_sane CHECK (char_length(key_id) BETWEEN 1 AND 64),
    CONSTRAINT two_factor_confirmed_with_a_code
        CHECK ((confirmed_at IS NULL) = (last_counter IS NULL)),
    CONSTRAINT two_factor_setup_whole
        CHECK (num_nulls(setup_counter, setup_session_id, setup_until) IN (0, 3))
);

CREATE TABLE backup_codes (
    user_id uuid NOT NULL REFERENCES users (user_id),
    code_hash text NOT NULL,
    used_at timestamptz,
    PRIMARY KEY (user_id, code_hash),
    CONSTRAINT backup_codes_hash_sane CHECK (char_length(code_hash) BETWEEN 1 AND 512)
);

-- A session whose password was right and whose code is outstanding; it opens nothing until then.
ALTER TABLE sessions ADD COLUMN pending_until timestamptz;

CREATE INDEX sessions_pending ON sessions (user_id, created_at) WHERE pending_until IS NOT NULL;

-- Looked up before the user is known, hence global. Only digests of secrets rest here.
CREATE TABLE sign_in_challenges (
    digest bytea PRIMARY KEY,
    user_id uuid NOT NULL,
    session_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    tries integer NOT NULL,
    FOREIGN KEY (user_id, session_id) REFERENCES sessions (user_id, id),
    CONSTRAINT sign_in_challenges_digest_sane CHECK (octet_length(digest) = 32),
    CONSTRAINT sign_in_challenges_tries_sane CHECK (tries BETWEEN 0 AND 64)
);

CREATE INDEX sign_in_challenges_session ON sign_in_challenges (user_id, session_id);
