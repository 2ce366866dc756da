-- What is done to a post or a room by the house rules is an event of the room's log as well, so that everybody who listens
-- hears of it at once and in its place; and nothing stands in the log that did not happen.

-- What everybody is told of an act.
CREATE FUNCTION restraint_json(entry ledger) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp
    RETURN jsonb_build_object('entry', entry.n, 'act', entry.act, 'version', entry.version, 'rule', entry.rule,
                              'effectiveAt', ledger_time(entry.effective_at), 'until', ledger_time(entry.until));

-- And of a slowed room.
CREATE FUNCTION calm_json(entry ledger) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp
    RETURN jsonb_build_object('entry', entry.n, 'act', entry.act, 'pace', entry.pace, 'by', entry.actor,
                              'why', entry.grounds, 'effectiveAt', ledger_time(entry.effective_at),
                              'until', ledger_time(entry.until));

CREATE FUNCTION tell_the_room() RETURNS trigger
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
CREATE TRIGGER ledger_told AFTER INSERT ON ledger FOR EACH ROW WHEN (NEW.kind IN ('post', 'room'))
    EXECUTE FUNCTION tell_the_room();

-- Who catches up is not sent words that nobody may read now.
CREATE INDEX post_unreadable ON post (room_id) WHERE withdrawn_at IS NOT NULL OR restraint IS NOT NULL;

-- The server writes into the log only what is so: words that the post has or had, by who said them, and an act of restraint
-- that is a row of the ledger.
CREATE FUNCTION guard_log() RETURNS trigger
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
CREATE TRIGGER event_is_true AFTER INSERT ON event REFERENCING NEW TABLE AS told
    FOR EACH STATEMENT WHEN (session_user = 'vadra_app') EXECUTE FUNCTION guard_log();
