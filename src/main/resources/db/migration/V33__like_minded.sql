-- Like-minded people, and the directory: both of them only of members who want that, as long as they want it.

-- Two more kinds of leave, whatever kinds there are by now.
DO $$
DECLARE
    kinds text;
BEGIN
    SELECT string_agg(DISTINCT quote_literal(kind), ', ') INTO kinds FROM (
        SELECT (regexp_matches(pg_get_constraintdef(oid), '''([a-z-]+)''', 'g'))[1] AS kind FROM pg_constraint
        WHERE conrelid = 'consent'::regclass AND conname = 'consent_kind_check'
        UNION ALL SELECT 'kindred' UNION ALL SELECT 'directory') known;
    ALTER TABLE consent DROP CONSTRAINT consent_kind_check;
    EXECUTE format('ALTER TABLE consent ADD CONSTRAINT consent_kind_check CHECK (kind IN (%s))', kinds);
END $$;
CREATE INDEX consent_kind ON consent (kind, member_id);

-- Whom a member does not want to have suggested again. Only the member knows.
CREATE TABLE kindred_hidden (
    member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    hidden_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    at        timestamptz NOT NULL,
    PRIMARY KEY (member_id, hidden_id),
    CHECK (member_id <> hidden_id)
);

-- Ways to who shares a thing, from any place in the list of them, since nobody reads the whole of a long one.
CREATE INDEX interest_sharers ON interest (name, member_id);
CREATE INDEX owned_product_sharers ON owned_product (product_id, member_id);
CREATE INDEX reaction_given ON reaction (member_id, given_at DESC);

-- How much it tells that two share a thing: the more, the fewer have it.
CREATE FUNCTION tells(holders bigint) RETURNS double precision LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp
    RETURN ln(1 + 10000.0 / greatest(least(holders, 10000), 1));

-- What a member has said lately under their own name and everybody can read.
CREATE FUNCTION said_openly(by_member uuid, most integer) RETURNS SETOF post
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT * FROM post WHERE author_id = by_member AND alias_id IS NULL AND withdrawn_at IS NULL AND restraint IS NULL
    ORDER BY said_at DESC LIMIT most
$$;

-- All that ties a member to others who want to be found, or to one of them: what both say they have at home and care for, what
-- both did in the open, and circles in which the other lets everybody see that they are. Of what very many share, those are
-- looked at who stand next to the member by their ids: a sample that is the same each time, and another for each member.
CREATE FUNCTION kindred_ties(reader uuid, only_one uuid)
RETURNS TABLE (other uuid, kind text, weight double precision, name text, slug text, own uuid, theirs uuid)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp SET jit = off AS $$
#variable_conflict use_column
DECLARE
    low  uuid := coalesce(only_one, '00000000-0000-0000-0000-000000000000');
    high uuid := coalesce(only_one, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
BEGIN
    RETURN QUERY
    WITH mine AS MATERIALIZED (
        SELECT interest.name, (SELECT count(*) FROM (
            SELECT FROM interest same WHERE same.name = interest.name LIMIT 10000) sharers) AS holders
        FROM interest WHERE member_id = reader ORDER BY holders, interest.name LIMIT 30)
    SELECT near.member_id, 'interest', tells(mine.holders), mine.name, NULL::text, NULL::uuid, NULL::uuid
    FROM mine, LATERAL (
        (SELECT one.member_id FROM interest one WHERE one.name = mine.name AND one.member_id BETWEEN low AND high
         AND one.member_id > reader AND EXISTS (SELECT FROM consent WHERE consent.member_id = one.member_id AND consent.kind = 'kindred')
         ORDER BY one.member_id LIMIT 100)
        UNION ALL
        (SELECT one.member_id FROM interest one WHERE one.name = mine.name AND one.member_id BETWEEN low AND high
         AND one.member_id < reader AND EXISTS (SELECT FROM consent WHERE consent.member_id = one.member_id AND consent.kind = 'kindred')
         ORDER BY one.member_id DESC LIMIT 100)) near;

    RETURN QUERY
    WITH mine AS MATERIALIZED (
        SELECT product.id, product.name, product.slug, (SELECT count(*) FROM (
            SELECT FROM owned_product same WHERE same.product_id = product.id LIMIT 10000) sharers) AS holders
        FROM owned_product JOIN product ON product.id = product_id WHERE member_id = reader
        ORDER BY holders, product.slug LIMIT 30)
    SELECT near.member_id, 'product', tells(mine.holders), mine.name, mine.slug, NULL::uuid, NULL::uuid
    FROM mine, LATERAL (
        (SELECT one.member_id FROM owned_product one WHERE one.product_id = mine.id AND one.member_id BETWEEN low AND high
         AND one.member_id > reader AND EXISTS (SELECT FROM consent WHERE consent.member_id = one.member_id AND consent.kind = 'kindred')
         ORDER BY one.member_id LIMIT 100)
        UNION ALL
        (SELECT one.member_id FROM owned_product one WHERE one.product_id = mine.id AND one.member_id BETWEEN low AND high
         AND one.member_id < reader AND EXISTS (SELECT FROM consent WHERE consent.member_id = one.member_id AND consent.kind = 'kindred')
         ORDER BY one.member_id DESC LIMIT 100)) near;

    -- The newest that each has said in a room where both have, of the last 200 that were said there.
    RETURN QUERY
    WITH wrote AS MATERIALIZED (
        SELECT DISTINCT ON (room_id) room_id, id, said_at FROM said_openly(reader, 200) ORDER BY room_id, said_at DESC, id),
    places AS MATERIALIZED (SELECT * FROM wrote ORDER BY said_at DESC, room_id LIMIT 20)
    SELECT near.author_id, 'room', tells(1 + room.last_seq) / 2, room.title, room.slug, places.id, near.id
    FROM places JOIN room ON room.id = places.room_id, LATERAL (
        SELECT DISTINCT ON (author_id) author_id, lately.id FROM (
            SELECT post.author_id, post.id, post.said_at FROM post WHERE post.room_id = places.room_id AND alias_id IS NULL
            AND withdrawn_at IS NULL AND restraint IS NULL ORDER BY post.said_at DESC LIMIT 200) lately
        WHERE author_id <> reader AND author_id BETWEEN low AND high
        AND EXISTS (SELECT FROM consent WHERE consent.member_id = author_id AND consent.kind = 'kindred')
        ORDER BY author_id, lately.said_at DESC, lately.id) near;

    -- Each has answered the other.
    RETURN QUERY
    WITH answered AS MATERIALIZED (
        SELECT DISTINCT ON (asked.author_id) asked.author_id, answer.id
        FROM said_openly(reader, 100) answer JOIN post asked ON asked.id = answer.parent_id
        WHERE asked.author_id <> reader AND asked.author_id BETWEEN low AND high AND asked.alias_id IS NULL
        AND asked.withdrawn_at IS NULL AND asked.restraint IS NULL
        AND EXISTS (SELECT FROM consent WHERE consent.member_id = asked.author_id AND consent.kind = 'kindred')
        ORDER BY asked.author_id, answer.said_at DESC, answer.id)
    SELECT answered.author_id, 'answer', 6::double precision, room.title, room.slug, answered.id, back.id
    FROM answered, LATERAL (
        SELECT answer.id, answer.room_id FROM said_openly(answered.author_id, 100) answer JOIN post asked ON asked.id = answer.parent_id
        WHERE asked.author_id = reader AND asked.alias_id IS NULL AND asked.withdrawn_at IS NULL AND asked.restraint IS NULL
        ORDER BY answer.said_at DESC, answer.id LIMIT 1) back JOIN room ON room.id = back.room_id;

    -- Both gave the same to the same post, which the room's log tells everybody.
    RETURN QUERY
    WITH gave AS MATERIALIZED (
        SELECT reaction.post_id, reaction.kind, post.room_id, (post.reactions ->> reaction.kind)::bigint AS givers
        FROM (SELECT * FROM reaction mine WHERE mine.member_id = reader AND mine.kind NOT IN ('want', 'pin')
              ORDER BY given_at DESC, post_id LIMIT 50) reaction
        JOIN post ON post.id = reaction.post_id
        WHERE withdrawn_at IS NULL AND restraint IS NULL)
    SELECT near.member_id, 'reaction', tells(100 * coalesce(gave.givers, 1)) / 2, gave.kind, room.slug, NULL::uuid, gave.post_id
    FROM gave JOIN room ON room.id = gave.room_id, LATERAL (
        (SELECT one.member_id FROM reaction one WHERE one.post_id = gave.post_id AND one.kind = gave.kind
         AND one.member_id BETWEEN low AND high AND one.member_id > reader
         AND EXISTS (SELECT FROM consent WHERE consent.member_id = one.member_id AND consent.kind = 'kindred')
         ORDER BY one.member_id LIMIT 20)
        UNION ALL
        (SELECT one.member_id FROM reaction one WHERE one.post_id = gave.post_id AND one.kind = gave.kind
         AND one.member_id BETWEEN low AND high AND one.member_id < reader
         AND EXISTS (SELECT FROM consent WHERE consent.member_id = one.member_id AND consent.kind = 'kindred')
         ORDER BY one.member_id DESC LIMIT 20)) near;

    RETURN QUERY
    WITH inside AS MATERIALIZED (
        SELECT circle.id, CASE WHEN writer.restraint IS NULL THEN circle.name ELSE circle.slug END AS called, circle.slug, (
            SELECT count(*) FROM (SELECT FROM circle_member same WHERE same.circle_id = circle.id LIMIT 10000) sharers) AS holders
        FROM circle_member own JOIN circle ON circle.id = own.circle_id JOIN member writer ON writer.id = written_by
        WHERE own.member_id = reader AND own.joined_at IS NOT NULL ORDER BY holders, circle.slug LIMIT 30)
    SELECT near.member_id, 'circle', tells(inside.holders), inside.called, inside.slug, NULL::uuid, NULL::uuid
    FROM inside, LATERAL (
        (SELECT one.member_id FROM circle_member one WHERE one.circle_id = inside.id AND joined_at IS NOT NULL
         AND (listed OR host_since IS NOT NULL) AND one.member_id BETWEEN low AND high AND one.member_id > reader
         AND EXISTS (SELECT FROM consent WHERE consent.member_id = one.member_id AND consent.kind = 'kindred')
         ORDER BY one.member_id LIMIT 50)
        UNION ALL
        (SELECT one.member_id FROM circle_member one WHERE one.circle_id = inside.id AND joined_at IS NOT NULL
         AND (listed OR host_since IS NOT NULL) AND one.member_id BETWEEN low AND high AND one.member_id < reader
         AND EXISTS (SELECT FROM consent WHERE consent.member_id = one.member_id AND consent.kind = 'kindred')
         ORDER BY one.member_id DESC LIMIT 50)) near;
END $$;

-- Whether a member wants to be found by those who are like them.
CREATE FUNCTION wants_kindred(of_member uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp
    RETURN EXISTS (SELECT FROM consent WHERE member_id = of_member AND kind = 'kindred');

-- Whether two have met nowhere: in no room, in no circle, and through no contact that both have.
CREATE FUNCTION met_nowhere(rooms uuid[], reader uuid, other uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp RETURN NOT EXISTS (
        SELECT FROM post WHERE author_id = other AND alias_id IS NULL AND room_id = ANY(rooms))
    AND NOT EXISTS (SELECT FROM circle_member own JOIN circle_member their USING (circle_id)
                    WHERE own.member_id = reader AND their.member_id = other
                    AND own.joined_at IS NOT NULL AND their.joined_at IS NOT NULL)
    AND NOT EXISTS (
        SELECT CASE WHEN asker_id = reader THEN asked_id ELSE asker_id END FROM contact
        WHERE accepted_at IS NOT NULL AND reader IN (asker_id, asked_id)
        INTERSECT SELECT CASE WHEN asker_id = other THEN asked_id ELSE asker_id END FROM contact
        WHERE accepted_at IS NOT NULL AND other IN (asker_id, asked_id));

-- Who is like a member, closest first, with what ties them; who has met the member nowhere is marked. What is declared counts
-- as it is; what was done in the open counts less the more the other writes, since who is everywhere meets everybody. To have
-- written in one and the same room is no tie by itself. Of the two hundred nearest, those are looked at closely.
CREATE FUNCTION kindred_of(reader uuid, most integer)
RETURNS TABLE (handle text, name text, role text, elsewhere boolean, ties jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET jit = off AS $$
#variable_conflict use_column
DECLARE
    rooms uuid[] := ARRAY(SELECT DISTINCT room_id FROM post WHERE author_id = reader AND alias_id IS NULL);
BEGIN
    IF NOT wants_kindred(reader) THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH tie AS MATERIALIZED (SELECT * FROM kindred_ties(reader, NULL)),
    near AS MATERIALIZED (
        SELECT tie.other FROM tie JOIN member ON member.id = tie.other AND member.restraint IS NULL
        WHERE NOT EXISTS (SELECT FROM kindred_hidden WHERE member_id = reader AND hidden_id = tie.other)
        AND NOT EXISTS (SELECT FROM mute WHERE member_id = reader AND muted_id = tie.other AND (until IS NULL OR until > ledger_now()))
        AND NOT EXISTS (SELECT FROM contact WHERE least(asker_id, asked_id) = least(reader, tie.other)
                        AND greatest(asker_id, asked_id) = greatest(reader, tie.other))
        AND NOT EXISTS (SELECT FROM block WHERE member_id = reader AND blocked_id = tie.other
                        OR member_id = tie.other AND blocked_id = reader)
        GROUP BY tie.other ORDER BY sum(weight) DESC, tie.other LIMIT 200),
    seen AS MATERIALIZED (
        SELECT near.other, may_read(reader, near.other, 'interests') AS interests, may_read(reader, near.other, 'products') AS products, (
            SELECT count(*) FROM (SELECT FROM post WHERE author_id = near.other LIMIT 300) said) AS said
        FROM near),
    kept AS MATERIALIZED (
        SELECT tie.*, seen.said, tie.kind IN ('interest', 'product') AS declared,
               row_number() OVER (PARTITION BY tie.other, tie.kind ORDER BY weight DESC, tie.name, tie.slug, tie.theirs) AS nth
        FROM tie JOIN seen ON seen.other = tie.other
        WHERE CASE tie.kind WHEN 'interest' THEN interests WHEN 'product' THEN products ELSE true END),
    ranked AS MATERIALIZED (
        SELECT kept.other, sum(CASE WHEN declared THEN weight ELSE weight / (1 + ln(1 + said)) END) AS score,
               jsonb_agg(jsonb_build_object('kind', kind, 'name', kept.name, 'slug', slug, 'own', own, 'theirs', theirs)
                         ORDER BY weight DESC, kind, kept.name, slug, theirs) AS ties
        FROM kept WHERE declared OR nth <= 3
        GROUP BY kept.other HAVING bool_or(kind <> 'room') OR count(*) >= 2)
    SELECT member.handle, member.name, member.role, met_nowhere(rooms, reader, member.id), ranked.ties
    FROM ranked JOIN member ON member.id = ranked.other ORDER BY score DESC, member.id LIMIT most;
END $$;

-- What two have in common, for one of them; nothing where either of them does not want that, or has blocked the other.
CREATE FUNCTION kindred_common(reader uuid, whom text) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    them uuid := (SELECT id FROM member WHERE handle = whom);
BEGIN
    IF them IS NULL THEN
        RAISE EXCEPTION 'there is nobody by that name' USING ERRCODE = 'VA404';
    ELSIF them = reader OR NOT wants_kindred(reader) OR NOT wants_kindred(them) OR blocked_between(reader, them)
       OR EXISTS (SELECT FROM member WHERE id = them AND restraint IS NOT NULL) THEN
        RETURN '[]';
    END IF;
    RETURN (
        SELECT coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'name', name, 'slug', slug, 'own', own, 'theirs', theirs)
                                  ORDER BY weight DESC, kind, name, slug, theirs), '[]')
        FROM (SELECT *, row_number() OVER (PARTITION BY kind ORDER BY weight DESC, name, slug, theirs) AS nth
              FROM kindred_ties(reader, them)) tie
        WHERE (kind IN ('interest', 'product') OR nth <= 3)
        AND CASE kind WHEN 'interest' THEN may_read(reader, them, 'interests')
                      WHEN 'product' THEN may_read(reader, them, 'products') ELSE true END);
END $$;

-- Somebody is not suggested to a member again; at most 10 000 are hidden.
CREATE FUNCTION hide_kindred(by_member uuid, whom text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    them uuid := (SELECT id FROM member WHERE handle = whom);
BEGIN
    IF them IS NULL OR them = by_member THEN
        RAISE EXCEPTION 'there is nobody else by that name' USING ERRCODE = 'VA404';
    END IF;
    PERFORM FROM member WHERE id = by_member FOR NO KEY UPDATE;
    IF (SELECT count(*) FROM kindred_hidden WHERE member_id = by_member) >= 10000 THEN
        RAISE EXCEPTION 'at most 10000 are hidden' USING ERRCODE = 'VA409';
    END IF;
    INSERT INTO kindred_hidden VALUES (by_member, them, ledger_now()) ON CONFLICT DO NOTHING;
END $$;

-- Those who want to stand in the directory, as far as a reader, null for a stranger, may read of them; whoever cannot be found
-- by a field cannot be read to have it. By their handles, after one. A further field to find by is one more condition here, with
-- the audience of that field.
CREATE FUNCTION directory_page(reader uuid, asked jsonb, most integer)
RETURNS TABLE (handle text, name text, role text, place text, languages text[], interests text[], products jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET jit = off AS $$
BEGIN
    RETURN QUERY EXECUTE '
        SELECT handle, name, role,
               CASE WHEN may_read($1, id, ''place'') THEN coalesce(place, '''') ELSE '''' END,
               CASE WHEN may_read($1, id, ''languages'') THEN coalesce(languages, ''{}'') ELSE ''{}'' END,
               CASE WHEN may_read($1, id, ''interests'') THEN ARRAY(
                   SELECT interest.name FROM interest WHERE member_id = id ORDER BY interest.name LIMIT 12) ELSE ''{}'' END,
               CASE WHEN may_read($1, id, ''products'') THEN (
                   SELECT coalesce(jsonb_agg(jsonb_build_object(''slug'', slug, ''name'', own.name) ORDER BY own.name, slug), ''[]'')
                   FROM (SELECT product.slug, product.name FROM owned_product JOIN product ON product.id = product_id
                         WHERE member_id = member.id ORDER BY product.name, slug LIMIT 12) own) ELSE ''[]'' END
        FROM member JOIN consent ON consent.member_id = member.id AND consent.kind = ''directory''
        LEFT JOIN profile ON profile.member_id = member.id
        WHERE restraint IS NULL AND handle > coalesce($2 ->> ''after'', '''')
        AND NOT EXISTS (SELECT FROM block WHERE member_id = $1 AND blocked_id = member.id)'
        || CASE WHEN asked ->> 'name' IS NULL THEN ''
                ELSE ' AND (strpos(lower(name), lower($2 ->> ''name'')) > 0 OR strpos(handle, lower($2 ->> ''name'')) > 0)' END
        || CASE WHEN asked ->> 'interest' IS NULL THEN ''
                ELSE ' AND EXISTS (SELECT FROM interest WHERE member_id = member.id AND interest.name = lower($2 ->> ''interest''))
                       AND may_read($1, member.id, ''interests'')' END
        || CASE WHEN asked ->> 'product' IS NULL THEN ''
                ELSE ' AND EXISTS (SELECT FROM owned_product JOIN product ON product.id = product_id
                                   WHERE member_id = member.id AND product.slug = $2 ->> ''product'')
                       AND may_read($1, member.id, ''products'')' END
        || CASE WHEN asked ->> 'place' IS NULL THEN ''
                ELSE ' AND strpos(lower(place), lower($2 ->> ''place'')) > 0 AND may_read($1, member.id, ''place'')' END
        || CASE WHEN asked ->> 'language' IS NULL THEN ''
                ELSE ' AND $2 ->> ''language'' = ANY (languages) AND may_read($1, member.id, ''languages'')' END
        || ' ORDER BY handle LIMIT $3'
    USING reader, asked, most;
END $$;

GRANT EXECUTE ON FUNCTION
    kindred_of(uuid, integer), kindred_common(uuid, text), hide_kindred(uuid, text), directory_page(uuid, jsonb, integer) TO vadra_app;
