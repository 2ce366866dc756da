-- Blogs: a member's own roof. An article is the first post of a room of its own kind, so that the guarantee, the history of
-- words, reports and the ledger hold for it as for all that is said; its whole text stands beside that post, version by
-- version, and is only ever followed. The post itself holds as much of it as any post may be long.

-- What a member says of the own blog; for the house rules it is a part of the profile.
CREATE TABLE blog (
    member_id  uuid PRIMARY KEY REFERENCES member,
    title      text NOT NULL CHECK (char_length(btrim(title)) BETWEEN 1 AND 80),
    about      text NOT NULL DEFAULT '' CHECK (char_length(about) <= 1000),
    -- Who pays the author, in the author's own words; each version of an article keeps what held then.
    disclosure text NOT NULL CHECK (char_length(btrim(disclosure)) BETWEEN 3 AND 500),
    language   text NOT NULL CHECK (language ~ '^[a-z]{2}$'),
    accent     text NOT NULL CHECK (accent IN ('ember', 'fjord', 'moss', 'plum', 'slate')),
    face       text NOT NULL CHECK (face IN ('serif', 'sans')),
    -- Where the author writes now, when that is elsewhere.
    forward    text CHECK (forward ~ '^https://[^\s]+$' AND char_length(forward) <= 500),
    opened_at  timestamptz NOT NULL
);

-- What is not published. Only its author reads or writes it, so the server has no right to the table, only to functions that
-- ask whose it is. A draft that has a time is still a draft.
CREATE TABLE draft (
    id         uuid PRIMARY KEY,
    author_id  uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    version    integer NOT NULL CHECK (version > 0),
    title      text NOT NULL CHECK (char_length(title) <= 120),
    -- The name that the article will have, where the author chose one.
    slug       text CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
    source     text NOT NULL CHECK (octet_length(source) <= 200000),
    language   text NOT NULL CHECK (language ~ '^[a-z]{2}$'),
    series     text CHECK (char_length(btrim(series)) BETWEEN 1 AND 80),
    place      integer CHECK (place BETWEEN 1 AND 999),
    -- The product that it is about, by its slug.
    product    text,
    -- In which capacity it will be said; null for the blogger's, where the author has that.
    hat        text,
    publish_at timestamptz,
    -- Why it was not published at its time, as the slug of a field and a rule.
    failure    text CHECK (char_length(failure) <= 300),
    written_at timestamptz NOT NULL,
    CHECK (publish_at IS NULL OR failure IS NULL)
);
CREATE INDEX draft_author ON draft (author_id, written_at DESC);
CREATE INDEX draft_due ON draft (publish_at) WHERE publish_at IS NOT NULL;

CREATE TABLE article (
    post_id      uuid PRIMARY KEY REFERENCES post,
    room_id      uuid NOT NULL UNIQUE REFERENCES room,
    author_id    uuid NOT NULL REFERENCES member,
    -- When it was first published, here or, for one that was brought along, elsewhere.
    published_at timestamptz NOT NULL,
    -- The version of the freedom charter that held for it.
    charter      integer NOT NULL CHECK (charter > 0)
);
CREATE INDEX article_author ON article (author_id, published_at DESC);
CREATE INDEX article_newest ON article (published_at DESC);
CREATE TABLE article_version (
    post_id    uuid NOT NULL REFERENCES article,
    -- The same as the post's.
    version    integer NOT NULL CHECK (version > 0),
    written_at timestamptz NOT NULL,
    title      text NOT NULL CHECK (char_length(btrim(title)) BETWEEN 1 AND 120),
    series     text CHECK (char_length(btrim(series)) BETWEEN 1 AND 80),
    place      integer CHECK (place BETWEEN 1 AND 999),
    source     text NOT NULL CHECK (octet_length(source) BETWEEN 1 AND 200000),
    html       text NOT NULL,
    disclosure text NOT NULL,
    PRIMARY KEY (post_id, version)
);
-- What others said of an article before it was brought here, with their leave. They are no posts: nobody here said them.
CREATE TABLE article_echo (
    post_id uuid NOT NULL REFERENCES article,
    n       integer NOT NULL CHECK (n BETWEEN 1 AND 2000),
    name    text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 60),
    said_at timestamptz NOT NULL,
    source  text NOT NULL CHECK (octet_length(source) <= 16000),
    html    text NOT NULL,
    PRIMARY KEY (post_id, n)
);
-- A member's own leave for something, given by the member alone and taken back at any time.
CREATE TABLE consent (
    member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    kind      text NOT NULL CHECK (kind IN ('blog-comments')),
    given_at  timestamptz NOT NULL,
    PRIMARY KEY (member_id, kind)
);

DO $$
DECLARE
    kept text;
BEGIN
    FOREACH kept IN ARRAY ARRAY['article', 'article_version', 'article_echo'] LOOP
        EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()',
                       kept || '_stays', kept);
        EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
                       kept || '_stays_whole', kept);
    END LOOP;
END $$;

-- Nothing is between a draft and an article: a room of that kind without its article does not hold.
CREATE FUNCTION whole_article() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM article JOIN article_version USING (post_id) WHERE room_id = NEW.id) THEN
        RAISE EXCEPTION 'a room for an article has one from its first moment' USING ERRCODE = 'VA409';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER article_is_whole AFTER INSERT ON room DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.kind = 'article') EXECUTE FUNCTION whole_article();

-- And its first post is never written anew without the whole of it.
CREATE FUNCTION article_in_step() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM article WHERE post_id = NEW.id)
       AND NOT EXISTS (SELECT FROM article_version WHERE post_id = NEW.id AND version = NEW.version) THEN
        RAISE EXCEPTION 'an article is written anew as a whole' USING ERRCODE = 'VA409';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER post_of_article BEFORE UPDATE OF version ON post FOR EACH ROW
    WHEN (OLD.version <> NEW.version) EXECUTE FUNCTION article_in_step();

-- A member opens a blog at once, and says what it is; nobody else does.
CREATE FUNCTION keep_blog(by_member uuid, said jsonb) RETURNS SETOF blog
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    before blog;
BEGIN
    PERFORM FROM member WHERE id = by_member FOR NO KEY UPDATE;
    SELECT * INTO before FROM blog WHERE member_id = by_member;
    IF EXISTS (SELECT FROM member WHERE id = by_member AND restraint IS NOT NULL)
       AND (before.title, before.about) IS DISTINCT FROM (said ->> 'title', said ->> 'about') THEN
        RAISE EXCEPTION 'a profile that is hidden is kept as it is' USING ERRCODE = 'VA409';
    END IF;
    IF (before.title, before.about) IS DISTINCT FROM (said ->> 'title', said ->> 'about') THEN
        UPDATE member SET about_at = ledger_now() WHERE id = by_member;
    END IF;
    RETURN QUERY INSERT INTO blog
    VALUES (by_member, said ->> 'title', said ->> 'about', said ->> 'disclosure', said ->> 'language', said ->> 'accent',
            said ->> 'face', said ->> 'forward', ledger_now())
    ON CONFLICT (member_id) DO UPDATE SET title = excluded.title, about = excluded.about, disclosure = excluded.disclosure,
        language = excluded.language, accent = excluded.accent, face = excluded.face, forward = excluded.forward
    RETURNING *;
END $$;

-- With the beginning of each text only, since there can be 200 long ones.
CREATE FUNCTION drafts_of(by_author uuid) RETURNS SETOF draft
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id, author_id, version, title, slug, left(source, 200), language, series, place, product, hat, publish_at, failure,
           written_at
    FROM draft WHERE author_id = by_author ORDER BY written_at DESC, id LIMIT 200
$$;
CREATE FUNCTION draft_of(by_author uuid, of_draft uuid) RETURNS SETOF draft
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT * FROM draft WHERE id = of_draft AND author_id = by_author
$$;
-- Which have their time now; their words are not told.
CREATE FUNCTION due_drafts(moment timestamptz) RETURNS TABLE (id uuid, author_id uuid, version integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id, author_id, version FROM draft WHERE publish_at <= moment ORDER BY publish_at, id LIMIT 20
$$;

-- Begins a draft, version 0, or writes on one; no row comes back where it is of another version by now, or of nobody here.
CREATE FUNCTION keep_draft(by_author uuid, of_draft uuid, of_version integer, said jsonb) RETURNS SETOF draft
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    written draft := jsonb_populate_record(NULL::draft, said);
BEGIN
    written.id := of_draft;
    written.author_id := by_author;
    written.version := of_version + 1;
    written.failure := NULL;
    written.written_at := ledger_now();
    IF of_version = 0 THEN
        PERFORM FROM member WHERE id = by_author FOR NO KEY UPDATE;
        IF (SELECT count(*) FROM draft WHERE author_id = by_author) >= 200 THEN
            RAISE EXCEPTION 'at most 200 drafts: publish or drop one first' USING ERRCODE = 'VA409';
        END IF;
        RETURN QUERY INSERT INTO draft SELECT written.* RETURNING *;
    ELSE
        RETURN QUERY UPDATE draft SET
            version = written.version, title = written.title, slug = written.slug, source = written.source,
            language = written.language, series = written.series, place = written.place, product = written.product, hat = written.hat,
            publish_at = written.publish_at, failure = NULL, written_at = written.written_at
        WHERE id = of_draft AND author_id = by_author AND version = of_version RETURNING *;
    END IF;
END $$;

CREATE FUNCTION drop_draft(by_author uuid, of_draft uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM draft WHERE id = of_draft AND author_id = by_author;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such draft' USING ERRCODE = 'VA404';
    END IF;
END $$;

-- Its time came, and it could not be published as it is: it stays, and says why.
CREATE FUNCTION draft_stays(of_draft uuid, of_version integer, why text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    UPDATE draft SET publish_at = NULL, failure = why WHERE id = of_draft AND version = of_version
$$;

-- A slug that no room has: the one that is wished for, or that with a number.
CREATE FUNCTION free_slug(wished text) RETURNS text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT slug FROM (
        SELECT 1 AS n, wished AS slug
        UNION ALL SELECT n, rtrim(left(wished, 56), '-') || '-' || n FROM generate_series(2, 999) n) wishes
    WHERE NOT EXISTS (SELECT FROM room WHERE room.slug = wishes.slug) ORDER BY n LIMIT 1
$$;

-- Writes an event of a room's log behind its lock, and tells the nodes.
CREATE FUNCTION tell_of_article(of_room uuid, of_seq bigint, moment timestamptz, told json) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE room SET last_seq = of_seq, last_at = moment WHERE id = of_room;
    INSERT INTO event (room_id, seq, recorded_at, kind, payload) VALUES (of_room, of_seq, moment, told ->> 'kind', told);
    PERFORM pg_notify('vadra_hint', (SELECT id FROM epoch ORDER BY started_at DESC LIMIT 1)
                                    || ' ' || of_room || ':' || of_seq);
END $$;

-- Makes an article of a draft, of its author's own words and of nothing else, and nobody is asked. The draft is gone in the
-- same moment, so it happens once, however many ask for it. `made` has the ids and the forms that the server made of the words.
CREATE FUNCTION publish_draft(by_author uuid, of_draft uuid, of_version integer, made jsonb, told json) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    words   draft;
    roof    blog;
    new_id  uuid := (made ->> 'post')::uuid;
    in_room uuid := (made ->> 'room')::uuid;
    moment  timestamptz := (made ->> 'at')::timestamptz;
    named   text;
BEGIN
    SELECT * INTO roof FROM blog WHERE member_id = by_author;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'open your blog first' USING ERRCODE = 'VA409';
    END IF;
    DELETE FROM draft WHERE id = of_draft AND author_id = by_author AND version = of_version RETURNING * INTO words;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such draft any more' USING ERRCODE = 'VA404';
    END IF;
    -- One after the other, so that no two take the same free name.
    PERFORM pg_advisory_xact_lock(hashtext('vadra article names'));
    named := coalesce(words.slug, free_slug(made ->> 'slug'));
    INSERT INTO room (id, kind, slug, title, language, product_id, started_by, started_at)
    VALUES (in_room, 'article', named, left(words.title, 80), words.language,
            (SELECT id FROM product WHERE slug = words.product), by_author, moment);
    INSERT INTO post (id, room_id, seq, author_id, thread_id, command_id, source, html, language, said_at, hat)
    VALUES (new_id, in_room, 1, by_author, new_id, of_draft::text, made ->> 'leadSource', made ->> 'leadHtml',
            words.language, moment, made ->> 'hat');
    INSERT INTO mention SELECT new_id, jsonb_array_elements_text(made -> 'mentions') ON CONFLICT DO NOTHING;
    INSERT INTO article
    VALUES (new_id, in_room, by_author, coalesce((made ->> 'publishedAt')::timestamptz, moment), (made ->> 'charter')::integer);
    INSERT INTO article_version
    VALUES (new_id, 1, moment, words.title, words.series, words.place, words.source, made ->> 'html',
            coalesce(made ->> 'disclosure', roof.disclosure));
    INSERT INTO article_echo
    SELECT new_id, n, said ->> 'name', (said ->> 'saidAt')::timestamptz, said ->> 'source', said ->> 'html'
    FROM jsonb_array_elements(coalesce(made -> 'echoes', '[]')) WITH ORDINALITY echoes(said, n);
    PERFORM tell_of_article(in_room, 1, moment, told);
    RETURN named;
END $$;

-- The author, and nobody else, writes an article anew; the earlier words stay readable.
CREATE FUNCTION edit_article(by_author uuid, of_post uuid, of_version integer, words jsonb, told json) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    place  room;
    said   post;
    moment timestamptz;
BEGIN
    SELECT room.* INTO place FROM article JOIN room ON room.id = article.room_id
    WHERE article.post_id = of_post AND article.author_id = by_author FOR NO KEY UPDATE OF room;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'only the author changes an article' USING ERRCODE = 'VA403';
    END IF;
    SELECT * INTO said FROM post WHERE id = of_post FOR NO KEY UPDATE;
    IF NOT place.open OR place.restraint IS NOT NULL OR said.restraint IS NOT NULL OR said.withdrawn_at IS NOT NULL THEN
        RAISE EXCEPTION 'the article is withdrawn, hidden or closed, and is kept as it is' USING ERRCODE = 'VA409';
    ELSIF said.version <> of_version THEN
        RAISE EXCEPTION 'the article was written anew meanwhile' USING ERRCODE = 'VA409';
    ELSIF of_version >= 1000 THEN
        RAISE EXCEPTION 'an article is written anew at most 1000 times' USING ERRCODE = 'VA409';
    END IF;
    moment := greatest((words ->> 'at')::timestamptz, place.last_at);
    INSERT INTO article_version
    SELECT of_post, of_version + 1, moment, words ->> 'title', words ->> 'series', (words ->> 'place')::integer,
           words ->> 'source', words ->> 'html', disclosure FROM blog WHERE member_id = by_author;
    PERFORM edit_post(by_author, of_post, jsonb_build_object(
        'source', words ->> 'leadSource', 'html', words ->> 'leadHtml', 'language', said.language,
        'hat', words ->> 'hat'), moment);
    INSERT INTO mention SELECT of_post, jsonb_array_elements_text(words -> 'mentions') ON CONFLICT DO NOTHING;
    PERFORM tell_of_article(place.id, place.last_seq + 1, moment, told);
END $$;

GRANT SELECT ON blog, article, article_version, article_echo TO vadra_app;
GRANT SELECT, INSERT, DELETE ON consent TO vadra_app;
GRANT EXECUTE ON FUNCTION
    keep_blog(uuid, jsonb), drafts_of(uuid), draft_of(uuid, uuid), due_drafts(timestamptz),
    keep_draft(uuid, uuid, integer, jsonb), drop_draft(uuid, uuid), draft_stays(uuid, integer, text),
    publish_draft(uuid, uuid, integer, jsonb, json), edit_article(uuid, uuid, integer, jsonb, json) TO vadra_app;
