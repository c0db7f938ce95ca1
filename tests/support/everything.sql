-- name: read_tables
-- Every table that holds rows.
SELECT relname
  FROM pg_class
 WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
 ORDER BY relname;
