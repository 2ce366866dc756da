-- State tables and the log that tells how they came to be. Each accepted command changes both in one transaction.

CREATE TABLE member (
    id            uuid PRIMARY KEY,
    handle        text NOT NULL UNIQUE CHECK (handle ~ '^[a-z0-9][a-z0-9_-]{1,29}$'),
    name          text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 60),
    password_hash text NOT NULL,
    role          text NOT NULL DEFAULT 'member' CHECK (role IN ('member', 'blogger', 'staff')),
    about         text NOT NULL DEFAULT '' CHECK (char_length(about) <= 500),
    rules_version integer NOT NULL CHECK (rules_version > 0),
    joined_at     timestamptz NOT NULL
);

-- One row for each place where somebody is signed in. Only a digest of the secret is kept.
CREATE TABLE session (
    id         uuid PRIMARY KEY,
    digest     bytea NOT NULL UNIQUE,
    member_id  uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    kind       text NOT NULL CHECK (kind IN ('browser', 'token')),
    label      text NOT NULL CHECK (char_length(label) <= 200),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX session_member ON session (member_id);
CREATE INDEX session_expiry ON session (expires_at);

CREATE TABLE product (
    id      uuid PRIMARY KEY,
    slug    text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
    name    text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 80),
    summary text NOT NULL CHECK (char_length(summary) <= 400),
    -- [{"label": "…", "value": "…"}], in the order in which they are shown
    facts   jsonb NOT NULL DEFAULT '[]'
);

CREATE TABLE room (
    id         uuid PRIMARY KEY,
    slug       text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
    title      text NOT NULL CHECK (char_length(title) BETWEEN 1 AND 80),
    topic      text NOT NULL DEFAULT '' CHECK (char_length(topic) <= 300),
    language   text NOT NULL DEFAULT 'sv' CHECK (language ~ '^[a-z]{2}$'),
    product_id uuid REFERENCES product,
    started_by uuid NOT NULL REFERENCES member,
    started_at timestamptz NOT NULL,
    open       boolean NOT NULL DEFAULT true,
    -- The highest sequence given out; whoever writes in the room locks this row first, so that the order of
    -- sequences is the order of commits.
    last_seq   bigint NOT NULL DEFAULT 0,
    -- The time of the last event; in a room time never runs backwards.
    last_at    timestamptz NOT NULL DEFAULT 'epoch'
);

CREATE TABLE post (
    id           uuid PRIMARY KEY,
    room_id      uuid NOT NULL REFERENCES room,
    seq          bigint NOT NULL,
    author_id    uuid NOT NULL REFERENCES member,
    parent_id    uuid REFERENCES post,
    -- The first post of the thread, itself when it has no parent.
    thread_id    uuid NOT NULL,
    command_id   text NOT NULL,
    version      integer NOT NULL DEFAULT 1,
    source       text NOT NULL CHECK (octet_length(source) <= 16000),
    html         text NOT NULL,
    language     text NOT NULL,
    -- Counts that every reader sees: {"agree": 3}, and direct replies.
    reactions    jsonb NOT NULL DEFAULT '{}',
    replies      integer NOT NULL DEFAULT 0,
    said_at      timestamptz NOT NULL,
    edited_at    timestamptz,
    withdrawn_at timestamptz,
    UNIQUE (room_id, seq)
);
CREATE INDEX post_thread ON post (thread_id, seq);
CREATE INDEX post_author ON post (author_id, said_at DESC);

-- Earlier words of posts that were written anew.
CREATE TABLE post_version (
    post_id    uuid NOT NULL REFERENCES post,
    version    integer NOT NULL,
    source     text NOT NULL,
    html       text NOT NULL,
    written_at timestamptz NOT NULL,
    PRIMARY KEY (post_id, version)
);

CREATE TABLE reaction (
    post_id   uuid NOT NULL REFERENCES post,
    member_id uuid NOT NULL REFERENCES member,
    kind      text NOT NULL,
    given_at  timestamptz NOT NULL,
    PRIMARY KEY (post_id, kind, member_id)
);

CREATE TABLE mention (
    post_id uuid NOT NULL REFERENCES post,
    handle  text NOT NULL,
    PRIMARY KEY (post_id, handle)
);
CREATE INDEX mention_handle ON mention (handle);

-- The log. Append only; erasure overwrites a payload and keeps position, kind and time.
CREATE TABLE event (
    room_id     uuid NOT NULL REFERENCES room,
    seq         bigint NOT NULL,
    recorded_at timestamptz NOT NULL,
    kind        text NOT NULL,
    payload     jsonb NOT NULL,
    PRIMARY KEY (room_id, seq)
);
CREATE INDEX event_time ON event (recorded_at);

-- What was answered to which command, so that a command sent again gets its first answer.
CREATE TABLE receipt (
    room_id     uuid NOT NULL REFERENCES room,
    member_id   uuid NOT NULL REFERENCES member,
    command_id  text NOT NULL,
    fingerprint text NOT NULL,
    post_id     uuid NOT NULL,
    seq         bigint NOT NULL,
    accepted_at timestamptz NOT NULL,
    PRIMARY KEY (room_id, member_id, command_id)
);
CREATE INDEX receipt_age ON receipt (accepted_at);

-- The life of this log; a restore from an older backup must write a new row here.
CREATE TABLE epoch (
    id         text PRIMARY KEY DEFAULT replace(gen_random_uuid()::text, '-', ''),
    started_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO epoch DEFAULT VALUES;

-- What the staff watches for.
CREATE TABLE claim (
    id         uuid PRIMARY KEY,
    slug       text NOT NULL UNIQUE,
    title      text NOT NULL CHECK (char_length(title) BETWEEN 1 AND 120),
    phrases    text[] NOT NULL CHECK (cardinality(phrases) BETWEEN 1 AND 20),
    match      text NOT NULL CHECK (match IN ('any', 'all')),
    language   text NOT NULL CHECK (language IN ('sv', 'en', 'any')),
    named_by   uuid NOT NULL REFERENCES member,
    named_at   timestamptz NOT NULL,
    retired_at timestamptz
);
