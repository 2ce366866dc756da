-- Who knows whom, by consent of both, and from whom somebody does not want to hear. Only the two read a row.

-- A pair stands once, whoever asked. Who declines or withdraws leaves no row.
CREATE TABLE contact (
    asker_id    uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    asked_id    uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    -- What the asker wrote to the asked.
    words       text NOT NULL DEFAULT '' CHECK (char_length(words) <= 300),
    asked_at    timestamptz NOT NULL,
    -- Null while it is asked.
    accepted_at timestamptz,
    PRIMARY KEY (asker_id, asked_id),
    CHECK (asker_id <> asked_id)
);
CREATE UNIQUE INDEX contact_pair ON contact (least(asker_id, asked_id), greatest(asker_id, asked_id));
CREATE INDEX contact_asked ON contact (asked_id);

-- Who lets somebody neither reach them nor see more of them than a stranger does; a member's own, never the company's.
CREATE TABLE block (
    member_id  uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    blocked_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    at         timestamptz NOT NULL,
    PRIMARY KEY (member_id, blocked_id),
    CHECK (member_id <> blocked_id)
);
CREATE INDEX block_blocked ON block (blocked_id);

-- Whose words somebody does not want to see for a time, or until they say otherwise.
CREATE TABLE mute (
    member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    muted_id  uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    at        timestamptz NOT NULL,
    until     timestamptz,
    PRIMARY KEY (member_id, muted_id),
    CHECK (member_id <> muted_id)
);

-- Whether either of two has blocked the other.
CREATE FUNCTION blocked_between(one uuid, other uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp RETURN EXISTS (
    SELECT FROM block WHERE member_id = one AND blocked_id = other OR member_id = other AND blocked_id = one);

-- Whether two are contacts, and neither has blocked the other.
CREATE FUNCTION are_contacts(one uuid, other uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp RETURN EXISTS (
    SELECT FROM contact WHERE accepted_at IS NOT NULL
    AND least(asker_id, asked_id) = least(one, other) AND greatest(asker_id, asked_id) = greatest(one, other))
    AND NOT blocked_between(one, other);

GRANT EXECUTE ON FUNCTION blocked_between(uuid, uuid), are_contacts(uuid, uuid) TO vadra_app;
