-- Here stands the newest text of what is taken away when somebody leaves; edit it here, and it is run anew. It is done in bits,
-- each a transaction of its own: whatever ends between two of them, the next begins where that one ended.

-- A text without a name: where it named the member, in words or in the HTML made of them, it names nobody. The words around it are
-- their author's, and stay.
CREATE OR REPLACE FUNCTION without_mention(said text, old text, new text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp
    RETURN regexp_replace(said, '(@|&#64;|/people/)' || old || '(?![a-z0-9_-])', '\1' || new, 'g');

-- The same in what a log told: people by their handles and names, and words.
CREATE OR REPLACE FUNCTION without_name(told jsonb, old text, new text, label text) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE SET search_path = public, pg_temp AS $$
BEGIN
    RETURN CASE jsonb_typeof(told)
        WHEN 'object' THEN coalesce((SELECT jsonb_object_agg(key, without_name(value, old, new, label)) FROM jsonb_each(told)), '{}')
            || CASE told ->> 'handle' WHEN old THEN jsonb_build_object('handle', new, 'name', label) ELSE '{}' END
        WHEN 'array' THEN coalesce(
            (SELECT jsonb_agg(without_name(value, old, new, label) ORDER BY place)
             FROM jsonb_array_elements(told) WITH ORDINALITY all_of(value, place)), '[]')
        WHEN 'string' THEN CASE told #>> '{}' WHEN old THEN to_jsonb(new) ELSE to_jsonb(without_mention(told #>> '{}', old, new)) END
        ELSE told END;
END $$;

-- The name, the way in, and all that hangs on the person alone. What has a foreign key that goes or is emptied with its member does
-- so here, whichever table that is, but for what others' cases and counts stand on.
CREATE OR REPLACE FUNCTION leave_begin(gone leaving) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    who      uuid := gone.member_id;
    old      text := (SELECT handle FROM member WHERE id = who);
    pictures text[] := ARRAY(SELECT media_id FROM media_holder WHERE member_id = who);
    one      record;
BEGIN
    UPDATE leaving SET begun_at = ledger_now(), handle = old WHERE member_id = who;
    INSERT INTO leaving_log (member_id, room_id)
    SELECT who, room_id FROM post WHERE author_id = who
    UNION SELECT who, room_id FROM reaction JOIN post ON post.id = post_id WHERE member_id = who
    UNION SELECT who, room_id FROM mention JOIN post ON post.id = post_id WHERE handle = old
    UNION SELECT who, room_id FROM question_move JOIN post ON post.id = post_id WHERE by_id = who
    UNION SELECT who, room_id FROM room_host WHERE member_id = who
    UNION SELECT who, id FROM room WHERE started_by = who;
    FOR one IN SELECT slug FROM circle_member JOIN circle ON id = circle_id WHERE member_id = who LOOP
        PERFORM leave_circle(who, one.slug);
    END LOOP;
    DELETE FROM message_version USING message WHERE message.id = message_id AND author_id = who;
    UPDATE message SET source = '', html = '', withdrawn_at = coalesce(withdrawn_at, ledger_now()) WHERE author_id = who;
    DELETE FROM reported_line WHERE author_id = who;
    FOR one IN
        SELECT conrelid::regclass AS place, attname AS name, confdeltype AS deletes FROM pg_constraint
        JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
        WHERE contype = 'f' AND confrelid = 'member'::regclass AND confdeltype IN ('c', 'n')
        AND conrelid NOT IN ('report'::regclass, 'appeal'::regclass, 'telling'::regclass, 'ledger_person'::regclass,
                             'appeal_judge'::regclass, 'alias'::regclass, 'ballot'::regclass) LOOP
        EXECUTE format(CASE one.deletes WHEN 'c' THEN 'DELETE FROM %1$s WHERE %2$I = $1'
                       ELSE 'UPDATE %1$s SET %2$I = NULL WHERE %2$I = $1' END, one.place, one.name) USING who;
    END LOOP;
    DELETE FROM notification WHERE by_id = who;
    DELETE FROM receipt WHERE member_id = who;
    UPDATE report SET words = '–––' WHERE member_id = who;
    UPDATE appeal SET words = '–––' WHERE member_id = who;
    UPDATE duty_shift SET until_at = least(until_at, greatest(from_at, ledger_now())), mail = '' WHERE member_id = who;
    PERFORM forget_media(picture) FROM unnest(pictures) picture;
    UPDATE member SET
        handle = 'gone-' || left(replace(gen_random_uuid()::text, '-', ''), 12),
        name = in_language(gone.language, 'F.d. medlem', 'Former member'), about = '', about_at = NULL,
        -- Has the form of a digest, and is nothing's.
        password_hash = '$argon2id$v=19$m=19456,t=2,p=1$' || rtrim(encode(sha256(gen_random_uuid()::text::bytea), 'base64'), '=')
            || '$' || rtrim(encode(sha256((gen_random_uuid()::text || gen_random_uuid())::bytea), 'base64'), '='),
        role = 'member', role_until = NULL, role_by = NULL
    WHERE id = who;
    DELETE FROM role_given WHERE member_id = who;
END $$;

-- Takes back what still stands, at most a hundred posts, as the author would; the result is how many.
CREATE OR REPLACE FUNCTION leave_unsay(gone leaving) RETURNS integer LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    standing uuid[] := ARRAY(SELECT id FROM post WHERE author_id = gone.member_id AND withdrawn_at IS NULL LIMIT 100);
    said     post;
BEGIN
    PERFORM FROM room WHERE id IN (SELECT room_id FROM post WHERE id = ANY (standing)) ORDER BY id FOR NO KEY UPDATE;
    FOR said IN UPDATE post SET withdrawn_at = ledger_now() WHERE id = ANY (standing) AND withdrawn_at IS NULL RETURNING * LOOP
        -- What the house hides is told of as hidden already.
        IF said.restraint IS NULL THEN
            PERFORM append_to_room(said.room_id, jsonb_build_object('kind', 'post.withdrawn', 'post', said.id, 'by', CASE
                WHEN said.alias_id IS NULL THEN (
                    SELECT jsonb_build_object('id', id, 'handle', handle, 'name', name, 'role', role, 'hat', said.hat)
                    FROM member WHERE id = said.author_id)
                ELSE (SELECT jsonb_build_object('id', id, 'handle', '', 'name', name, 'role', 'member', 'hat', 'customer', 'alias', true)
                      FROM room_alias WHERE id = said.alias_id) END));
        END IF;
    END LOOP;
    RETURN cardinality(standing);
END $$;

-- Takes the words out of posts that were taken back, at most two hundred; the result is how many.
CREATE OR REPLACE FUNCTION leave_words(gone leaving) RETURNS integer LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    own uuid[] := ARRAY(SELECT id FROM post WHERE author_id = gone.member_id AND (source <> '' OR parts <> '[]') LIMIT 200);
BEGIN
    DELETE FROM link_preview WHERE url IN (
        SELECT part ->> 'url' FROM post CROSS JOIN jsonb_array_elements(parts) part WHERE post.id = ANY (own));
    DELETE FROM post_version WHERE post_id = ANY (own);
    DELETE FROM opinion WHERE post_id = ANY (own);
    DELETE FROM quote WHERE post_id = ANY (own);
    DELETE FROM mention WHERE post_id = ANY (own);
    DELETE FROM media_use WHERE post_id = ANY (own);
    UPDATE poll SET choices = array_fill('–'::text, ARRAY[cardinality(choices)]) WHERE post_id = ANY (own);
    UPDATE article_version SET title = '–', series = NULL, place = NULL, source = '–', html = '', disclosure = '–'
    WHERE post_id = ANY (own);
    UPDATE article_echo SET name = '–', source = '–', html = '' WHERE post_id = ANY (own);
    UPDATE room SET title = '–', topic = '', slug = 'gone-' || left(replace(id::text, '-', ''), 12)
    WHERE id IN (SELECT room_id FROM article WHERE post_id = ANY (own));
    UPDATE post SET source = '', html = '', parts = '[]' WHERE id = ANY (own);
    RETURN cardinality(own);
END $$;

-- Goes through one log, at most fifty thousand events of it; the result is whether there was one.
CREATE OR REPLACE FUNCTION leave_log(gone leaving) RETURNS boolean LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    here  leaving_log;
    now_  member;
    up_to bigint;
BEGIN
    SELECT * INTO here FROM leaving_log WHERE member_id = gone.member_id ORDER BY room_id LIMIT 1;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    up_to := here.seq + 50000;
    SELECT * INTO now_ FROM member WHERE id = gone.member_id;
    UPDATE event SET payload = without_name(payload::jsonb, gone.handle, now_.handle, now_.name)::json
    WHERE room_id = here.room_id AND seq > here.seq AND seq <= up_to AND position(gone.handle IN payload::text) > 0;
    IF gone.kind = 'erase' THEN
        UPDATE event SET payload = ((payload::jsonb - 'parts') || jsonb_build_object('text', jsonb_build_object(
            'source', '', 'html', '', 'language', payload::jsonb #> '{text,language}'))
            || CASE WHEN payload::jsonb ? 'mentions' THEN '{"mentions": []}'::jsonb ELSE '{}' END)::json
        WHERE room_id = here.room_id AND seq > here.seq AND seq <= up_to
        AND kind IN ('post.created', 'post.edited', 'post.shown')
        AND (payload ->> 'post')::uuid IN (SELECT id FROM post WHERE author_id = gone.member_id AND room_id = here.room_id);
    END IF;
    IF EXISTS (SELECT FROM event WHERE room_id = here.room_id AND seq > up_to) THEN
        UPDATE leaving_log SET seq = up_to WHERE member_id = here.member_id AND room_id = here.room_id;
    ELSE
        DELETE FROM leaving_log WHERE member_id = here.member_id AND room_id = here.room_id;
    END IF;
    RETURN true;
END $$;

-- Takes the name out of others' posts that mention it, at most five hundred; the result is how many.
CREATE OR REPLACE FUNCTION leave_mentions(gone leaving) RETURNS integer LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    new   text := (SELECT handle FROM member WHERE id = gone.member_id);
    named uuid[] := ARRAY(SELECT post_id FROM mention WHERE handle = gone.handle LIMIT 500);
BEGIN
    UPDATE post SET source = without_mention(source, gone.handle, new), html = without_mention(html, gone.handle, new)
    WHERE id = ANY (named);
    UPDATE post_version SET source = without_mention(source, gone.handle, new), html = without_mention(html, gone.handle, new)
    WHERE post_id = ANY (named);
    UPDATE mention SET handle = new WHERE post_id = ANY (named) AND handle = gone.handle;
    RETURN cardinality(named);
END $$;

-- The rest: where others wrote the name in what is no post, rooms that nobody else ever spoke in, and that it is done.
CREATE OR REPLACE FUNCTION leave_end(gone leaving) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    new  text := (SELECT handle FROM member WHERE id = gone.member_id);
    name text := '%' || replace(gone.handle, '_', '\_') || '%';
    one  record;
BEGIN
    FOR one IN SELECT * FROM (VALUES
        ('message'), ('message_version'), ('draft'), ('held_post'), ('article_version'), ('article_echo'), ('admission_version'))
        words(place) LOOP
        EXECUTE format('UPDATE %I SET source = without_mention(source, $1, $2) WHERE source LIKE $3', one.place)
        USING gone.handle, new, name;
    END LOOP;
    FOR one IN SELECT * FROM (VALUES ('message'), ('message_version'), ('held_post'), ('article_version'), ('article_echo'),
                                     ('admission_version')) words(place) LOOP
        EXECUTE format('UPDATE %I SET html = without_mention(html, $1, $2) WHERE html LIKE $3', one.place)
        USING gone.handle, new, name;
    END LOOP;
    UPDATE held_post SET mentions = array_replace(mentions, gone.handle, new) WHERE gone.handle = ANY (mentions);
    IF gone.kind = 'erase' THEN
        DELETE FROM blog WHERE member_id = gone.member_id;
        UPDATE room SET title = '–', topic = '', slug = 'gone-' || left(replace(id::text, '-', ''), 12), open = false
        WHERE started_by = gone.member_id
        AND NOT EXISTS (SELECT FROM post WHERE room_id = room.id AND author_id <> gone.member_id);
    ELSE
        UPDATE blog SET title = in_language(gone.language, 'Blogg', 'Blog'), about = '', disclosure = '–––', forward = NULL
        WHERE member_id = gone.member_id;
    END IF;
    INSERT INTO left_handle VALUES (handle_digest(gone.handle)) ON CONFLICT DO NOTHING;
    UPDATE leaving SET done_at = ledger_now(), handle = NULL WHERE member_id = gone.member_id;
    PERFORM append_control('member.left', ARRAY[jsonb_build_object('member', gone.member_id)]);
END $$;

-- Does the next bit for a member whose time has come; the result is whether nothing is left to do, for this server at least.
CREATE OR REPLACE FUNCTION leave_step(of_member uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    gone leaving;
BEGIN
    SELECT * INTO gone FROM leaving WHERE member_id = of_member AND done_at IS NULL AND due_at <= ledger_now()
    FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
        RETURN true;
    END IF;
    PERFORM set_config('vadra.leaving', 'on', true);
    IF gone.begun_at IS NULL THEN
        PERFORM leave_begin(gone);
        -- What was under way in the old name has time to end before the logs are gone through.
        RETURN true;
    ELSIF gone.kind = 'erase' AND leave_unsay(gone) > 0 OR leave_log(gone) OR leave_mentions(gone) > 0
          OR gone.kind = 'erase' AND leave_words(gone) > 0 THEN
        RETURN false;
    ELSE
        PERFORM leave_end(gone);
        RETURN true;
    END IF;
END $$;
GRANT EXECUTE ON FUNCTION leave_step(uuid) TO vadra_app;
