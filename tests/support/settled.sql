-- name: read_unsettled
-- Tables with pages that somebody may not see whole yet.
SELECT relname, relpages, relallvisible
  FROM pg_class
 WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relallvisible < relpages;
