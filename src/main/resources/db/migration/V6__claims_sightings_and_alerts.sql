-- A claim is what the staff watches for, or what the monitor proposes that they watch. `version` counts its changes, by
-- which every node sees that there are some.
ALTER TABLE claim
    ADD state text NOT NULL DEFAULT 'watched'
        CHECK (state IN ('watched', 'proposed', 'dismissed', 'merged', 'retired')),
    ADD emergent boolean NOT NULL DEFAULT false,
    -- Whether a proposed one is within the budget of an hour.
    ADD shown boolean NOT NULL DEFAULT true,
    ADD patterns text[] NOT NULL DEFAULT '{}' CHECK (cardinality(patterns) <= 5),
    ADD rooms uuid[] NOT NULL DEFAULT '{}' CHECK (cardinality(rooms) <= 50),
    ADD alert_from text NOT NULL DEFAULT 'elevated' CHECK (alert_from IN ('watch', 'elevated', 'critical')),
    ADD merged_into uuid REFERENCES claim,
    ADD muted_until timestamptz,
    ADD mute_reason text,
    -- Makes the numbers that stand for its carriers; they say nothing outside of the claim.
    ADD salt uuid NOT NULL DEFAULT gen_random_uuid(),
    ADD version bigint NOT NULL DEFAULT 1,
    -- The last level that was written down, and since when, in event time.
    ADD level text NOT NULL DEFAULT 'calm' CHECK (level IN ('calm', 'watch', 'elevated', 'critical')),
    ADD level_at timestamptz NOT NULL DEFAULT 'epoch',
    ALTER named_by DROP NOT NULL;
UPDATE claim SET state = 'retired' WHERE retired_at IS NOT NULL;
CREATE INDEX claim_live ON claim (state, named_at DESC);

-- What was done with a claim, by whom and why. Append only.
CREATE TABLE claim_act (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    claim_id uuid NOT NULL REFERENCES claim,
    at       timestamptz NOT NULL,
    act      text NOT NULL,
    by_id    uuid REFERENCES member,
    reason   text NOT NULL DEFAULT '',
    detail   text NOT NULL DEFAULT ''
);
CREATE INDEX claim_act_claim ON claim_act (claim_id, id DESC);

-- Every change of a claim's level, with the numbers that caused it. Times are those of events, so that the same log
-- gives the same rows whichever node writes them.
CREATE TABLE claim_change (
    claim_id   uuid NOT NULL REFERENCES claim,
    at         timestamptz NOT NULL,
    from_level text NOT NULL,
    to_level   text NOT NULL,
    evidence   jsonb NOT NULL,
    PRIMARY KEY (claim_id, at)
);

-- About how many members were shown a claim on a day: a sketch that counts, and cannot be asked for anybody.
CREATE TABLE claim_exposure (
    claim_id uuid NOT NULL REFERENCES claim,
    day      date NOT NULL,
    sketch   bytea NOT NULL,
    PRIMARY KEY (claim_id, day)
);
CREATE INDEX claim_exposure_day ON claim_exposure (day);

-- When staff looked who a carrier is; the person can read it.
CREATE TABLE unmasking (
    id        uuid PRIMARY KEY,
    claim_id  uuid NOT NULL REFERENCES claim,
    member_id uuid NOT NULL REFERENCES member,
    carrier   integer NOT NULL,
    by_id     uuid NOT NULL REFERENCES member,
    reason    text NOT NULL CHECK (char_length(reason) BETWEEN 3 AND 500),
    at        timestamptz NOT NULL
);
CREATE INDEX unmasking_member ON unmasking (member_id, at DESC);

-- What was seen outside of the network. Never part of a claim's counts.
CREATE TABLE feed (
    id            uuid PRIMARY KEY,
    url           text NOT NULL UNIQUE CHECK (char_length(url) <= 2000),
    source        text NOT NULL,
    added_by      uuid NOT NULL REFERENCES member,
    added_at      timestamptz NOT NULL,
    read_at       timestamptz,
    status        text NOT NULL DEFAULT 'new',
    etag          text NOT NULL DEFAULT '',
    last_modified text NOT NULL DEFAULT '',
    -- Whoever reads it next puts this forward first, so that one node reads it at a time.
    due_at        timestamptz NOT NULL
);
CREATE TABLE sighting (
    id       uuid PRIMARY KEY,
    source   text NOT NULL CHECK (source IN ('press', 'phone', 'network', 'mail', 'other')),
    via      text NOT NULL CHECK (via IN ('hand', 'feed', 'hook')),
    -- The sender's own name for it, so that the same thing sent or read again is one.
    foreign_id text UNIQUE,
    feed_id  uuid REFERENCES feed ON DELETE SET NULL,
    title    text NOT NULL CHECK (char_length(title) BETWEEN 1 AND 300),
    url      text CHECK (char_length(url) <= 2000),
    note     text NOT NULL DEFAULT '' CHECK (char_length(note) <= 2000),
    seen_at  timestamptz NOT NULL,
    added_at timestamptz NOT NULL,
    added_by uuid REFERENCES member
);
CREATE INDEX sighting_time ON sighting (added_at DESC);
CREATE TABLE sighting_claim (
    sighting_id uuid NOT NULL REFERENCES sighting ON DELETE CASCADE,
    claim_id    uuid NOT NULL REFERENCES claim,
    PRIMARY KEY (sighting_id, claim_id)
);
CREATE INDEX sighting_claim_claim ON sighting_claim (claim_id);

-- One alert for each time that a claim rises; while one is open there is no second.
CREATE TABLE alert (
    id              uuid PRIMARY KEY,
    claim_id        uuid NOT NULL REFERENCES claim,
    title           text NOT NULL,
    onset_at        timestamptz NOT NULL,
    raised_at       timestamptz NOT NULL,
    level           text NOT NULL,
    peak            text NOT NULL,
    evidence        jsonb NOT NULL,
    climbed         integer NOT NULL DEFAULT 0,
    duty_with       uuid REFERENCES member,
    climb_at        timestamptz,
    acknowledged_by uuid REFERENCES member,
    acknowledged_at timestamptz,
    owner_id        uuid REFERENCES member,
    snoozed_until   timestamptz,
    snooze_reason   text,
    closed_at       timestamptz,
    closed_by       uuid REFERENCES member,
    verdict         text CHECK (verdict IN ('true', 'false', 'unclear')),
    close_reason    text,
    version         bigint NOT NULL DEFAULT 1,
    UNIQUE (claim_id, onset_at)
);
CREATE UNIQUE INDEX alert_open ON alert (claim_id) WHERE closed_at IS NULL;
CREATE INDEX alert_time ON alert (raised_at DESC);

-- What happened to an alert. Append only.
CREATE TABLE alert_event (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    alert_id uuid NOT NULL REFERENCES alert,
    at       timestamptz NOT NULL,
    kind     text NOT NULL,
    by_id    uuid REFERENCES member,
    text     text NOT NULL DEFAULT ''
);
CREATE INDEX alert_event_alert ON alert_event (alert_id, id);

-- What is to be sent of alerts, and was. A node takes rows that are due with SKIP LOCKED.
CREATE TABLE alert_delivery (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    alert_id uuid NOT NULL REFERENCES alert,
    way      text NOT NULL CHECK (way IN ('webhook', 'mail')),
    occasion text NOT NULL,
    address  text NOT NULL DEFAULT '',
    status   text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'sent', 'failed')),
    tries    integer NOT NULL DEFAULT 0,
    due_at   timestamptz NOT NULL,
    error    text
);
CREATE INDEX alert_delivery_due ON alert_delivery (due_at) WHERE status = 'waiting';
CREATE INDEX alert_delivery_alert ON alert_delivery (alert_id);

CREATE TABLE duty_shift (
    id        uuid PRIMARY KEY,
    member_id uuid NOT NULL REFERENCES member,
    place     integer NOT NULL CHECK (place BETWEEN 1 AND 9),
    from_at   timestamptz NOT NULL,
    until_at  timestamptz NOT NULL,
    mail      text NOT NULL DEFAULT '',
    CHECK (from_at < until_at)
);
CREATE INDEX duty_shift_end ON duty_shift (until_at);

-- The one node that proposes claims, writes levels down and raises alerts, for as long as its lease lasts.
CREATE TABLE watchkeeper (
    alone boolean PRIMARY KEY CHECK (alone),
    node  uuid NOT NULL,
    until timestamptz NOT NULL
);
