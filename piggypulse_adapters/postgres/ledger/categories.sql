-- name: add_category
-- Constraint categories_name_taken refuses a name the owner has already for that type.
INSERT INTO categories (
    user_id, id, type, name, name_key, icon, behavior, description, parent_id, is_system,
    archived_on
) VALUES (
    %(owner)s, %(id)s, %(type)s, %(name)s, %(name_key)s, %(icon)s, %(behavior)s,
    %(description)s, %(parent_id)s, %(is_system)s, %(archived_on)s
);

-- name: save_category
-- What people may change of a category, and whether it is archived.
UPDATE categories
   SET name = %(name)s, name_key = %(name_key)s, icon = %(icon)s, behavior = %(behavior)s,
       description = %(description)s, parent_id = %(parent_id)s, archived_on = %(archived_on)s
 WHERE user_id = %(owner)s AND id = %(id)s;

-- name: delete_category
-- Whatever refers to the category keeps it, by the foreign key it refers with.
DELETE FROM categories WHERE user_id = %(owner)s AND id = %(id)s RETURNING id;

-- name: get_category
-- One category, archived or not.
SELECT id, type, name, icon, behavior, description, parent_id, is_system, archived_on
  FROM categories
 WHERE user_id = %(owner)s AND id = %(id)s;

-- name: hold_category
-- One category, locked against every other writer that means to change it or to refer to it.
SELECT id, type, name, icon, behavior, description, parent_id, is_system, archived_on
  FROM categories
 WHERE user_id = %(owner)s AND id = %(id)s
   FOR NO KEY UPDATE;

-- name: hold_kin
-- The parent and the children of a category that is held, locked against change.
SELECT id, type, name, icon, behavior, description, parent_id, is_system, archived_on
  FROM categories
 WHERE user_id = %(owner)s AND (id = %(parent)s::uuid OR parent_id = %(id)s)
 ORDER BY id
   FOR SHARE;

-- name: hold_categories
-- Some categories, locked in id order against change; other writers may refer to them too.
SELECT id, type, name, icon, behavior, description, parent_id, is_system, archived_on
  FROM categories
 WHERE user_id = %(owner)s AND id = ANY (%(ids)s::uuid[])
 ORDER BY id
   FOR SHARE;

-- name: list_every_category
-- All of an owner's categories by folded name.
SELECT id, type, name, icon, behavior, description, parent_id, is_system, archived_on
  FROM categories
 WHERE user_id = %(owner)s
 ORDER BY name_key COLLATE "C", type COLLATE "C", id;

-- name: list_categories
-- One page, newest first, with all-time counts of the page's categories, and the list's size.
WITH listed AS (
    SELECT id, type, name, icon, behavior, description, parent_id, is_system, archived_on
      FROM categories
     WHERE user_id = %(owner)s
       AND NOT is_system
       AND (%(status)s::text = 'all' OR (archived_on IS NULL) = (%(status)s::text = 'active'))
), page AS (
    SELECT id, type, name, icon, behavior, description, parent_id, is_system, archived_on
      FROM listed
     WHERE %(cursor)s::uuid IS NULL OR id < %(cursor)s::uuid
     ORDER BY id DESC
     LIMIT %(limit)s::bigint + 1
)
SELECT page.id, page.type, page.name, page.icon, page.behavior, page.description,
       page.parent_id, page.is_system, page.archived_on,
       (SELECT count(*)
          FROM transactions
         WHERE transactions.user_id = %(owner)s AND transactions.category_id = page.id),
       (SELECT count(*) FROM listed),
       EXISTS (SELECT FROM listed WHERE listed.id = %(cursor)s::uuid)
  FROM (SELECT) AS always
  LEFT JOIN page ON true
 ORDER BY page.id DESC;
