-- Pictures that members upload: kept under the digest of their bytes, so that the same one is kept once, however many hold it.
CREATE TABLE media (
    id        text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{64}$'),
    type      text NOT NULL CHECK (type IN ('image/jpeg', 'image/png', 'image/webp', 'image/gif')),
    width     integer NOT NULL CHECK (width > 0),
    height    integer NOT NULL CHECK (height > 0),
    bytes     bytea NOT NULL CHECK (octet_length(bytes) BETWEEN 1 AND 5242880),
    CHECK (width::bigint * height <= 40000000)
);
-- Bytes of pictures are compressed already.
ALTER TABLE media ALTER COLUMN bytes SET STORAGE EXTERNAL;
CREATE TRIGGER media_stays BEFORE UPDATE ON media FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Who uploaded it, and so may use it and let go of it.
CREATE TABLE media_holder (
    media_id  text NOT NULL REFERENCES media ON DELETE CASCADE,
    member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    size      integer NOT NULL,
    held_at   timestamptz NOT NULL,
    PRIMARY KEY (media_id, member_id)
);
CREATE INDEX media_holder_member ON media_holder (member_id, held_at DESC);
CREATE INDEX media_holder_age ON media_holder (held_at);

-- Where a picture stands: in which version of which article.
CREATE TABLE media_use (
    media_id text NOT NULL REFERENCES media ON DELETE CASCADE,
    post_id  uuid NOT NULL REFERENCES post,
    version  integer NOT NULL,
    PRIMARY KEY (media_id, post_id, version)
);
CREATE INDEX media_use_post ON media_use (post_id);

-- Follows from the words, and from nothing else; only what the author holds counts.
CREATE FUNCTION use_media() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO media_use
    SELECT DISTINCT held.media_id, NEW.post_id, NEW.version
    FROM regexp_matches(NEW.source, 'media:([0-9a-f]{64})', 'g') named(id)
    JOIN media_holder held ON held.media_id = named.id[1]
    JOIN article ON article.post_id = NEW.post_id AND article.author_id = held.member_id;
    RETURN NULL;
END $$;
CREATE TRIGGER article_uses_media AFTER INSERT ON article_version FOR EACH ROW EXECUTE FUNCTION use_media();

-- Where a member uses a picture now: the newest words of articles that stand or could be given back, and drafts.
CREATE FUNCTION media_uses(of_member uuid, of_media text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN (SELECT count(*) FROM media_use used JOIN post ON post.id = used.post_id AND post.version = used.version
            WHERE used.media_id = of_media AND post.author_id = of_member AND post.withdrawn_at IS NULL)
        + (SELECT count(*) FROM draft WHERE author_id = of_member AND position('media:' || of_media IN source) > 0);

-- Keeps a picture for a member, within the member's own room.
CREATE FUNCTION keep_media(by_member uuid, picture jsonb, content bytea, room_for bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    named text := encode(sha256(content), 'hex');
BEGIN
    PERFORM FROM member WHERE id = by_member FOR NO KEY UPDATE;
    IF EXISTS (SELECT FROM media_holder WHERE media_id = named AND member_id = by_member) THEN
        RETURN;
    ELSIF (SELECT coalesce(sum(size), 0) + octet_length(content) FROM media_holder WHERE member_id = by_member) > room_for THEN
        RAISE EXCEPTION 'your room for pictures is full: let go of some first' USING ERRCODE = 'VA409';
    END IF;
    -- Once more where somebody lets go of the last hold meanwhile.
    LOOP
        INSERT INTO media
        VALUES (named, picture ->> 'type', (picture ->> 'width')::integer, (picture ->> 'height')::integer, content)
        ON CONFLICT DO NOTHING;
        PERFORM FROM media WHERE id = named FOR KEY SHARE;
        EXIT WHEN FOUND;
    END LOOP;
    INSERT INTO media_holder VALUES (named, by_member, octet_length(content), ledger_now());
END $$;

-- Drops what nobody holds any more.
CREATE FUNCTION forget_media(of_media text) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM media WHERE id = of_media FOR UPDATE;
    DELETE FROM media WHERE id = of_media AND NOT EXISTS (SELECT FROM media_holder WHERE media_id = of_media);
END $$;

-- Lets go of a picture; others who hold the same one keep it.
CREATE FUNCTION drop_media(by_member uuid, of_media text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM media_holder WHERE media_id = of_media AND member_id = by_member) THEN
        RAISE EXCEPTION 'there is no such picture' USING ERRCODE = 'VA404';
    ELSIF media_uses(by_member, of_media) > 0 THEN
        RAISE EXCEPTION 'the picture stands in % of your articles and drafts; take it out there first',
            media_uses(by_member, of_media) USING ERRCODE = 'VA409';
    END IF;
    DELETE FROM media_use used USING post
    WHERE post.id = used.post_id AND used.media_id = of_media AND post.author_id = by_member;
    DELETE FROM media_holder WHERE media_id = of_media AND member_id = by_member;
    PERFORM forget_media(of_media);
END $$;

-- Lets go of what was uploaded before a time and never used.
CREATE FUNCTION sweep_media(before timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    held  media_holder;
    swept integer := 0;
BEGIN
    FOR held IN
        SELECT * FROM media_holder WHERE held_at < before AND media_uses(member_id, media_id) = 0
        AND NOT EXISTS (SELECT FROM media_use used JOIN post ON post.id = used.post_id
                        WHERE used.media_id = media_holder.media_id AND post.author_id = media_holder.member_id)
        ORDER BY media_id, member_id LIMIT 100 FOR UPDATE SKIP LOCKED
    LOOP
        DELETE FROM media_holder WHERE media_id = held.media_id AND member_id = held.member_id;
        PERFORM forget_media(held.media_id);
        swept := swept + 1;
    END LOOP;
    RETURN swept;
END $$;

GRANT SELECT ON media, media_holder, media_use TO vadra_app;
GRANT EXECUTE ON FUNCTION
    keep_media(uuid, jsonb, bytea, bigint), drop_media(uuid, text), sweep_media(timestamptz), media_uses(uuid, text) TO vadra_app;
