-- What a post is found by: the stems of its words in its own language. They follow what the author writes, and nothing else.
ALTER TABLE post ADD stems tsvector GENERATED ALWAYS AS (to_tsvector(
    CASE language WHEN 'sv' THEN 'pg_catalog.swedish'::regconfig WHEN 'en' THEN 'pg_catalog.english'::regconfig
                  ELSE 'pg_catalog.simple'::regconfig END, source)) STORED;
-- So that the planner knows which words are said all the time, and looks through the newest posts for those.
ALTER TABLE post ALTER stems SET STATISTICS 1000;
CREATE INDEX post_stems ON post USING gin (stems) WHERE withdrawn_at IS NULL AND restraint IS NULL;
CREATE INDEX post_newest ON post (said_at DESC, id DESC) WHERE withdrawn_at IS NULL AND restraint IS NULL;

-- What somebody typed, as words of a language. A Swedish stem of four letters or more also finds what begins with it: the
-- stemmer leaves endings on, and most long words are made of shorter ones.
CREATE FUNCTION asked_words(language text, typed text) RETURNS tsquery LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp
    RETURN CASE language
        WHEN 'sv' THEN regexp_replace(websearch_to_tsquery('pg_catalog.swedish', typed)::text, '(''(?:[^'']|''''){4,}'')(?!'')', '\1:*', 'g')::tsquery
        WHEN 'en' THEN websearch_to_tsquery('pg_catalog.english', typed)
        ELSE websearch_to_tsquery('pg_catalog.simple', typed) END;

-- Posts that everybody can read and that say what was asked for, newest first, with the stretch of words that says it, where
-- hits stand between the characters U+0002 and U+0003. What was said under a pseudonym is not found by whose it is. Planned
-- for each question, since a rare word wants another way than a common one.
CREATE FUNCTION search_posts(asked jsonb, most integer) RETURNS TABLE (id uuid, said_at timestamptz, place text, stretch text)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp SET jit = off AS $$
BEGIN
    RETURN QUERY EXECUTE '
        SELECT post.id, post.said_at, (SELECT title FROM room WHERE room.id = post.room_id), ts_headline(
                   CASE post.language WHEN ''sv'' THEN ''pg_catalog.swedish''::regconfig
                                      WHEN ''en'' THEN ''pg_catalog.english''::regconfig
                                      ELSE ''pg_catalog.simple''::regconfig END,
                   translate(post.source, chr(2) || chr(3), ''''),
                   CASE post.language WHEN ''sv'' THEN $3 WHEN ''en'' THEN $4 ELSE $5 END,
                   ''StartSel='' || chr(2) || '', StopSel='' || chr(3) || '', MaxWords=40, MinWords=20, MaxFragments=0'')
        FROM (SELECT * FROM post WHERE withdrawn_at IS NULL AND restraint IS NULL
              AND (language = ''sv'' AND stems @@ $3 OR language = ''en'' AND stems @@ $4
                   OR language NOT IN (''sv'', ''en'') AND stems @@ $5)'
        || CASE WHEN asked ->> 'room' IS NULL THEN ''
                ELSE ' AND room_id = (SELECT room.id FROM room WHERE slug = $1 ->> ''room'')' END
        || CASE WHEN asked ->> 'by' IS NULL THEN ''
                ELSE ' AND alias_id IS NULL AND author_id = (SELECT member.id FROM member WHERE handle = $1 ->> ''by'')' END
        || CASE WHEN asked ->> 'language' IS NULL THEN '' ELSE ' AND language = $1 ->> ''language''' END
        || CASE WHEN asked ->> 'from' IS NULL THEN '' ELSE ' AND said_at >= ($1 ->> ''from'')::timestamptz' END
        || CASE WHEN asked ->> 'until' IS NULL THEN '' ELSE ' AND said_at < ($1 ->> ''until'')::timestamptz' END
        || CASE WHEN asked ->> 'beforeAt' IS NULL THEN ''
                ELSE ' AND (said_at, id) < (($1 ->> ''beforeAt'')::timestamptz, ($1 ->> ''beforeId'')::uuid)' END
        || ' ORDER BY said_at DESC, id DESC LIMIT $2) post ORDER BY said_at DESC, id DESC'
    USING asked, most, asked_words('sv', asked ->> 'words'), asked_words('en', asked ->> 'words'),
          asked_words('', asked ->> 'words');
END $$;

GRANT EXECUTE ON FUNCTION asked_words(text, text), search_posts(jsonb, integer) TO vadra_app;
