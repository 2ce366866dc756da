-- Here stands the newest text of what grows with every kind of thing that is said; edit it here, and it is run anew.

-- The log tells only of what happened, as the tables have it.
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
                (kind = 'post.edited' OR post.seq = told.seq) AND is_author(post, said -> 'by')
                AND (said #>> '{text,source}', said #>> '{text,html}', said #>> '{by,hat}') = CASE
                    WHEN post.version = coalesce((said ->> 'version')::integer, 1) THEN (post.source, post.html, post.hat)
                    ELSE (SELECT (earlier.source, earlier.html, earlier.hat) FROM post_version earlier WHERE earlier.post_id = post.id
                          AND earlier.version = coalesce((said ->> 'version')::integer, 1)) END
                AND (said -> 'question' IS NULL OR kind = 'post.created' AND said #>> '{question,state}' = 'asked'
                     AND EXISTS (SELECT FROM question WHERE post_id = post.id))
                AND coalesce(said -> 'parts', '[]') = CASE kind WHEN 'post.created' THEN post.parts ELSE '[]' END
            WHEN kind = 'post.withdrawn' THEN is_author(post, said -> 'by') AND post.withdrawn_at IS NOT NULL
            WHEN kind IN ('reaction.added', 'reaction.removed') THEN post.id IS NOT NULL
            WHEN kind = 'question.moved' THEN question_is_told(post.id, told.seq, told.room_id, said)
            WHEN kind IN ('session.ended', 'role.changed', 'member.left') THEN EXISTS (SELECT FROM control WHERE id = told.room_id)
            WHEN kind = 'qa.moved' THEN
                sitting_json(told.room_id) = said -> 'qa' AND may_move((said #>> '{by,id}')::uuid, told.room_id)
            WHEN kind = 'poll.counted' THEN EXISTS (
                SELECT FROM poll WHERE post_id = post.id AND poll_told(poll) = said -> 'poll')
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

-- What waited in a held room is said in its order, as it was written, with what it carries.
CREATE OR REPLACE FUNCTION guard_order() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
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
           OR said.hat <> own.hat OR said.alias_id IS DISTINCT FROM own.alias_id OR said.parts <> own.parts) THEN
        RAISE EXCEPTION 'what waited is said as it was written' USING ERRCODE = 'VA403';
    END IF;
    DELETE FROM held_post WHERE id IN (SELECT id FROM said);
    RETURN NULL;
END $$;

-- A room is told what the ledger did to it; what is given back comes with its words and with what it carries.
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
                'text', jsonb_build_object('source', source, 'html', html, 'language', language))
                || CASE parts WHEN '[]' THEN '{}' ELSE jsonb_build_object('parts', parts) END ELSE '{}' END
            FROM post WHERE id = NEW.object);
    END IF;
    PERFORM append_to_room(NEW.room, happened);
    RETURN NULL;
END $$;
