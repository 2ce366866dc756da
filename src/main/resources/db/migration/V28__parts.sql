-- A post carries parts beside its words: they are said with them, do not change with them, and are silent when they are. Each
-- names what it carries; nothing of a quoted post's words is in here or in the log.
ALTER TABLE post ADD parts jsonb NOT NULL DEFAULT '[]' CHECK (
    jsonb_typeof(parts) = 'array' AND jsonb_array_length(parts) <= 8 AND octet_length(parts::text) <= 16000);
GRANT INSERT (parts) ON post TO vadra_app;
ALTER TABLE held_post ADD parts jsonb NOT NULL DEFAULT '[]' CHECK (octet_length(parts::text) <= 16000);
GRANT INSERT (parts) ON held_post TO vadra_app;

-- Which post quotes which, as their parts say and nothing else.
CREATE TABLE quote (
    post_id   uuid NOT NULL REFERENCES post,
    source_id uuid NOT NULL REFERENCES post,
    version   integer NOT NULL CHECK (version > 0),
    PRIMARY KEY (source_id, post_id)
);
CREATE INDEX quote_post ON quote (post_id);
CREATE FUNCTION keep_quotes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM said WHERE parts <> '[]') THEN
        INSERT INTO quote
        SELECT said.id, source.id, max((part ->> 'version')::integer)
        FROM said CROSS JOIN jsonb_array_elements(said.parts) part
        JOIN post source ON source.id = (part ->> 'post')::uuid AND source.version >= (part ->> 'version')::integer
        WHERE part ->> 'kind' = 'quote' GROUP BY 1, 2;
        IF EXISTS (
            SELECT FROM said CROSS JOIN jsonb_array_elements(said.parts) part
            LEFT JOIN quote ON quote.post_id = said.id AND quote.source_id = (part ->> 'post')::uuid
            WHERE part ->> 'kind' = 'quote' AND quote.post_id IS NULL) THEN
            RAISE EXCEPTION 'there is no such post to quote' USING ERRCODE = 'VA404';
        END IF;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER post_quotes AFTER INSERT ON post REFERENCING NEW TABLE AS said
    FOR EACH STATEMENT EXECUTE FUNCTION keep_quotes();
GRANT SELECT ON quote TO vadra_app;

-- What waited is said as it was written, with what it carries.
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

-- The log tells of what a post carries as the post has it.
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
            WHEN kind IN ('session.ended', 'role.changed') THEN EXISTS (SELECT FROM control WHERE id = told.room_id)
            -- The Q&A's own functions come after this one.
            WHEN kind = 'qa.moved' THEN
                sitting_json(told.room_id) = said -> 'qa' AND may_move((said #>> '{by,id}')::uuid, told.room_id)
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

-- What is given back comes with what it carries.
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

-- Where a picture stands that a post carries: in all its versions, which is what 0 says. Only what its author holds counts.
CREATE FUNCTION keep_pictures() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM said WHERE parts <> '[]') THEN
        INSERT INTO media_use
        SELECT DISTINCT held.media_id, said.id, 0
        FROM said CROSS JOIN jsonb_array_elements(said.parts) part
        JOIN media_holder held ON held.media_id = part ->> 'media' AND held.member_id = said.author_id
        WHERE part ->> 'kind' = 'picture';
        IF EXISTS (
            SELECT FROM said CROSS JOIN jsonb_array_elements(said.parts) part
            LEFT JOIN media_use used ON used.post_id = said.id AND used.media_id = part ->> 'media'
            WHERE part ->> 'kind' = 'picture' AND used.post_id IS NULL) THEN
            RAISE EXCEPTION 'there is no such picture' USING ERRCODE = 'VA404';
        END IF;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER post_pictures AFTER INSERT ON post REFERENCING NEW TABLE AS said
    FOR EACH STATEMENT EXECUTE FUNCTION keep_pictures();

-- Posts that stand or could be given back, articles among them by their newest words, drafts, and what waits in held rooms.
CREATE OR REPLACE FUNCTION media_uses(of_member uuid, of_media text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN (SELECT count(*) FROM media_use used JOIN post ON post.id = used.post_id AND used.version IN (post.version, 0)
            WHERE used.media_id = of_media AND post.author_id = of_member AND post.withdrawn_at IS NULL)
        + (SELECT count(*) FROM draft WHERE author_id = of_member AND position('media:' || of_media IN source) > 0)
        + (SELECT count(*) FROM profile WHERE member_id = of_member AND picture = of_media)
        + (SELECT count(*) FROM held_post WHERE author_id = of_member AND parts @> jsonb_build_array(
               jsonb_build_object('kind', 'picture', 'media', of_media)));

-- Whether a member may see a picture that is not open to everybody: who holds it may, but where it stands only in what nobody
-- may read, nobody sees it either.
CREATE FUNCTION sees_media(reader uuid, of_media text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN EXISTS (SELECT FROM media_holder WHERE media_id = of_media AND member_id = reader)
        AND (NOT EXISTS (SELECT FROM media_use used JOIN post ON post.id = used.post_id
                         WHERE used.media_id = of_media AND post.author_id = reader)
             OR EXISTS (SELECT FROM draft WHERE author_id = reader AND position('media:' || of_media IN source) > 0)
             OR EXISTS (SELECT FROM profile WHERE member_id = reader AND picture = of_media)
             OR EXISTS (SELECT FROM held_post WHERE author_id = reader AND parts @> jsonb_build_array(
                            jsonb_build_object('kind', 'picture', 'media', of_media))));
GRANT EXECUTE ON FUNCTION sees_media(uuid, text) TO vadra_app;
