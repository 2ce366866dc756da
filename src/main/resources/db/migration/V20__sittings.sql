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
    -- How often its times or hosts changed; calendars need it.
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
        SELECT sitting.* INTO before FROM sitting JOIN room ON room.id = sitting.room_id WHERE slug = asked ->> 'earlier';
        IF NOT FOUND THEN
            RAISE EXCEPTION 'there is no such Q&A' USING ERRCODE = 'VA404';
        ELSIF NOT EXISTS (SELECT FROM room_host WHERE room_id = before.room_id AND member_id = by_member) THEN
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
    -- Who is to answer what was taken over can answer it where it was asked.
    INSERT INTO room_host (room_id, member_id)
    SELECT place, id FROM unnest(ARRAY[new_room, before.room_id]) place, (
        SELECT by_member AS id UNION
        SELECT id FROM member WHERE handle IN (SELECT jsonb_array_elements_text(asked -> 'hosts'))) host
    WHERE place IS NOT NULL ON CONFLICT DO NOTHING;
END $$;

-- What everybody is told of a sitting when it moves.
CREATE FUNCTION sitting_json(of_room uuid) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp
    RETURN (
        SELECT jsonb_build_object('startsAt', ledger_time(starts_at), 'endsAt', ledger_time(ends_at), 'moves', moves, 'hosts', (
            SELECT jsonb_agg(jsonb_build_object('id', member.id, 'handle', handle, 'name', name, 'role', role)
                             ORDER BY since, handle)
            FROM room_host JOIN member ON member.id = member_id WHERE room_host.room_id = sitting.room_id))
        FROM sitting WHERE room_id = of_room);

-- Locks a sitting's room for one of its hosts.
CREATE FUNCTION lock_sitting(by_member uuid, of_room uuid) RETURNS sitting
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    found_one sitting;
BEGIN
    PERFORM FROM room WHERE id = of_room FOR NO KEY UPDATE;
    SELECT * INTO found_one FROM sitting WHERE room_id = of_room;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such Q&A' USING ERRCODE = 'VA404';
    ELSIF NOT EXISTS (SELECT FROM room_host WHERE room_id = of_room AND member_id = by_member) THEN
        RAISE EXCEPTION 'its hosts lead a Q&A, and nobody else' USING ERRCODE = 'VA403';
    END IF;
    RETURN found_one;
END $$;

-- Writes into the room's log that its sitting moved.
CREATE FUNCTION tell_of_sitting(by_member uuid, of_room uuid, moment timestamptz) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    told room;
BEGIN
    UPDATE sitting SET moves = moves + 1 WHERE room_id = of_room;
    UPDATE room SET last_seq = last_seq + 1, last_at = greatest(last_at, moment) WHERE id = of_room RETURNING * INTO told;
    INSERT INTO event (room_id, seq, recorded_at, kind, payload)
    SELECT told.id, told.last_seq, told.last_at, 'qa.moved', jsonb_build_object(
        'kind', 'qa.moved', 'qa', sitting_json(of_room),
        'by', jsonb_build_object('id', id, 'handle', handle, 'name', name, 'role', role))
    FROM member WHERE id = by_member;
    PERFORM pg_notify('vadra_hint', (SELECT id FROM epoch ORDER BY started_at DESC LIMIT 1)
                                    || ' ' || told.id || ':' || told.last_seq);
END $$;

-- A host begins it early, gives it more time, ends it, or plans it anew. What was asked stays asked.
CREATE FUNCTION move_sitting(by_member uuid, of_room uuid, move jsonb, moment timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    now_is sitting := lock_sitting(by_member, of_room);
    starts timestamptz := now_is.starts_at;
    ends   timestamptz := now_is.ends_at;
BEGIN
    IF move ->> 'move' IN ('start', 'plan') AND starts <= moment OR move ->> 'move' = 'end' AND ends <= moment THEN
        RAISE EXCEPTION 'it has begun or ended already' USING ERRCODE = 'VA409';
    END IF;
    CASE move ->> 'move'
        WHEN 'start' THEN
            ends := moment + (ends - starts);
            starts := moment;
        WHEN 'end' THEN
            ends := moment;
            starts := least(starts, moment);
        WHEN 'extend' THEN
            ends := greatest(ends, moment) + make_interval(mins => (move ->> 'minutes')::integer);
        WHEN 'plan' THEN
            starts := (move ->> 'startsAt')::timestamptz;
            ends := (move ->> 'endsAt')::timestamptz;
    END CASE;
    IF ends > starts + interval '12 hours' OR ends < starts OR starts > moment + interval '366 days'
       OR move ->> 'move' = 'plan' AND ends <= moment THEN
        RAISE EXCEPTION 'it lasts at most 12 hours, ends after now, and starts within a year' USING ERRCODE = 'VA400';
    END IF;
    UPDATE sitting SET starts_at = starts, ends_at = ends WHERE room_id = of_room;
    PERFORM tell_of_sitting(by_member, of_room, moment);
END $$;
