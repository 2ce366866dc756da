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
