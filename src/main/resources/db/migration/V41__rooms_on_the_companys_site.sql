-- A room in a frame of the company's own site, where the site says by a signed token who its customer is. What it opens is a
-- session of a kind of its own, which may do little and ends within the hour.
ALTER TABLE session DROP CONSTRAINT session_kind_check,
    ADD CONSTRAINT session_kind_check CHECK (kind IN ('browser', 'token', 'embedded'));

-- The site's tokens that were used, for as long as they would still be good: each is good for once, on whichever server.
CREATE TABLE host_token (
    digest     bytea PRIMARY KEY CHECK (octet_length(digest) = 32),
    expires_at timestamptz NOT NULL
);
CREATE INDEX host_token_expiry ON host_token (expires_at);

GRANT SELECT, INSERT, DELETE ON host_token TO vadra_app;
