-- name: make_migration_table
-- Where applied migrations are written down.
CREATE TABLE IF NOT EXISTS schema_migrations (
    version integer PRIMARY KEY,
    name text NOT NULL
);

-- name: lock_migrations
-- One migrator at a time; the lock ends with the transaction.
SELECT pg_advisory_xact_lock(7449250120260601);

-- name: set_lock_timeout
-- A queued ALTER would hold up every reader behind it: give up in time instead.
SET LOCAL lock_timeout = '200ms';

-- name: find_version
-- Whether a migration was applied.
SELECT version FROM schema_migrations WHERE version = %(version)s;

-- name: newest_version
-- How far this database has come.
SELECT max(version) FROM schema_migrations;

-- name: record_migration
-- Write a migration down.
INSERT INTO schema_migrations (version, name) VALUES (%(version)s, %(name)s);
