-- What members bring along from another house and what cannot come to life here: as it was there, and in none of this house's
-- logs. Nobody but the member reads it, but for posts that everybody could read there; those are shown with where they are from.
CREATE TABLE brought (
    member_id  uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    section    text NOT NULL CHECK (section ~ '^[a-z_]{2,40}$'),
    -- The order in which it came.
    n          bigint GENERATED ALWAYS AS IDENTITY,
    item       jsonb NOT NULL CHECK (jsonb_typeof(item) = 'object' AND octet_length(item::text) <= 1500000),
    brought_at timestamptz NOT NULL,
    PRIMARY KEY (member_id, section, n)
);
-- The same thing is brought once.
CREATE UNIQUE INDEX brought_once ON brought (member_id, section, md5(item::text));
