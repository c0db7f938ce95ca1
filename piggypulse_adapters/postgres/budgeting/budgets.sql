-- name: budget_goals
-- All goals with their categories: a row for each state, one without if a stream has none.
SELECT goals.id, goals.category_id, said.effective_from, said.period_id, said.state,
       said.value_minor, categories.type, categories.archived_on
  FROM goals
  JOIN categories
    ON categories.user_id = %(owner)s AND categories.id = goals.category_id
  LEFT JOIN (
        SELECT goal_entries.goal_id, goal_entries.effective_from, NULL::uuid AS period_id,
               goal_entries.state, goal_entries.value_minor
          FROM goal_entries
         WHERE goal_entries.user_id = %(owner)s
         UNION ALL
        SELECT goal_overrides.goal_id, NULL::date, goal_overrides.period_id,
               goal_overrides.state, goal_overrides.value_minor
          FROM goal_overrides
         WHERE goal_overrides.user_id = %(owner)s
       ) AS said ON said.goal_id = goals.id
 WHERE goals.user_id = %(owner)s
 ORDER BY goals.id;

-- name: budget_limits
-- The spend limits of Allowance accounts in a currency.
SELECT spend_limit_minor, archived_on
  FROM accounts
 WHERE user_id = %(owner)s AND type = 'Allowance' AND currency_code = %(currency)s
   AND spend_limit_minor IS NOT NULL;

-- name: sum_periods
-- Spending and number of transactions for each of some spans of days; a transfer touches two
-- accounts and counts once.
SELECT moved.spent, moved.touched - transfers.number
  FROM unnest(%(starts)s::date[], %(ends)s::date[])
       WITH ORDINALITY AS span (start_on, end_on, place)
 CROSS JOIN LATERAL (
        SELECT coalesce(sum(account_days.spent_minor), 0) AS spent,
               coalesce(sum(account_days.transactions), 0) AS touched
          FROM accounts
          JOIN account_days
            ON account_days.user_id = %(owner)s AND account_days.account_id = accounts.id
         WHERE accounts.user_id = %(owner)s AND accounts.currency_code = %(currency)s
           AND account_days.day BETWEEN span.start_on AND span.end_on
       ) AS moved
 CROSS JOIN LATERAL (
        SELECT count(*) AS number
          FROM transactions
          JOIN accounts
            ON accounts.user_id = %(owner)s AND accounts.id = transactions.from_account_id
         WHERE transactions.user_id = %(owner)s AND transactions.kind = 'transfer'
           AND transactions.date BETWEEN span.start_on AND span.end_on
           AND accounts.currency_code = %(currency)s
       ) AS transfers
 ORDER BY span.place;

-- name: sum_categories
-- Income and expense categories with what was booked on them in a span, all of it and up to a day,
-- without purchases made from Allowance accounts.
WITH booked AS (
    SELECT transactions.category_id, sum(transactions.amount_minor) AS total,
           sum(transactions.amount_minor) FILTER (WHERE transactions.date <= %(until)s) AS to_date
      FROM transactions
      JOIN accounts
        ON accounts.user_id = %(owner)s AND accounts.id = transactions.from_account_id
     WHERE transactions.user_id = %(owner)s
       AND transactions.date BETWEEN %(start_on)s AND %(end_on)s
       AND accounts.currency_code = %(currency)s
       AND (transactions.category_type = 'income'
            OR (transactions.category_type = 'expense' AND accounts.type <> 'Allowance'))
     GROUP BY transactions.category_id
)
SELECT categories.id, categories.type, categories.name, categories.icon, categories.behavior,
       categories.description, categories.parent_id, categories.is_system, categories.archived_on,
       coalesce(booked.total, 0), coalesce(booked.to_date, 0)
  FROM categories
  LEFT JOIN booked ON booked.category_id = categories.id
 WHERE categories.user_id = %(owner)s AND categories.type IN ('income', 'expense')
 ORDER BY categories.name_key COLLATE "C", categories.id;
