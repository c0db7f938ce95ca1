-- How people like to see things: a row for whoever has said anything, the defaults for the others.
-- What a layout names are a client's own words, and ids nobody looks up.
CREATE TABLE preferences (
    user_id uuid NOT NULL REFERENCES users (user_id),
    theme text NOT NULL,
    date_format text NOT NULL,
    number_format text NOT NULL,
    language text NOT NULL,
    is_compact boolean NOT NULL,
    color_theme text NOT NULL,
    stability_tolerance_basis_points smallint NOT NULL,
    widget_order text[] NOT NULL,
    hidden_widgets text[] NOT NULL,
    visible_account_ids uuid[] NOT NULL,
    PRIMARY KEY (user_id),
    CONSTRAINT preferences_theme_known CHECK (theme IN ('light', 'dark', 'system')),
    CONSTRAINT preferences_date_format_known CHECK (
        date_format IN ('DD/MM/YYYY', 'MM/DD/YYYY', 'YYYY-MM-DD')
    ),
    CONSTRAINT preferences_number_format_known CHECK (
        number_format IN ('1,234.56', '1.234,56', '1 234,56')
    ),
    CONSTRAINT preferences_language_sane CHECK (
        char_length(language) <= 35 AND language ~ '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$'
    ),
    CONSTRAINT preferences_color_theme_known CHECK (
        color_theme IN ('nebula', 'sunrise', 'neon', 'tropical', 'candy_pop', 'moonlit')
    ),
    CONSTRAINT preferences_tolerance_sane CHECK (
        stability_tolerance_basis_points BETWEEN 0 AND 10000
    ),
    CONSTRAINT preferences_layout_sane CHECK (
        cardinality(widget_order) <= 300 AND cardinality(hidden_widgets) <= 300
        AND cardinality(visible_account_ids) <= 300
        AND array_position(widget_order, NULL) IS NULL
        AND array_position(hidden_widgets, NULL) IS NULL
        AND array_position(visible_account_ids, NULL) IS NULL
        AND char_length(array_to_string(widget_order, '')) <= 30000
        AND char_length(array_to_string(hidden_widgets, '')) <= 30000
    )
);
