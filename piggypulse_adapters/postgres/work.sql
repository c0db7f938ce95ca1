-- name: ask_anything
-- The shortest question there is, for the health check.
SELECT 1;
