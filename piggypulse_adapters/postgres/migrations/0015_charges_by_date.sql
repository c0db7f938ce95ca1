-- A period's charges are found by their days, however long the subscriptions have been going on.
CREATE INDEX billing_events_by_date ON billing_events (user_id, date)
    INCLUDE (subscription_id, due_on);
