-- Searches that members keep. What somebody looks for is theirs alone: the server reads it by doors, and staff has none.
CREATE TABLE saved_search (
    id        uuid PRIMARY KEY,
    member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    words     text NOT NULL CHECK (char_length(words) BETWEEN 1 AND 200),
    room_id   uuid REFERENCES room,
    by_member uuid REFERENCES member ON DELETE CASCADE,
    language  text CHECK (language ~ '^[a-z]{2}$'),
    saved_at  timestamptz NOT NULL,
    -- The words as each language asks for them, made once instead of for each post.
    sv        tsquery GENERATED ALWAYS AS (asked_words('sv', words)) STORED,
    en        tsquery GENERATED ALWAYS AS (asked_words('en', words)) STORED,
    other     tsquery GENERATED ALWAYS AS (asked_words('', words)) STORED,
    UNIQUE NULLS NOT DISTINCT (member_id, words, room_id, by_member, language)
);

-- Keeps a search, at most 20 of a member; one that is kept already stays the one that it is.
CREATE FUNCTION save_search(of_member uuid, new_id uuid, asked jsonb) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    in_room uuid := (SELECT id FROM room WHERE slug = asked ->> 'room');
    said_by uuid := (SELECT id FROM member WHERE handle = asked ->> 'by');
    kept    uuid;
BEGIN
    IF asked ->> 'room' IS NOT NULL AND in_room IS NULL THEN
        RAISE EXCEPTION 'room' USING ERRCODE = 'VA404';
    ELSIF asked ->> 'by' IS NOT NULL AND said_by IS NULL THEN
        RAISE EXCEPTION 'member' USING ERRCODE = 'VA404';
    END IF;
    PERFORM FROM member WHERE id = of_member FOR NO KEY UPDATE;
    SELECT id INTO kept FROM saved_search
    WHERE member_id = of_member AND words = asked ->> 'words' AND room_id IS NOT DISTINCT FROM in_room
      AND by_member IS NOT DISTINCT FROM said_by AND language IS NOT DISTINCT FROM asked ->> 'language';
    IF kept IS NULL THEN
        IF (SELECT count(*) FROM saved_search WHERE member_id = of_member) >= 20 THEN
            RAISE EXCEPTION 'a member keeps at most 20 searches' USING ERRCODE = 'VA409';
        END IF;
        INSERT INTO saved_search (id, member_id, words, room_id, by_member, language, saved_at)
        VALUES (new_id, of_member, asked ->> 'words', in_room, said_by, asked ->> 'language', ledger_now())
        RETURNING id INTO kept;
    END IF;
    RETURN kept;
END $$;

CREATE FUNCTION drop_search(of_member uuid, search uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM saved_search WHERE id = search AND member_id = of_member;
    RETURN FOUND;
END $$;

-- A member's own, newest first.
CREATE FUNCTION searches_of(of_member uuid)
RETURNS TABLE (id uuid, words text, room text, "by" text, language text, saved_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp BEGIN ATOMIC
    SELECT saved.id, saved.words, room.slug, member.handle, saved.language, saved.saved_at
    FROM saved_search saved LEFT JOIN room ON room.id = saved.room_id LEFT JOIN member ON member.id = saved.by_member
    WHERE saved.member_id = of_member ORDER BY saved.saved_at DESC, saved.id;
END;

-- Which of the given searches, each of the member beside it, find which of the given posts, with the stretch of words as
-- search_posts gives it; of each search at most so many, the newest.
CREATE FUNCTION searches_that_find(posts uuid[], searches uuid[], owners text[], most integer)
RETURNS TABLE (search uuid, id uuid, said_at timestamptz, place text, stretch text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp BEGIN ATOMIC
    SELECT hit.search, hit.id, hit.said_at, (SELECT title FROM room WHERE room.id = hit.room_id), ts_headline(
               hit.config, translate(hit.source, chr(2) || chr(3), ''), hit.asked,
               'StartSel=' || chr(2) || ', StopSel=' || chr(3) || ', MaxWords=40, MinWords=20, MaxFragments=0')
    FROM (
        SELECT saved.id AS search, post.id, post.said_at, post.room_id, post.source, asked.config, asked.asked,
               row_number() OVER (PARTITION BY saved.id ORDER BY post.said_at DESC, post.id DESC) AS n
        FROM post
        CROSS JOIN (SELECT saved_search.* FROM unnest(searches, owners) open (search, owner)
                    JOIN saved_search ON saved_search.id = open.search
                    JOIN member ON member.id = saved_search.member_id AND member.handle = open.owner) saved
        CROSS JOIN LATERAL (SELECT
            CASE post.language WHEN 'sv' THEN saved.sv WHEN 'en' THEN saved.en ELSE saved.other END AS asked,
            CASE post.language WHEN 'sv' THEN 'pg_catalog.swedish'::regconfig
                               WHEN 'en' THEN 'pg_catalog.english'::regconfig
                               ELSE 'pg_catalog.simple'::regconfig END AS config) asked
        WHERE post.id = ANY (posts) AND post.withdrawn_at IS NULL AND post.restraint IS NULL
          AND (saved.room_id IS NULL OR saved.room_id = post.room_id)
          AND (saved.by_member IS NULL OR post.alias_id IS NULL AND saved.by_member = post.author_id)
          AND (saved.language IS NULL OR saved.language = post.language)
          AND post.stems @@ asked.asked) hit
    WHERE hit.n <= most ORDER BY hit.said_at, hit.id;
END;

GRANT EXECUTE ON FUNCTION save_search(uuid, uuid, jsonb), drop_search(uuid, uuid), searches_of(uuid),
    searches_that_find(uuid[], uuid[], text[], integer) TO vadra_app;
