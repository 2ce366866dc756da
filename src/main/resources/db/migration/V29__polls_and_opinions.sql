-- Two parts that a post can have beside its words: a poll, and what somebody thinks of a product.

-- A poll, as it was declared, and what everybody is shown of it. The server reads neither this nor a ballot but through the doors
-- below.
CREATE TABLE poll (
    post_id   uuid PRIMARY KEY REFERENCES post,
    room_id   uuid NOT NULL REFERENCES room,
    choices   text[] NOT NULL CHECK (cardinality(choices) BETWEEN 2 AND 10),
    multiple  boolean NOT NULL,
    anonymous boolean NOT NULL,
    -- To whom its counts are shown before it is closed: to all, to who has voted, to nobody.
    results   text NOT NULL CHECK (results IN ('always', 'voted', 'closed')),
    closes_at timestamptz,
    -- How many have answered, and how many of them the counts are of.
    n         integer NOT NULL DEFAULT 0 CHECK (n >= 0),
    counted   integer NOT NULL DEFAULT 0 CHECK (counted >= 0),
    -- Of each choice; null where so few have answered that the counts would tell who chose what.
    counts    integer[],
    closed    boolean NOT NULL DEFAULT false,
    -- How many had answered when the question was last written anew; null when it never was.
    reworded  integer,
    -- Whether a ballot was cast that is not told of yet, and when the room was last told.
    stirred   boolean NOT NULL DEFAULT false,
    told_at   timestamptz NOT NULL DEFAULT 'epoch'
);
CREATE INDEX poll_stirred ON poll (post_id) WHERE stirred;
CREATE INDEX poll_closing ON poll (closes_at) WHERE NOT closed;

-- What a member chose. It has no time, and of an anonymous poll it is gone when that is closed.
CREATE TABLE ballot (
    post_id   uuid NOT NULL REFERENCES poll,
    member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    -- The choices by their places from 0; none when it was taken back.
    chosen    integer[] NOT NULL,
    -- The last commands that cast it, so that one which comes late or again changes nothing.
    commands  text[] NOT NULL,
    -- Whether it has changed since it was last counted for all to see.
    fresh     boolean NOT NULL,
    PRIMARY KEY (post_id, member_id)
);

-- Counts of an anonymous poll are shown of five ballots at least, and move on when five or more have changed, so that a step tells
-- of nobody; only the last, at its close, may be smaller.
CREATE FUNCTION fewest_shown() RETURNS integer LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp RETURN 5;

-- What everybody may be told of a poll now.
CREATE FUNCTION poll_told(asked poll) RETURNS jsonb LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp
    RETURN jsonb_build_object('n', asked.n, 'closed', asked.closed)
        || CASE WHEN asked.counts IS NOT NULL AND (asked.closed OR asked.results = 'always')
           THEN jsonb_build_object('counted', asked.counted, 'counts', to_jsonb(asked.counts)) ELSE '{}' END;

-- A poll as one reader sees it, null for a guest: what was declared, what is told, and the reader's own choice. Null where there
-- is none.
CREATE FUNCTION seen_poll(of_post uuid, reader uuid) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT jsonb_build_object('choices', to_jsonb(asked.choices), 'multiple', asked.multiple, 'anonymous', asked.anonymous,
               'results', asked.results, 'closesAt', ledger_time(asked.closes_at), 'reworded', asked.reworded)
           || poll_told(asked)
           || CASE WHEN asked.results = 'voted' AND NOT asked.closed AND asked.counts IS NOT NULL AND cardinality(own.chosen) > 0
              THEN jsonb_build_object('counted', asked.counted, 'counts', to_jsonb(asked.counts)) ELSE '{}' END
           || CASE WHEN reader IS NULL THEN '{}' ELSE jsonb_build_object('mine', to_jsonb(coalesce(own.chosen, '{}'))) END
    FROM poll asked LEFT JOIN ballot own ON own.post_id = asked.post_id AND own.member_id = reader
    WHERE asked.post_id = of_post
$$;

-- A member's ballot, instead of the one before; none of the choices takes it back. The poll's row is locked for as long as it takes,
-- so that what is accepted is counted before the close, and what comes after the close is refused.
CREATE FUNCTION cast_ballot(by_member uuid, of_post uuid, wanted integer[], command text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    asked  poll;
    own    ballot;
    chosen integer[] := ARRAY(SELECT DISTINCT place FROM unnest(wanted) place ORDER BY place);
BEGIN
    SELECT * INTO asked FROM poll WHERE post_id = of_post FOR NO KEY UPDATE;
    IF NOT FOUND OR NOT EXISTS (SELECT FROM member WHERE id = by_member) THEN
        RAISE EXCEPTION 'there is no such poll' USING ERRCODE = 'VA404';
    END IF;
    SELECT * INTO own FROM ballot WHERE post_id = of_post AND member_id = by_member;
    IF command = ANY(own.commands) THEN
        RETURN seen_poll(of_post, by_member);
    ELSIF EXISTS (SELECT FROM post WHERE id = of_post AND (withdrawn_at IS NOT NULL OR restraint IS NOT NULL)) THEN
        RAISE EXCEPTION 'the post has been withdrawn or is hidden, and takes no answers' USING ERRCODE = 'VA409';
    ELSIF asked.closed OR asked.closes_at <= ledger_now() THEN
        RAISE EXCEPTION 'the poll is closed' USING ERRCODE = 'VA409';
    ELSIF EXISTS (SELECT FROM room WHERE id = asked.room_id AND (NOT open OR restraint IS NOT NULL)) THEN
        RAISE EXCEPTION 'the room is closed' USING ERRCODE = 'VA409';
    ELSIF char_length(command) > 100 OR cardinality(chosen) > 1 AND NOT asked.multiple
          OR EXISTS (SELECT FROM unnest(chosen) place WHERE place IS NULL OR place NOT BETWEEN 0 AND cardinality(asked.choices) - 1) THEN
        RAISE EXCEPTION 'one of the choices, or several where several can be chosen' USING ERRCODE = 'VA400';
    END IF;
    IF coalesce(own.chosen, '{}') <> chosen THEN
        INSERT INTO ballot VALUES (of_post, by_member, chosen, ARRAY[command], true)
        ON CONFLICT (post_id, member_id) DO UPDATE SET chosen = excluded.chosen, fresh = true,
            commands = (ballot.commands || excluded.commands)[greatest(1, cardinality(ballot.commands) - 6):];
        UPDATE poll SET stirred = true WHERE post_id = of_post;
    END IF;
    RETURN seen_poll(of_post, by_member);
END $$;

-- Who chose what in an open poll, by their handles; nothing of an anonymous one, and of others to whom its counts are shown.
CREATE FUNCTION open_ballots(of_post uuid, reader uuid, after_handle text, most integer)
RETURNS TABLE (handle text, name text, role text, chosen integer[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT voter.handle, voter.name, voter.role, ballot.chosen
    FROM poll JOIN post ON post.id = poll.post_id JOIN ballot ON ballot.post_id = poll.post_id
    JOIN member voter ON voter.id = ballot.member_id
    WHERE poll.post_id = of_post AND NOT poll.anonymous AND post.withdrawn_at IS NULL AND post.restraint IS NULL
    AND (poll.closed OR poll.results = 'always' OR poll.results = 'voted' AND EXISTS (
        SELECT FROM ballot own WHERE own.post_id = of_post AND own.member_id = reader AND own.chosen <> '{}'))
    AND ballot.chosen <> '{}' AND voter.handle > after_handle
    ORDER BY voter.handle LIMIT most
$$;

-- Counts what was cast since the last time, closes what is due, and tells the rooms of it: what they are told has counts and
-- nobody's name. The rooms are locked first and in the order of their ids, as by all that writes into their logs.
CREATE FUNCTION count_polls() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    due    uuid[];
    asked  poll;
    before jsonb;
    told   integer := 0;
    moved  integer;
BEGIN
    due := ARRAY(
        SELECT poll.post_id FROM poll JOIN post ON post.id = poll.post_id
        WHERE (poll.stirred AND poll.told_at <= ledger_now() - interval '240 milliseconds'
               OR NOT poll.closed AND poll.closes_at <= ledger_now())
        AND post.withdrawn_at IS NULL AND post.restraint IS NULL ORDER BY poll.told_at LIMIT 200);
    IF due = '{}' THEN
        RETURN 0;
    END IF;
    PERFORM FROM room WHERE id IN (SELECT room_id FROM poll WHERE post_id = ANY(due)) ORDER BY id FOR NO KEY UPDATE;
    FOR asked IN
        SELECT poll.* FROM poll JOIN post ON post.id = poll.post_id WHERE poll.post_id = ANY(due)
        AND (poll.stirred AND poll.told_at <= ledger_now() - interval '240 milliseconds'
             OR NOT poll.closed AND poll.closes_at <= ledger_now())
        AND post.withdrawn_at IS NULL AND post.restraint IS NULL ORDER BY poll.post_id FOR NO KEY UPDATE OF poll
    LOOP
        before := poll_told(asked);
        SELECT count(*) FILTER (WHERE chosen <> '{}'), count(*) FILTER (WHERE fresh) INTO asked.n, moved
        FROM ballot WHERE post_id = asked.post_id;
        asked.closed := asked.closed OR coalesce(asked.closes_at <= ledger_now(), false);
        IF NOT asked.anonymous OR moved >= fewest_shown() OR asked.closed THEN
            IF asked.anonymous AND asked.n < fewest_shown() THEN
                asked.counted := 0;
                asked.counts := NULL;
            ELSE
                asked.counted := asked.n;
                asked.counts := ARRAY(
                    SELECT count(ballot.post_id) FROM generate_series(0, cardinality(asked.choices) - 1) place
                    LEFT JOIN ballot ON ballot.post_id = asked.post_id AND place = ANY(ballot.chosen)
                    GROUP BY place ORDER BY place);
            END IF;
            UPDATE ballot SET fresh = false WHERE post_id = asked.post_id AND fresh;
        END IF;
        -- Nobody needs to know any more who chose what.
        IF asked.anonymous AND asked.closed THEN
            DELETE FROM ballot WHERE post_id = asked.post_id;
        END IF;
        UPDATE poll SET n = asked.n, counted = asked.counted, counts = asked.counts, closed = asked.closed, stirred = false,
                        told_at = ledger_now()
        WHERE post_id = asked.post_id;
        IF poll_told(asked) <> before OR NOT asked.closed AND asked.results = 'voted' THEN
            PERFORM append_to_room(asked.room_id, jsonb_build_object('kind', 'poll.counted', 'post', asked.post_id, 'poll', poll_told(asked)));
            told := told + 1;
        END IF;
    END LOOP;
    RETURN told;
END $$;

-- A question that is written anew says how many had answered the one before.
CREATE FUNCTION poll_reworded() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE poll SET reworded = n WHERE post_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER post_poll_reworded AFTER UPDATE OF source ON post FOR EACH ROW WHEN (OLD.source <> NEW.source)
    EXECUTE FUNCTION poll_reworded();

-- Who takes a question back takes the answers back with it.
CREATE FUNCTION poll_withdrawn() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE poll SET closed = true, stirred = false, n = 0, counted = 0, counts = NULL WHERE post_id = NEW.id;
    DELETE FROM ballot WHERE post_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER post_poll_withdrawn AFTER UPDATE OF withdrawn_at ON post FOR EACH ROW
    WHEN (OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL) EXECUTE FUNCTION poll_withdrawn();

GRANT EXECUTE ON FUNCTION seen_poll(uuid, uuid), cast_ballot(uuid, uuid, integer[], text),
    open_ballots(uuid, uuid, text, integer), count_polls() TO vadra_app;

-- What somebody thinks of a product: the facts that belong to it. Its words are the post's, so that what reads posts reads them.
CREATE TABLE opinion (
    post_id    uuid PRIMARY KEY REFERENCES post,
    product_id uuid NOT NULL REFERENCES product,
    version    text NOT NULL CHECK (char_length(version) <= 40),
    -- For how long it was used.
    used       text NOT NULL CHECK (used IN ('tried', 'month', 'half-year', 'year', 'three-years', 'longer')),
    -- Whether they would choose it again.
    again      text NOT NULL CHECK (again IN ('yes', 'no', 'unsure')),
    said_at    timestamptz NOT NULL
);
CREATE INDEX opinion_product ON opinion (product_id, said_at DESC, post_id DESC);

GRANT SELECT ON opinion TO vadra_app;

-- Both begin with the post that has them as a part.
CREATE FUNCTION keep_polls() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM said WHERE parts <> '[]') THEN
        RETURN NULL;
    END IF;
    INSERT INTO poll (post_id, room_id, choices, multiple, anonymous, results, closes_at)
    SELECT said.id, said.room_id, ARRAY(SELECT jsonb_array_elements_text(part -> 'choices')), (part ->> 'multiple')::boolean,
           (part ->> 'anonymous')::boolean, part ->> 'results', (part ->> 'closesAt')::timestamptz
    FROM said CROSS JOIN jsonb_array_elements(said.parts) part WHERE part ->> 'kind' = 'poll';
    INSERT INTO opinion
    SELECT said.id, product.id, part ->> 'version', part ->> 'used', part ->> 'again', said.said_at
    FROM said CROSS JOIN jsonb_array_elements(said.parts) part JOIN product ON product.slug = part ->> 'product'
    WHERE part ->> 'kind' = 'opinion';
    IF EXISTS (
        SELECT FROM said CROSS JOIN jsonb_array_elements(said.parts) part LEFT JOIN opinion ON opinion.post_id = said.id
        WHERE part ->> 'kind' = 'opinion' AND opinion.post_id IS NULL) THEN
        RAISE EXCEPTION 'there is no such product' USING ERRCODE = 'VA404';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER post_polls AFTER INSERT ON post REFERENCING NEW TABLE AS said
    FOR EACH STATEMENT EXECUTE FUNCTION keep_polls();
