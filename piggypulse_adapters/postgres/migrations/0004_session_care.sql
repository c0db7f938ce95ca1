-- Sessions are listed with the kind of client they are used from, and tokens are renewed in time.
-- Sessions of before tell no kind.
ALTER TABLE sessions ADD COLUMN kind text;
ALTER TABLE sessions ADD CONSTRAINT sessions_kind_known CHECK (kind IN ('browser', 'program'));

-- How many tokens the losers of the race for a successor have been given.
ALTER TABLE credentials ADD COLUMN siblings integer;
ALTER TABLE credentials ADD CONSTRAINT credentials_siblings_sane CHECK (siblings BETWEEN 0 AND 64);
