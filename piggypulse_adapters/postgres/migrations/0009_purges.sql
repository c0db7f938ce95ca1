-- What is old is found by its age, whosever it is.
CREATE INDEX audit_events_by_age ON audit_events (at);
CREATE INDEX audit_events_with_places ON audit_events (at)
    WHERE ip IS NOT NULL OR user_agent IS NOT NULL;
