-- name: tables
-- Every table of ours.
SELECT relname FROM pg_class
 WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY relname COLLATE "C";

-- name: columns
-- Every column: table, name, type, whether it may be null, its default.
SELECT pg_class.relname, attname, format_type(atttypid, atttypmod), attnotnull,
       pg_get_expr(adbin, adrelid)
  FROM pg_attribute
  JOIN pg_class ON pg_class.oid = attrelid
  LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
 WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
   AND attnum > 0 AND NOT attisdropped
 ORDER BY pg_class.relname COLLATE "C", attnum;

-- name: constraints
-- Every constraint: table, name, definition. NOT NULL is told with the columns.
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
  FROM pg_constraint
 WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
 ORDER BY conrelid::regclass::text COLLATE "C", array_position('{p,u,x,f,c}'::"char"[], contype),
          conname COLLATE "C";

-- name: indexes
-- Every index that no constraint made.
SELECT pg_get_indexdef(indexrelid)
  FROM pg_index
  JOIN pg_class ON pg_class.oid = indexrelid
 WHERE relnamespace = 'public'::regnamespace
   AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x'))
 ORDER BY relname COLLATE "C";

-- name: without_owner_first
-- Tables whose primary key does not begin with user_id NOT NULL: the global ones.
SELECT relname
  FROM pg_class
 WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
   AND NOT EXISTS (
       SELECT FROM pg_constraint
         JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
        WHERE conrelid = pg_class.oid AND contype = 'p' AND attname = 'user_id' AND attnotnull)
 ORDER BY relname COLLATE "C";

-- name: unique_without_owner
-- Unique and exclusion indexes that do not begin with user_id: table and index.
SELECT indrelid::regclass::text, indexrelid::regclass::text
  FROM pg_index
  JOIN pg_class ON pg_class.oid = indexrelid
 WHERE relnamespace = 'public'::regnamespace AND (indisunique OR indisexclusion)
   AND NOT EXISTS (
       SELECT FROM pg_attribute
        WHERE attrelid = indrelid AND attnum = indkey[0] AND attname = 'user_id')
 ORDER BY 1, 2;

-- name: references_without_owner
-- Foreign keys whose first pair is not user_id with user_id: the table referred to, and the key.
SELECT confrelid::regclass::text, conname
  FROM pg_constraint
 WHERE connamespace = 'public'::regnamespace AND contype = 'f'
   AND NOT (
       EXISTS (SELECT FROM pg_attribute
                WHERE attrelid = conrelid AND attnum = conkey[1] AND attname = 'user_id')
       AND EXISTS (SELECT FROM pg_attribute
                    WHERE attrelid = confrelid AND attnum = confkey[1] AND attname = 'user_id'))
 ORDER BY 1, 2;

-- name: forbidden_kinds
-- Things the schema does without: what and name.
SELECT 'referential action', conname FROM pg_constraint
 WHERE connamespace = 'public'::regnamespace AND contype = 'f'
   AND NOT (confdeltype IN ('a', 'r') AND confupdtype IN ('a', 'r'))
UNION ALL
SELECT 'trigger', tgname FROM pg_trigger WHERE NOT tgisinternal
UNION ALL
SELECT 'rule', rulename FROM pg_rules WHERE schemaname = 'public'
UNION ALL
SELECT CASE relkind WHEN 'S' THEN 'sequence' ELSE 'view' END, relname FROM pg_class
 WHERE relnamespace = 'public'::regnamespace AND relkind IN ('S', 'v', 'm')
UNION ALL
SELECT 'function', proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
UNION ALL
SELECT 'extension', extname FROM pg_extension WHERE extname <> 'plpgsql'
UNION ALL
SELECT 'identity', attname FROM pg_attribute
  JOIN pg_class ON pg_class.oid = attrelid
 WHERE relnamespace = 'public'::regnamespace AND attidentity <> ''
UNION ALL
SELECT 'default', attname FROM pg_attrdef
  JOIN pg_class ON pg_class.oid = adrelid
  JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum
 WHERE relnamespace = 'public'::regnamespace AND attgenerated = ''
UNION ALL
SELECT 'type ' || format_type(atttypid, NULL), attname FROM pg_attribute
  JOIN pg_class ON pg_class.oid = attrelid
 WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
   AND format_type(atttypid, NULL) IN (
       'timestamp without time zone', 'real', 'double precision', 'money', 'character',
       'time with time zone')
 ORDER BY 1, 2;

-- name: counted_requests
-- Whose requests are counted.
SELECT key FROM request_counts ORDER BY key;

-- name: tables_of_users
-- Every table that says whose its rows are.
SELECT relname
  FROM pg_class
  JOIN pg_attribute ON attrelid = pg_class.oid AND attname = 'user_id' AND NOT attisdropped
 WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
 ORDER BY relname COLLATE "C";

-- name: columns_about_vendors
-- Where other tables name vendors, by foreign key or by the column's name: table and column.
SELECT pg_class.relname, attname
  FROM pg_attribute
  JOIN pg_class ON pg_class.oid = attrelid
 WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND attnum > 0
   AND NOT attisdropped AND relname <> 'vendors' AND attname <> 'user_id'
   AND (attname LIKE '%%vendor%%'
        OR EXISTS (SELECT FROM pg_constraint
                    WHERE conrelid = attrelid AND contype = 'f'
                      AND confrelid = 'public.vendors'::regclass AND attnum = ANY (conkey)))
 ORDER BY 1, 2;
