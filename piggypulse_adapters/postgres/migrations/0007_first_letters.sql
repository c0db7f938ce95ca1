-- Which letter was the first to an address, kept without an end: nobody is welcomed twice.

-- The address is a keyed digest and outlives the account it was of, hence global.
CREATE TABLE first_letters (
    address bytea PRIMARY KEY,
    letter_id uuid NOT NULL,
    CONSTRAINT first_letters_address_sane CHECK (octet_length(address) = 32)
);

CREATE INDEX outbox_sent ON outbox (sent_at) WHERE sent_at IS NOT NULL;
