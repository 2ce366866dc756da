-- A sitting: a room of questions with a time of its own. Its state is never stored, since it follows from its times:
-- announced before it starts, running until it ends, over after that.
CREATE TABLE sitting (
    room_id   uuid PRIMARY KEY REFERENCES room,
    -- What the short link and the QR code lead by; nobody mistakes one of its signs for another.
    code      text NOT NULL UNIQUE CHECK (code ~ '^[a-hj-km-np-z2-9]{6}$'),
    template  text NOT NULL CHECK (template IN ('product', 'blogger', 'briefing')),
    -- The article or the talk that it stands under; null under nothing but its own roof.
    under     uuid REFERENCES room,
    -- The sitting whose open questions it takes over. Their words stay where they were said.
    earlier   uuid UNIQUE REFERENCES sitting,
    starts_at timestamptz NOT NULL,
    ends_at   timestamptz NOT NULL,
    -- How often its times changed; calendars need it.
    moves     integer NOT NULL DEFAULT 0,
    CHECK (ends_at >= starts_at AND ends_at <= starts_at + interval '12 hours')
);
CREATE INDEX sitting_times ON sitting (ends_at);
CREATE INDEX sitting_under ON sitting (under) WHERE under IS NOT NULL;

-- Any member opens one, at once, and is its first host. Nobody approves it.
CREATE FUNCTION open_sitting(by_member uuid, new_room uuid, asked jsonb, moment timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    starts timestamptz := (asked ->> 'startsAt')::timestamptz;
    ends   timestamptz := (asked ->> 'endsAt')::timestamptz;
    stands room;
    before sitting;
BEGIN
    IF ends <= starts OR ends > starts + interval '12 hours' OR ends <= moment OR starts > moment + interval '366 days' THEN
        RAISE EXCEPTION 'it lasts at most 12 hours, ends after now, and starts within a year' USING ERRCODE = 'VA400';
    END IF;
    IF asked ->> 'under' IS NOT NULL THEN
        SELECT * INTO stands FROM room WHERE slug = asked ->> 'under';
        IF NOT FOUND OR stands.kind = 'qa' THEN
            RAISE EXCEPTION 'there is no such room' USING ERRCODE = 'VA404';
        ELSIF stands.kind = 'article' AND stands.started_by <> by_member THEN
            RAISE EXCEPTION 'under an article its author opens a Q&A' USING ERRCODE = 'VA403';
        END IF;
    END IF;
    IF asked ->> 'earlier' IS NOT NULL THEN
        SELECT sitting.* INTO before FROM sitting JOIN room ON room.id = sitting.room_id WHERE slug = asked ->> 'earlier'
        FOR UPDATE OF sitting;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'there is no such Q&A' USING ERRCODE = 'VA404';
        ELSIF NOT EXISTS (SELECT FROM host_now WHERE room_id = before.room_id AND member_id = by_member) THEN
            RAISE EXCEPTION 'its hosts take its questions over' USING ERRCODE = 'VA403';
        ELSIF before.ends_at > moment OR EXISTS (SELECT FROM sitting WHERE earlier = before.room_id) THEN
            RAISE EXCEPTION 'only a Q&A that has ended is taken over, and once' USING ERRCODE = 'VA409';
        END IF;
    END IF;
    INSERT INTO room (id, kind, slug, title, topic, language, product_id, started_by, started_at)
    VALUES (new_room, 'qa', asked ->> 'slug', asked ->> 'title', asked ->> 'topic', asked ->> 'language',
            coalesce((SELECT id FROM product WHERE slug = asked ->> 'product'), stands.product_id), by_member, moment)
    ON CONFLICT (slug) DO NOTHING;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is a room by that name already' USING ERRCODE = 'VA409';
    END IF;
    INSERT INTO sitting (room_id, code, template, under, earlier, starts_at, ends_at)
    VALUES (new_room, asked ->> 'code', asked ->> 'template', stands.id, before.room_id, starts, ends);
    -- Who is to answer what was taken over can answer it where it was asked, as far as there is place for hosts there.
    INSERT INTO room_host
    SELECT place, id, moment, NULL, by_member FROM unnest(ARRAY[new_room, before.room_id]) place, (
        SELECT by_member AS id UNION
        SELECT id FROM member WHERE handle IN (SELECT jsonb_array_elements_text(asked -> 'hosts') LIMIT 7)) host
    WHERE place IS NOT NULL AND (SELECT count(*) FROM room_host WHERE room_id = place AND until IS NULL) <= 12
    AND NOT EXISTS (SELECT FROM host_now WHERE room_id = place AND member_id = id);
END $$;

-- What everybody is told of a sitting when it moves.
CREATE FUNCTION sitting_json(of_room uuid) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp
    RETURN (SELECT jsonb_build_object('startsAt', ledger_time(starts_at), 'endsAt', ledger_time(ends_at), 'moves', moves)
            FROM sitting WHERE room_id = of_room);

-- A host begins it early, gives it more time, ends it, or plans it anew; the room's log tells of it. What was asked stays
-- asked.
CREATE FUNCTION move_sitting(by_member uuid, of_room uuid, move jsonb, moment timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    now_is sitting;
    starts timestamptz;
    ends   timestamptz;
BEGIN
    PERFORM FROM room WHERE id = of_room FOR NO KEY UPDATE;
    SELECT * INTO now_is FROM sitting WHERE room_id = of_room;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such Q&A' USING ERRCODE = 'VA404';
    ELSIF NOT may_move(by_member, of_room) THEN
        RAISE EXCEPTION 'its hosts lead a Q&A, and nobody else' USING ERRCODE = 'VA403';
    ELSIF move ->> 'move' IN ('start', 'plan') AND now_is.starts_at <= moment
          OR move ->> 'move' = 'end' AND now_is.ends_at <= moment THEN
        RAISE EXCEPTION 'it has begun or ended already' USING ERRCODE = 'VA409';
    END IF;
    starts := CASE move ->> 'move' WHEN 'start' THEN moment WHEN 'plan' THEN (move ->> 'startsAt')::timestamptz
                                   ELSE least(now_is.starts_at, CASE WHEN move ->> 'move' = 'end' THEN moment END) END;
    ends := CASE move ->> 'move'
        WHEN 'start' THEN moment + (now_is.ends_at - now_is.starts_at)
        WHEN 'plan' THEN (move ->> 'endsAt')::timestamptz
        WHEN 'end' THEN moment
        WHEN 'extend' THEN greatest(now_is.ends_at, moment) + make_interval(mins => (move ->> 'minutes')::integer) END;
    IF ends > starts + interval '12 hours' OR ends < starts OR starts > moment + interval '366 days'
       OR move ->> 'move' = 'plan' AND ends <= moment THEN
        RAISE EXCEPTION 'it lasts at most 12 hours, ends after now, and starts within a year' USING ERRCODE = 'VA400';
    END IF;
    UPDATE sitting SET starts_at = starts, ends_at = ends, moves = moves + 1 WHERE room_id = of_room;
    UPDATE room SET open = true WHERE id = of_room AND NOT open AND ends > moment;
    PERFORM append_to_room(of_room, (SELECT jsonb_build_object(
        'kind', 'qa.moved', 'qa', sitting_json(of_room),
        'by', jsonb_build_object('id', id, 'handle', handle, 'name', name, 'role', role)) FROM member WHERE id = by_member));
END $$;

-- Nothing more is asked or said a week after the end. What was asked can be answered for ever, since a room that has ended
-- still lets hosts move its questions.
CREATE FUNCTION close_sittings(moment timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    closed integer;
BEGIN
    UPDATE room SET open = false FROM sitting
    WHERE sitting.room_id = room.id AND room.open AND sitting.ends_at < moment - interval '7 days';
    GET DIAGNOSTICS closed = ROW_COUNT;
    RETURN closed;
END $$;

-- What is owed: every question that is neither answered nor declined, wherever it was asked. A row leaves by one of these
-- two, by the asker who takes the words back, or with words that the house rules hide, as the ledger tells.
CREATE VIEW owed AS
SELECT question.post_id, question.room_id, post.said_at AS asked_at, question.promised_for, question.votes, question.state,
       question.moved_at, question.moved_by, post.source, post.language, coalesce(room_alias_name.name, asker.name) AS asker,
       room.slug, room.kind, room.title
FROM question JOIN post ON post.id = question.post_id JOIN room ON room.id = question.room_id
JOIN member asker ON asker.id = post.author_id LEFT JOIN room_alias_name ON room_alias_name.id = post.alias_id
WHERE question.into_id IS NULL AND question.state IN ('asked', 'chosen', 'promised')
AND post.withdrawn_at IS NULL AND post.restraint IS NULL AND room.restraint IS NULL;
CREATE INDEX question_owed ON question (state, promised_for, post_id)
    WHERE into_id IS NULL AND state IN ('asked', 'chosen', 'promised');

-- How a member keeps their word. What was put to them: what they answered or declined themselves, and what is still open
-- that names them, that they claimed or promised, or that was asked where they host. What another host settled counts for
-- that host; what they asked themselves counts for nobody.
CREATE FUNCTION reply_record(of_member uuid, moment timestamptz,
    OUT answered integer, OUT declined integer, OUT waiting integer, OUT overdue integer, OUT median_seconds integer)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    WITH own AS (
        SELECT question.*, post.said_at, answer.said_at AS answered_at, answer.author_id AS answered_by, (
            SELECT by_id FROM question_move moved WHERE moved.post_id = question.post_id
            AND moved.move IN ('decline', 'promise') ORDER BY seq DESC LIMIT 1) AS given_by
        FROM question JOIN post ON post.id = question.post_id LEFT JOIN post answer ON answer.id = answer_id
        WHERE into_id IS NULL AND post.author_id <> of_member AND post.withdrawn_at IS NULL AND post.restraint IS NULL
    ), counted AS (
        SELECT state, promised_for, answered_at - said_at AS took FROM own WHERE CASE state
            WHEN 'answered' THEN answered_by = of_member
            WHEN 'declined' THEN given_by = of_member
            ELSE claim_by = of_member AND claim_until > moment OR state = 'promised' AND given_by = of_member
                OR EXISTS (SELECT FROM mention JOIN member USING (handle)
                           WHERE mention.post_id = own.post_id AND member.id = of_member)
                OR EXISTS (SELECT FROM host_now JOIN sitting USING (room_id)
                           WHERE host_now.room_id = own.room_id AND member_id = of_member) END)
    SELECT (count(*) FILTER (WHERE state = 'answered'))::int, (count(*) FILTER (WHERE state = 'declined'))::int,
           (count(*) FILTER (WHERE state NOT IN ('answered', 'declined')))::int,
           (count(*) FILTER (WHERE state = 'promised' AND promised_for < moment))::int,
           (extract(epoch FROM percentile_cont(0.5) WITHIN GROUP (ORDER BY took)))::int
    FROM counted
$$;

GRANT SELECT ON sitting, owed TO vadra_app;
GRANT EXECUTE ON FUNCTION
    open_sitting(uuid, uuid, jsonb, timestamptz), move_sitting(uuid, uuid, jsonb, timestamptz),
    close_sittings(timestamptz), reply_record(uuid, timestamptz) TO vadra_app;
