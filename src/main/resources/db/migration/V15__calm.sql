-- Calm that does not ask what is said: a room can be slowed for everybody alike, for at most an hour. It breaks no rule, so
-- its rows of the ledger name none; they say who, why, how slow, and until when.
ALTER TABLE ledger
    ALTER version DROP NOT NULL,
    ALTER rule DROP NOT NULL,
    DROP CONSTRAINT ledger_act_check,
    ADD CONSTRAINT ledger_act_check CHECK (act IN ('announce', 'hide', 'show', 'drop', 'slow', 'lift')),
    ADD CONSTRAINT ledger_calm_check CHECK (CASE WHEN act IN ('slow', 'lift')
        THEN kind = 'room' AND version IS NULL AND rule IS NULL AND law IS NULL AND NOT criticism
             AND char_length(grounds) <= 500
        ELSE version IS NOT NULL AND rule IS NOT NULL AND pace IS NULL END),
    ADD CONSTRAINT ledger_pace_check CHECK (act <> 'slow' OR pace IS NOT NULL AND pace BETWEEN 5 AND 600),
    ADD CONSTRAINT ledger_hour_check CHECK (act <> 'slow' OR cause = 'decision' AND until IS NOT NULL
        AND until > effective_at AND until <= effective_at + interval '60 minutes'),
    ADD CONSTRAINT ledger_lift_check CHECK (act <> 'lift' OR cause IN ('reversal', 'expiry', 'appeal') AND until IS NULL);

-- How the room is calmed now: the row of the ledger, and of it what commands are held against. A room's row is locked
-- before its commands are decided, so it must all stand here.
ALTER TABLE room ADD slow bigint REFERENCES ledger, ADD pace integer, ADD slow_until timestamptz;

-- Whoever changes it, and however: only as a row of the ledger says that is about this very room and was not ended.
CREATE FUNCTION guard_calm() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF (CASE WHEN NEW.slow IS NULL
        THEN NEW.pace IS NOT NULL OR NEW.slow_until IS NOT NULL
             OR NOT EXISTS (SELECT FROM ledger WHERE ends = OLD.slow AND act = 'lift')
        ELSE OLD.slow IS NOT NULL OR NOT EXISTS (
            SELECT FROM ledger entry WHERE entry.n = NEW.slow AND entry.act = 'slow' AND entry.object = NEW.id
            AND entry.pace = NEW.pace AND entry.until = NEW.slow_until
            AND NOT EXISTS (SELECT FROM ledger ended WHERE ended.ends = entry.n)) END) THEN
        RAISE EXCEPTION 'the ledger has no row for this' USING ERRCODE = 'VA403';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER room_calm BEFORE UPDATE OF slow, pace, slow_until ON room FOR EACH ROW
    WHEN ((OLD.slow, OLD.pace, OLD.slow_until) IS DISTINCT FROM (NEW.slow, NEW.pace, NEW.slow_until))
    EXECUTE FUNCTION guard_calm();

CREATE OR REPLACE FUNCTION ledger_is_true() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    now_by bigint := CASE WHEN NEW.act IN ('slow', 'lift') THEN (SELECT slow FROM room WHERE id = NEW.object)
                          ELSE restraint_of(NEW.kind, NEW.object) END;
BEGIN
    IF NEW.act IN ('hide', 'slow') AND now_by IS DISTINCT FROM NEW.n AND NOT EXISTS (SELECT FROM ledger WHERE ends = NEW.n)
       OR NEW.act IN ('show', 'lift') AND now_by = NEW.ends THEN
        RAISE EXCEPTION 'row % of the ledger tells of what did not happen', NEW.n USING ERRCODE = 'VA403';
    END IF;
    RETURN NULL;
END $$;

-- What everybody is told of it.
CREATE FUNCTION calm_json(entry ledger) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp
    RETURN jsonb_build_object('entry', entry.n, 'act', entry.act, 'pace', entry.pace, 'by', entry.actor,
                              'why', entry.grounds, 'effectiveAt', ledger_time(entry.effective_at),
                              'until', ledger_time(entry.until));

CREATE OR REPLACE FUNCTION tell_the_room() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    happened jsonb;
    told     room;
BEGIN
    happened := CASE WHEN NEW.act IN ('slow', 'lift')
        THEN jsonb_build_object('calm', calm_json(NEW), 'kind', 'room.calmed')
        ELSE jsonb_build_object('restraint', restraint_json(NEW), 'kind', CASE
            WHEN NEW.kind = 'room' THEN 'room.restrained' WHEN NEW.act = 'announce' THEN 'post.announced'
            WHEN NEW.act = 'hide' THEN 'post.hidden' WHEN NEW.act = 'show' THEN 'post.shown' ELSE 'post.spared' END) END;
    IF NEW.kind = 'post' THEN
        happened := happened || (
            SELECT jsonb_build_object('post', id) || CASE NEW.act WHEN 'show' THEN jsonb_build_object(
                'text', jsonb_build_object('source', source, 'html', html, 'language', language)) ELSE '{}' END
            FROM post WHERE id = NEW.object);
    END IF;
    UPDATE room SET last_seq = last_seq + 1, last_at = greatest(last_at, clock_timestamp()) WHERE id = NEW.room
    RETURNING * INTO told;
    INSERT INTO event (room_id, seq, recorded_at, kind, payload)
    VALUES (told.id, told.last_seq, told.last_at, happened ->> 'kind', happened::json);
    PERFORM pg_notify('vadra_hint', (SELECT id FROM epoch ORDER BY started_at DESC LIMIT 1)
                                    || ' ' || told.id || ':' || told.last_seq);
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION guard_log() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM (SELECT room_id, seq, kind, payload::jsonb said FROM told OFFSET 0) told
        -- Each by its key, whatever the planner believes of tables that were empty when the session began.
        LEFT JOIN LATERAL (SELECT * FROM post WHERE post.id = (said ->> 'post')::uuid OFFSET 0) post
            ON post.room_id = told.room_id
        WHERE NOT coalesce(said ->> 'kind' = kind AND CASE
            WHEN kind IN ('post.created', 'post.edited') THEN
                (kind = 'post.edited' OR post.seq = told.seq) AND post.author_id = (said #>> '{by,id}')::uuid
                AND (said #>> '{text,source}', said #>> '{text,html}') = CASE
                    WHEN post.version = coalesce((said ->> 'version')::integer, 1) THEN (post.source, post.html)
                    ELSE (SELECT (earlier.source, earlier.html) FROM post_version earlier WHERE earlier.post_id = post.id
                          AND earlier.version = coalesce((said ->> 'version')::integer, 1)) END
            WHEN kind = 'post.withdrawn' THEN
                post.author_id = (said #>> '{by,id}')::uuid AND post.withdrawn_at IS NOT NULL
            WHEN kind IN ('reaction.added', 'reaction.removed') THEN post.id IS NOT NULL
            WHEN kind IN ('session.ended', 'role.changed') THEN EXISTS (SELECT FROM control WHERE id = told.room_id)
            WHEN kind = 'room.calmed' THEN EXISTS (
                SELECT FROM ledger WHERE n = (said #>> '{calm,entry}')::bigint AND ledger.room = told.room_id
                AND calm_json(ledger) = said -> 'calm')
            ELSE EXISTS (
                SELECT FROM ledger WHERE n = (said #>> '{restraint,entry}')::bigint AND ledger.room = told.room_id
                AND restraint_json(ledger) = said -> 'restraint'
                AND (ledger.kind = 'room' OR ledger.object = post.id))
            END, false)) THEN
        RAISE EXCEPTION 'the log tells only of what happened' USING ERRCODE = 'VA403';
    END IF;
    RETURN NULL;
END $$;

-- That a room is slowed is no answer to who reported it, and no act on what anybody made.
DROP TRIGGER ledger_tells ON ledger;
CREATE TRIGGER ledger_tells AFTER INSERT ON ledger FOR EACH ROW WHEN (NEW.rule IS NOT NULL) EXECUTE FUNCTION tell_of_act();
DROP TRIGGER ledger_closes_case ON ledger;
CREATE TRIGGER ledger_closes_case AFTER INSERT ON ledger FOR EACH ROW
    WHEN (NEW.cause = 'decision' AND NEW.rule IS NOT NULL) EXECUTE FUNCTION close_case();

CREATE OR REPLACE FUNCTION enter_ledger(entry ledger, by_member uuid) RETURNS ledger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    entry.id := gen_random_uuid();
    IF by_member IS NULL THEN
        entry.actor := 'machine';
    ELSIF NOT EXISTS (SELECT FROM member WHERE id = by_member AND role = 'staff') THEN
        -- Who calms the room that they started themselves.
        entry.actor := 'starter';
    ELSE
        INSERT INTO alias SELECT by_member, 'moderator-' || (SELECT count(*) + 1 FROM alias) ON CONFLICT DO NOTHING;
        SELECT name INTO entry.actor FROM alias WHERE member_id = by_member;
    END IF;
    INSERT INTO ledger SELECT entry.* RETURNING * INTO entry;
    IF by_member IS NOT NULL THEN
        INSERT INTO ledger_person VALUES (entry.n, by_member);
    END IF;
    IF entry.act IN ('hide', 'show') THEN
        PERFORM set_restraint(entry.kind, entry.object, CASE entry.act WHEN 'hide' THEN entry.n END);
    ELSIF entry.act = 'slow' THEN
        UPDATE room SET slow = entry.n, pace = entry.pace, slow_until = entry.until WHERE id = entry.object;
    ELSIF entry.act = 'lift' THEN
        UPDATE room SET slow = NULL, pace = NULL, slow_until = NULL WHERE id = entry.object AND slow = entry.ends;
    END IF;
    RETURN entry;
END $$;

CREATE OR REPLACE FUNCTION end_restraint(began ledger, why text, of_cause text, by_member uuid) RETURNS ledger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    entry ledger := began;
BEGIN
    IF began.act NOT IN ('announce', 'hide', 'slow') OR EXISTS (SELECT FROM ledger WHERE ends = began.n) THEN
        RAISE EXCEPTION 'row % of the ledger is ended already', began.n USING ERRCODE = 'VA409';
    END IF;
    entry.act := CASE began.act WHEN 'hide' THEN 'show' WHEN 'announce' THEN 'drop' ELSE 'lift' END;
    entry.cause := of_cause;
    entry.ends := began.n;
    entry.batch := gen_random_uuid();
    entry.grounds := why;
    entry.decided := CASE WHEN by_member IS NULL THEN 'machine' ELSE 'person' END;
    entry.until := NULL;
    RETURN enter_ledger(entry, by_member);
END $$;

CREATE OR REPLACE FUNCTION due_restraints(moment timestamptz) RETURNS SETOF ledger
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT * FROM ledger due
    WHERE (act = 'announce' AND effective_at <= moment OR act IN ('hide', 'slow') AND until <= moment)
    AND NOT EXISTS (SELECT FROM ledger ended WHERE ended.ends = due.n) ORDER BY n LIMIT 100;
$$;

-- Locks a room for whoever may calm it: the staff, and who started it, but nobody who answers for the product that is
-- talked of there.
CREATE FUNCTION lock_to_calm(by_member uuid, of_room uuid) RETURNS room
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    place room;
BEGIN
    PERFORM lock_rooms('room', ARRAY[of_room]);
    SELECT * INTO place FROM room WHERE id = of_room;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such room' USING ERRCODE = 'VA404';
    ELSIF NOT EXISTS (SELECT FROM member WHERE id = by_member AND (role = 'staff' OR id = place.started_by)) THEN
        RAISE EXCEPTION 'the staff and who started the room calm it' USING ERRCODE = 'VA403';
    ELSIF EXISTS (SELECT FROM answers_for WHERE product_id = place.product_id AND member_id = by_member) THEN
        RAISE EXCEPTION 'who answers for the product does not act where it is talked of' USING ERRCODE = 'VA403';
    END IF;
    RETURN place;
END $$;

-- Slows a room for everybody alike: so many seconds from one post of an author to the next, for some minutes. After that
-- it rests for as long as it lasted.
CREATE FUNCTION slow_room(by_member uuid, of_room uuid, seconds integer, minutes integer, why text) RETURNS ledger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    place room;
    entry ledger;
BEGIN
    IF seconds NOT BETWEEN 5 AND 600 OR minutes NOT BETWEEN 1 AND 60
       OR char_length(btrim(why)) NOT BETWEEN 10 AND 500 THEN
        RAISE EXCEPTION 'a post each 5 to 600 seconds, for 1 to 60 minutes, and why' USING ERRCODE = 'VA400';
    END IF;
    place := lock_to_calm(by_member, of_room);
    IF place.slow IS NOT NULL OR NOT place.open OR place.restraint IS NOT NULL THEN
        RAISE EXCEPTION 'the room is slowed or closed already' USING ERRCODE = 'VA409';
    ELSIF EXISTS (
        SELECT FROM ledger began JOIN ledger ended ON ended.ends = began.n
        WHERE began.object = of_room AND began.act = 'slow' AND ledger_now() < ended.at + (ended.at - began.at)) THEN
        RAISE EXCEPTION 'the room was slowed lately; it rests for as long as that lasted' USING ERRCODE = 'VA409';
    END IF;
    entry := jsonb_populate_record(NULL::ledger, jsonb_build_object(
        'act', 'slow', 'cause', 'decision', 'batch', gen_random_uuid(), 'kind', 'room', 'object', of_room,
        'room', of_room, 'made_at', place.started_at, 'language', place.language, 'grounds', why, 'criticism', false,
        'facts', format('Nothing that was said. At most one post each %s s from an author, for %s min.', seconds, minutes),
        'source', 'own', 'detected', 'person', 'decided', 'person', 'scope', 'room', 'pace', seconds,
        'until', ledger_now() + make_interval(mins => minutes)));
    RETURN enter_ledger(entry, by_member);
END $$;

CREATE FUNCTION lift_slow(by_member uuid, of_room uuid) RETURNS ledger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    place room := lock_to_calm(by_member, of_room);
    began ledger;
BEGIN
    SELECT * INTO began FROM ledger WHERE n = place.slow;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the room is not slowed' USING ERRCODE = 'VA409';
    END IF;
    RETURN end_restraint(began, 'It was ended before its time.', 'reversal', by_member);
END $$;

-- How often each limit refused on each day; never whom.
CREATE TABLE calm_count (
    day    date NOT NULL,
    kind   text NOT NULL CHECK (kind ~ '^[a-z-]{1,40}$'),
    number bigint NOT NULL CHECK (number > 0),
    PRIMARY KEY (day, kind)
);
CREATE FUNCTION count_refusals(kinds text[], numbers bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO calm_count
    SELECT (ledger_now() AT TIME ZONE 'Europe/Stockholm')::date, kind, number FROM unnest(kinds, numbers) new(kind, number)
    ORDER BY kind
    ON CONFLICT (day, kind) DO UPDATE SET number = calm_count.number + excluded.number
$$;

GRANT SELECT ON calm_count TO vadra_app;
GRANT EXECUTE ON FUNCTION count_refusals(text[], bigint[]), slow_room(uuid, uuid, integer, integer, text), lift_slow(uuid, uuid) TO vadra_app;
