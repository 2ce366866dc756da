-- A room can be held: what anybody says there waits for at most an hour, and is then said as it was written and in that
-- order. Nobody chooses among what waits, and nothing holds all rooms. Like slow mode it breaks no rule, so it names none.
ALTER TABLE ledger
    DROP CONSTRAINT ledger_act_check,
    ADD CONSTRAINT ledger_act_check CHECK (act IN ('announce', 'hide', 'show', 'drop', 'slow', 'hold', 'lift')),
    DROP CONSTRAINT ledger_calm_check,
    ADD CONSTRAINT ledger_calm_check CHECK (CASE WHEN act IN ('slow', 'hold', 'lift')
        THEN kind = 'room' AND version IS NULL AND rule IS NULL AND law IS NULL AND NOT criticism
             AND char_length(grounds) <= 500
        ELSE version IS NOT NULL AND rule IS NOT NULL AND pace IS NULL END),
    ADD CONSTRAINT ledger_hold_check CHECK (act <> 'hold' OR cause = 'decision' AND pace IS NULL AND until IS NOT NULL
        AND until > effective_at AND until <= effective_at + interval '60 minutes');

-- The row of the ledger by which a room is held, until when, and how many posts wait there. It stands where slow mode
-- does, since a room's row is locked before its commands are decided.
ALTER TABLE room ADD held bigint REFERENCES ledger, ADD held_until timestamptz,
    ADD waiting integer NOT NULL DEFAULT 0 CHECK (waiting >= 0);

CREATE FUNCTION guard_held() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF (CASE WHEN NEW.held IS NULL
        THEN NEW.held_until IS NOT NULL OR NOT EXISTS (SELECT FROM ledger WHERE ends = OLD.held AND act = 'lift')
        ELSE OLD.held IS NOT NULL OR NOT EXISTS (
            SELECT FROM ledger entry WHERE entry.n = NEW.held AND entry.act = 'hold' AND entry.object = NEW.id
            AND entry.until = NEW.held_until
            AND NOT EXISTS (SELECT FROM ledger ended WHERE ended.ends = entry.n)) END) THEN
        RAISE EXCEPTION 'the ledger has no row for this' USING ERRCODE = 'VA403';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER room_held BEFORE UPDATE OF held, held_until ON room FOR EACH ROW
    WHEN ((OLD.held, OLD.held_until) IS DISTINCT FROM (NEW.held, NEW.held_until)) EXECUTE FUNCTION guard_held();

CREATE OR REPLACE FUNCTION ledger_is_true() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    place  room;
    now_by bigint[];
BEGIN
    IF NEW.act IN ('slow', 'hold', 'lift') THEN
        SELECT * INTO place FROM room WHERE id = NEW.object;
        now_by := ARRAY[place.slow, place.held];
    ELSE
        now_by := ARRAY[restraint_of(NEW.kind, NEW.object)];
    END IF;
    IF NEW.act IN ('hide', 'slow', 'hold') AND array_position(now_by, NEW.n) IS NULL
       AND NOT EXISTS (SELECT FROM ledger WHERE ends = NEW.n)
       OR NEW.act IN ('show', 'lift') AND array_position(now_by, NEW.ends) IS NOT NULL THEN
        RAISE EXCEPTION 'row % of the ledger tells of what did not happen', NEW.n USING ERRCODE = 'VA403';
    END IF;
    RETURN NULL;
END $$;

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
    ELSIF entry.act = 'hold' THEN
        UPDATE room SET held = entry.n, held_until = entry.until WHERE id = entry.object;
    ELSIF entry.act = 'lift' THEN
        UPDATE room SET slow = NULL, pace = NULL, slow_until = NULL WHERE id = entry.object AND slow = entry.ends;
        UPDATE room SET held = NULL, held_until = NULL WHERE id = entry.object AND held = entry.ends;
    END IF;
    RETURN entry;
END $$;

CREATE OR REPLACE FUNCTION end_restraint(began ledger, why text, of_cause text, by_member uuid) RETURNS ledger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    entry ledger := began;
BEGIN
    IF began.act NOT IN ('announce', 'hide', 'slow', 'hold') OR EXISTS (SELECT FROM ledger WHERE ends = began.n) THEN
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
    WHERE (act = 'announce' AND effective_at <= moment OR act IN ('hide', 'slow', 'hold') AND until <= moment)
    AND NOT EXISTS (SELECT FROM ledger ended WHERE ended.ends = due.n) ORDER BY n LIMIT 100;
$$;

-- A room can be slowed and held at once, so the end of either says which row it ends.
CREATE OR REPLACE FUNCTION calm_json(entry ledger) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp
    RETURN jsonb_build_object('entry', entry.n, 'act', entry.act, 'ends', entry.ends, 'pace', entry.pace, 'by', entry.actor,
                              'why', entry.grounds, 'effectiveAt', ledger_time(entry.effective_at),
                              'until', ledger_time(entry.until));

CREATE OR REPLACE FUNCTION tell_the_room() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    happened jsonb;
BEGIN
    happened := CASE WHEN NEW.act IN ('slow', 'hold', 'lift')
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
    PERFORM append_to_room(NEW.room, happened);
    RETURN NULL;
END $$;

-- Appends an event to a room's log, and tells all nodes with the commit.
CREATE FUNCTION append_to_room(of_room uuid, happened jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    told room;
BEGIN
    UPDATE room SET last_seq = last_seq + 1, last_at = greatest(last_at, clock_timestamp()) WHERE id = of_room
    RETURNING * INTO told;
    INSERT INTO event (room_id, seq, recorded_at, kind, payload)
    VALUES (told.id, told.last_seq, told.last_at, happened ->> 'kind', happened::json);
    PERFORM pg_notify('vadra_hint', (SELECT id FROM epoch ORDER BY started_at DESC LIMIT 1)
                                    || ' ' || told.id || ':' || told.last_seq);
END $$;

-- Holds a room for everybody alike, for some minutes. After that it rests for a day.
CREATE FUNCTION hold_room(by_member uuid, of_room uuid, minutes integer, why text) RETURNS ledger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    place room;
    entry ledger;
BEGIN
    IF minutes IS NULL OR minutes NOT BETWEEN 1 AND 60 OR coalesce(char_length(btrim(why)), 0) NOT BETWEEN 10 AND 500 THEN
        RAISE EXCEPTION 'a room is held for 1 to 60 minutes, and why' USING ERRCODE = 'VA400';
    END IF;
    place := lock_to_calm(by_member, of_room);
    IF place.held IS NOT NULL OR NOT place.open OR place.restraint IS NOT NULL THEN
        RAISE EXCEPTION 'the room is held or closed already' USING ERRCODE = 'VA409';
    ELSIF EXISTS (
        SELECT FROM ledger began JOIN ledger ended ON ended.ends = began.n
        WHERE began.object = of_room AND began.act = 'hold' AND ledger_now() < ended.at + interval '24 hours') THEN
        RAISE EXCEPTION 'the room was held in the last 24 hours, and rests' USING ERRCODE = 'VA409';
    END IF;
    entry := jsonb_populate_record(NULL::ledger, jsonb_build_object(
        'act', 'hold', 'cause', 'decision', 'batch', gen_random_uuid(), 'kind', 'room', 'object', of_room,
        'room', of_room, 'made_at', place.started_at, 'language', place.language, 'grounds', why, 'criticism', false,
        'facts', format(in_language(
            place.language, 'Inget som sagts. Det nya från var och en väntar i %s minuter, och sägs sedan som det skrevs.',
            'Nothing that was said. What is new from anybody waits for %s min, and is then said as it was written.'), minutes),
        'source', 'own', 'detected', 'person', 'decided', 'person', 'scope', 'room',
        'until', ledger_now() + make_interval(mins => minutes)));
    RETURN enter_ledger(entry, by_member);
END $$;

CREATE FUNCTION lift_hold(by_member uuid, of_room uuid) RETURNS ledger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    place room := lock_to_calm(by_member, of_room);
    began ledger;
BEGIN
    SELECT * INTO began FROM ledger WHERE n = place.held;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the room is not held' USING ERRCODE = 'VA409';
    END IF;
    RETURN end_restraint(began, in_language(began.language, 'Det avslutades i förtid.', 'It was ended before its time.'),
                         'reversal', by_member);
END $$;

-- What was written in a held room and is not said yet, by whom, as the command had it. Written under the room's lock, so
-- that `n` is the order in which it was written.
CREATE TABLE held_post (
    n           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- The post will have the same.
    id          uuid NOT NULL UNIQUE,
    room_id     uuid NOT NULL REFERENCES room,
    author_id   uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    parent_id   uuid REFERENCES post,
    command_id  text NOT NULL,
    fingerprint text NOT NULL,
    source      text NOT NULL CHECK (octet_length(source) <= 16000),
    html        text NOT NULL,
    language    text NOT NULL,
    mentions    text[] NOT NULL,
    -- The capacity that was asked for; none is that of the role that the author has when it is said.
    hat         text,
    held_at     timestamptz NOT NULL,
    -- Why it could not be said when its time came: the room had been closed, its author no longer had the capacity, or
    -- for ten minutes it was refused for whatever reason. It is kept for them alone.
    unsaid      text CHECK (unsaid IN ('closed', 'hat', 'refused'))
);
CREATE UNIQUE INDEX held_post_command ON held_post (room_id, author_id, command_id) WHERE unsaid IS NULL;
CREATE INDEX held_post_waiting ON held_post (room_id, n) WHERE unsaid IS NULL;
CREATE INDEX held_post_author ON held_post (author_id, n);

CREATE FUNCTION count_waiting() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE room SET waiting = (SELECT count(*) FROM held_post WHERE room_id = room.id AND unsaid IS NULL)
    WHERE id IN (SELECT room_id FROM changed);
    RETURN NULL;
END $$;
CREATE TRIGGER held_post_came AFTER INSERT ON held_post REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION count_waiting();
CREATE TRIGGER held_post_went AFTER DELETE ON held_post REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION count_waiting();
CREATE TRIGGER held_post_kept AFTER UPDATE ON held_post REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION count_waiting();

-- Nothing waits where nothing is held, but behind what still does.
CREATE FUNCTION guard_waiting() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM room WHERE id = NEW.room_id AND held IS NULL AND waiting = 0) THEN
        RAISE EXCEPTION 'the ledger has no row for this' USING ERRCODE = 'VA403';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER held_post_has_a_row BEFORE INSERT ON held_post FOR EACH ROW EXECUTE FUNCTION guard_waiting();

-- Whoever writes it: nothing is said in a room while it is held, nothing before what has waited longer, and what waited is
-- said as it was written. Said, it waits no more.
CREATE FUNCTION guard_order() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM room WHERE id IN (SELECT room_id FROM said) AND (held IS NOT NULL OR waiting > 0)) THEN
        RETURN NULL;
    END IF;
    IF EXISTS (SELECT FROM room WHERE id IN (SELECT room_id FROM said) AND held_until > ledger_now()) THEN
        RAISE EXCEPTION 'the room is held' USING ERRCODE = 'VA409';
    ELSIF EXISTS (
        SELECT FROM said
        JOIN held_post waits ON waits.room_id = said.room_id AND waits.unsaid IS NULL
        LEFT JOIN held_post own ON own.id = said.id
        LEFT JOIN said before ON before.id = waits.id AND before.seq <= said.seq
        WHERE before.id IS NULL AND (own.n IS NULL OR waits.n < own.n)) THEN
        RAISE EXCEPTION 'something has waited longer' USING ERRCODE = 'VA409';
    ELSIF EXISTS (
        SELECT FROM said JOIN held_post own USING (id)
        WHERE (said.room_id, said.author_id, said.parent_id, said.command_id, said.source, said.html, said.language)
              IS DISTINCT FROM
              (own.room_id, own.author_id, own.parent_id, own.command_id, own.source, own.html, own.language)
           -- Posts have a name to ask under in V19.
           OR said.hat <> own.hat OR said.alias_id IS DISTINCT FROM own.alias_id) THEN
        RAISE EXCEPTION 'what waited is said as it was written' USING ERRCODE = 'VA403';
    END IF;
    DELETE FROM held_post WHERE id IN (SELECT id FROM said);
    RETURN NULL;
END $$;
CREATE TRIGGER post_order AFTER INSERT ON post REFERENCING NEW TABLE AS said
    FOR EACH STATEMENT EXECUTE FUNCTION guard_order();

-- Authors take back their own. The receipt has the command, sent once more, stay taken back.
CREATE FUNCTION take_back_held(by_member uuid, of_post uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    place room;
    own   held_post;
BEGIN
    SELECT * INTO place FROM room WHERE id = (SELECT room_id FROM held_post WHERE id = of_post AND author_id = by_member)
    FOR NO KEY UPDATE;
    DELETE FROM held_post WHERE id = of_post AND author_id = by_member RETURNING * INTO own;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'nothing of yours waits by that name' USING ERRCODE = 'VA404';
    END IF;
    INSERT INTO receipt (room_id, member_id, command_id, fingerprint, post_id, seq, accepted_at)
    VALUES (own.room_id, by_member, own.command_id, own.fingerprint, own.id, place.last_seq, ledger_now())
    ON CONFLICT DO NOTHING;
END $$;

-- What cannot be said when its time has come, since the room was closed meanwhile or its author no longer has the capacity
-- that they wrote it in, is kept for its author, and what waits behind it is said. So is the oldest of a room that still
-- waits ten minutes after the hold, though it was tried each second: nothing holds up a room for ever.
CREATE FUNCTION keep_unsaid() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    due  uuid[];
    kept integer;
BEGIN
    due := ARRAY(SELECT id FROM room WHERE waiting > 0 AND held IS NULL ORDER BY id FOR NO KEY UPDATE);
    UPDATE held_post SET unsaid = CASE WHEN room.open AND room.restraint IS NULL THEN 'hat' ELSE 'closed' END
    FROM room, member author
    WHERE room.id = ANY(due) AND held_post.room_id = room.id AND author.id = held_post.author_id AND unsaid IS NULL
    AND (NOT room.open OR room.restraint IS NOT NULL OR hat IS NOT NULL AND NOT has_hat(author, hat));
    GET DIAGNOSTICS kept = ROW_COUNT;
    UPDATE held_post SET unsaid = 'refused' WHERE n IN (
        SELECT min(n) FROM held_post WHERE unsaid IS NULL AND room_id = ANY(due) AND (
            SELECT max(ended.at) FROM ledger began JOIN ledger ended ON ended.ends = began.n
            WHERE began.object = held_post.room_id AND began.act = 'hold') < ledger_now() - interval '10 minutes'
        GROUP BY room_id);
    RETURN kept;
END $$;
CREATE INDEX room_waiting ON room (id) WHERE waiting > 0;

GRANT SELECT, INSERT (id, room_id, author_id, parent_id, command_id, fingerprint, source, html, language, mentions, hat, held_at)
    ON held_post TO vadra_app;
GRANT EXECUTE ON FUNCTION hold_room(uuid, uuid, integer, text), lift_hold(uuid, uuid), take_back_held(uuid, uuid), keep_unsaid()
    TO vadra_app;

-- How often the limits refused, by the day of UTC as all figures are; the last 30 days stand beside the rows' figures.
CREATE OR REPLACE FUNCTION count_refusals(kinds text[], numbers bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO calm_count
    SELECT (ledger_now() AT TIME ZONE 'UTC')::date, kind, number FROM unnest(kinds, numbers) new(kind, number)
    ORDER BY kind
    ON CONFLICT (day, kind) DO UPDATE SET number = calm_count.number + excluded.number
$$;

CREATE OR REPLACE FUNCTION openness_snapshot(as_of timestamptz) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
    today date := (as_of AT TIME ZONE 'UTC')::date;
    days30 jsonb := restraint_figures(as_of, today - 29);
    every  jsonb := restraint_figures(as_of, NULL);
BEGIN
    RETURN jsonb_build_object(
        'asOf', ledger_time(as_of),
        'head', openness_head(),
        'state', window_state(days30 -> 'counts', every -> 'counts'),
        'days30', days30,
        'days365', restraint_figures(as_of, today - 364),
        'all', every,
        'days', (SELECT coalesce(jsonb_agg(jsonb_build_object('day', day, 'posts', posts) ORDER BY day), '[]')
                 FROM posts_by_day()),
        'limits', (SELECT coalesce(jsonb_agg(jsonb_build_object('day', day, 'limit', kind, 'n', number)
                                             ORDER BY day, kind), '[]')
                   FROM calm_count WHERE day >= today - 29));
END $$;

-- A pin of somebody who is of the staff now is taken back, and the log tells: the company does not choose what stands out,
-- not by what its people chose before either.
CREATE FUNCTION take_back_pins() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    given record;
BEGIN
    PERFORM FROM room WHERE id IN (
        SELECT post.room_id FROM reaction JOIN post ON post.id = reaction.post_id
        WHERE reaction.member_id = NEW.id AND reaction.kind = 'pin') ORDER BY id FOR NO KEY UPDATE;
    FOR given IN DELETE FROM reaction USING post
                 WHERE post.id = reaction.post_id AND reaction.member_id = NEW.id AND reaction.kind = 'pin'
                 RETURNING post.id, post.room_id LOOP
        PERFORM append_to_room(given.room_id, jsonb_build_object(
            'kind', 'reaction.removed', 'post', given.id, 'reaction', 'pin',
            'count', (SELECT pins FROM post WHERE id = given.id),
            'by', jsonb_build_object('id', NEW.id, 'handle', NEW.handle, 'name', NEW.name, 'role', NEW.role)));
    END LOOP;
    RETURN NULL;
END $$;
CREATE TRIGGER pins_taken_back AFTER UPDATE OF role ON member FOR EACH ROW
    WHEN (OLD.role <> 'staff' AND NEW.role = 'staff') EXECUTE FUNCTION take_back_pins();

-- A thing that is restrained already can be reported again, and that case has the same row; each row is still published
-- once, and what it answers is what was reported before it.
CREATE OR REPLACE VIEW restraint AS
SELECT entry.n, entry.id, entry.at, entry.act, entry.cause, entry.ends, entry.batch, entry.kind, entry.thing, entry.room,
       entry.made_at, entry.language, entry.version, entry.rule, entry.law, entry.grounds, entry.facts, entry.criticism,
       entry.source, entry.detected, entry.decided, entry.actor, entry.scope, entry.effective_at, entry.until, entry.pace, entry.prev,
       entry.hash, ended.n AS ended_by, ended.at AS ended_at, report_case.opened_at AS reported_at, reached.reached_at,
       appeal.appealed_at, appeal.decided_at AS judged_at, appeal.verdict, appeal.result,
       array_remove(ARRAY[
           CASE WHEN of_entry.decision THEN 'interventions' END,
           CASE WHEN of_entry.decision AND entry.kind = 'post' THEN 'touched' END,
           CASE WHEN of_entry.decision AND entry.criticism THEN 'criticism' END,
           CASE WHEN of_entry.decision AND entry.decided = 'machine' THEN 'machine' END,
           CASE WHEN of_entry.decision AND entry.decided = 'partly' THEN 'partly' END,
           CASE WHEN of_entry.decision AND report_case.opened_at IS NOT NULL THEN 'reported' END,
           CASE WHEN of_entry.decision AND appeal.verdict IS NOT NULL THEN 'judged' END,
           CASE WHEN of_entry.decision AND appeal.verdict = 'overturned' THEN 'overturned' END,
           CASE WHEN of_entry.decision AND appeal.appealed_at IS NOT NULL AND appeal.verdict IS NULL THEN 'waiting' END,
           CASE WHEN entry.act IN ('show', 'drop') AND entry.cause <> 'expiry' THEN 'returned' END,
           CASE WHEN entry.act = 'announce' AND ended.n IS NULL THEN 'announced' END,
           CASE WHEN entry.act = 'hide' AND ended.n IS NULL THEN 'hidden' END,
           CASE WHEN entry.act = 'hold' AND ended.n IS NULL THEN 'held' END,
           CASE WHEN entry.act = 'slow' AND ended.n IS NULL THEN 'slowed' END], NULL) AS figures
FROM ledger entry
CROSS JOIN LATERAL (SELECT entry.cause = 'decision' AND entry.act IN ('announce', 'hide') AS decision) of_entry
LEFT JOIN ledger ended ON ended.ends = entry.n
LEFT JOIN LATERAL (
    SELECT min(opened_at) AS opened_at FROM report_case WHERE report_case.entry = entry.n AND opened_at <= entry.at
) report_case ON true
LEFT JOIN statement_reached reached ON reached.n = entry.n
LEFT JOIN appeal ON appeal.entry = entry.n;
