-- How many people each server of several has in each channel, so that all of them show the same number. It is soft: a
-- server that says nothing for ten seconds is not counted, and nothing is lost when a crash empties it.
CREATE UNLOGGED TABLE node (
    id      uuid PRIMARY KEY,
    seen_at timestamptz NOT NULL
);
CREATE UNLOGGED TABLE presence (
    node    uuid NOT NULL REFERENCES node ON DELETE CASCADE,
    channel text NOT NULL,
    people  integer NOT NULL,
    PRIMARY KEY (node, channel)
);
