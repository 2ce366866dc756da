-- What pages elsewhere said of themselves. Not who asked.
CREATE TABLE link_preview (
    url         text PRIMARY KEY CHECK (char_length(url) <= 2000),
    -- Empty where the page said nothing, or could not be read.
    title       text NOT NULL,
    description text NOT NULL,
    read_at     timestamptz NOT NULL
);
CREATE INDEX link_preview_read ON link_preview (read_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON link_preview TO vadra_app;
