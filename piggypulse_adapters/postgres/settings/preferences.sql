-- name: get_preferences
-- What a person has said of how they like to see things.
SELECT theme, date_format, number_format, language, is_compact, color_theme,
       stability_tolerance_basis_points, widget_order, hidden_widgets, visible_account_ids
  FROM preferences
 WHERE user_id = %(owner)s;

-- name: save_preferences
-- Every member at once, whether or not there was a row.
INSERT INTO preferences (user_id, theme, date_format, number_format, language, is_compact,
                         color_theme, stability_tolerance_basis_points, widget_order,
                         hidden_widgets, visible_account_ids)
VALUES (%(owner)s, %(theme)s, %(date_format)s, %(number_format)s, %(language)s, %(is_compact)s,
        %(color_theme)s, %(stability_tolerance_basis_points)s, %(widget_order)s,
        %(hidden_widgets)s, %(visible_account_ids)s)
ON CONFLICT (user_id) DO UPDATE
   SET theme = EXCLUDED.theme, date_format = EXCLUDED.date_format,
       number_format = EXCLUDED.number_format, language = EXCLUDED.language,
       is_compact = EXCLUDED.is_compact, color_theme = EXCLUDED.color_theme,
       stability_tolerance_basis_points = EXCLUDED.stability_tolerance_basis_points,
       widget_order = EXCLUDED.widget_order, hidden_widgets = EXCLUDED.hidden_widgets,
       visible_account_ids = EXCLUDED.visible_account_ids;
