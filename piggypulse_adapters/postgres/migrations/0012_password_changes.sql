-- When the password last became another one: a letter asked for before brings no link after it.

ALTER TABLE users ADD COLUMN password_changed_at timestamptz;
