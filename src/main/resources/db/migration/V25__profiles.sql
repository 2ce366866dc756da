-- What members say about themselves, field by field, and who may read each.

CREATE TABLE profile_audience (
    member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    field     text NOT NULL CHECK (field IN ('about', 'picture', 'place', 'products', 'interests', 'languages', 'links', 'blog')),
    audience  text NOT NULL CHECK (audience IN ('public', 'members', 'contacts', 'me')),
    PRIMARY KEY (member_id, field)
);

-- The products that a member has at home.
CREATE TABLE owned_product (
    member_id  uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    product_id uuid NOT NULL REFERENCES product,
    -- The month since when, where the member says so.
    since      date,
    PRIMARY KEY (member_id, product_id)
);
CREATE INDEX owned_product_owners ON owned_product (product_id);

-- What a member cares for, in the member's own words and in lower case.
CREATE TABLE interest (
    member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    name      text NOT NULL CHECK (char_length(name) BETWEEN 2 AND 40 AND name = lower(name)),
    PRIMARY KEY (member_id, name)
);
CREATE INDEX interest_name ON interest (name);

-- What else a member says of oneself; the words about oneself stand in member, since they are older.
CREATE TABLE profile (
    member_id uuid PRIMARY KEY REFERENCES member ON DELETE CASCADE,
    place     text NOT NULL DEFAULT '' CHECK (char_length(place) <= 60),
    -- ISO 639, in the member's own order.
    languages text[] NOT NULL DEFAULT '{}' CHECK (cardinality(languages) <= 8),
    -- Each with a label and an https URL, in the member's own order.
    links     jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(links) = 'array' AND jsonb_array_length(links) <= 5),
    picture   text REFERENCES media
);
CREATE INDEX profile_picture ON profile (picture);

-- That one of the ways in which a profile can be seen is not as it was; the nodes tell who looks at it, and forget.
CREATE TABLE profile_change (
    -- Readers ask for what has committed for certain, so that none is missed that commits late.
    xid       xid8 NOT NULL DEFAULT pg_current_xact_id(),
    member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    seen_by   text NOT NULL CHECK (seen_by IN ('public', 'members', 'contacts', 'me')),
    at        timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (xid, member_id, seen_by)
);
CREATE INDEX profile_change_at ON profile_change (at);

-- Who may read a field where its owner has not said: what one has at home and cares for is told to members, what helps nobody to
-- find one's like is told to all, and where one lives to contacts.
CREATE FUNCTION audience_of(owner uuid, of_field text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp RETURN coalesce(
    (SELECT audience FROM profile_audience WHERE member_id = owner AND field = of_field),
    CASE of_field WHEN 'place' THEN 'contacts' WHEN 'products' THEN 'members' WHEN 'interests' THEN 'members' ELSE 'public' END);

-- How near somebody, null for a stranger, is to a member; as who of the audiences they read. Who is blocked, or blocks, reads as
-- a stranger.
CREATE FUNCTION nearness(reader uuid, owner uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp RETURN CASE
    WHEN reader = owner THEN 'me' WHEN reader IS NULL OR blocked_between(reader, owner) THEN 'public'
    WHEN are_contacts(reader, owner) THEN 'contacts' ELSE 'members' END;

-- Whether a field is shown to those who are so near. What the house rules hide of a profile, its free words and its picture, is
-- shown to its owner alone.
CREATE FUNCTION shown_to(near text, owner uuid, of_field text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp RETURN near = 'me'
    OR CASE audience_of(owner, of_field) WHEN 'public' THEN true WHEN 'members' THEN near IN ('members', 'contacts')
            WHEN 'contacts' THEN near = 'contacts' ELSE false END
    AND NOT (of_field IN ('about', 'picture', 'place', 'interests', 'links')
             AND EXISTS (SELECT FROM member WHERE id = owner AND restraint IS NOT NULL));

-- Whether somebody, null for a stranger, may read a field of a member. The one place where that is decided.
CREATE FUNCTION may_read(reader uuid, owner uuid, of_field text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    RETURN shown_to(nearness(reader, owner), owner, of_field);

-- A profile as those see it who are so near: the fields that they may read and that hold something, and nothing else.
CREATE FUNCTION profile_seen(near text, owner uuid) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = public, pg_temp RETURN (
    SELECT jsonb_strip_nulls(jsonb_build_object(
        'about', CASE WHEN shown_to(near, owner, 'about') THEN nullif(member.about, '') END,
        'picture', CASE WHEN shown_to(near, owner, 'picture') THEN left(profile.picture, 16) END,
        'place', CASE WHEN shown_to(near, owner, 'place') THEN nullif(place, '') END,
        'products', CASE WHEN shown_to(near, owner, 'products') THEN (
            SELECT jsonb_agg(jsonb_build_object('slug', slug, 'name', product.name, 'summary', summary,
                                                'since', to_char(since, 'YYYY-MM')) ORDER BY product.name, slug)
            FROM owned_product JOIN product ON product.id = product_id WHERE owned_product.member_id = owner) END,
        'interests', CASE WHEN shown_to(near, owner, 'interests') THEN (
            SELECT jsonb_agg(interest.name ORDER BY interest.name) FROM interest WHERE interest.member_id = owner) END,
        'languages', CASE WHEN shown_to(near, owner, 'languages') THEN nullif(to_jsonb(languages), '[]') END,
        'links', CASE WHEN shown_to(near, owner, 'links') THEN nullif(links, '[]') END,
        'blog', CASE WHEN shown_to(near, owner, 'blog') THEN (
            SELECT jsonb_build_object('language', language, 'title', CASE WHEN restraint IS NULL OR near = 'me' THEN title END)
            FROM blog WHERE blog.member_id = owner) END))
    FROM member LEFT JOIN profile ON profile.member_id = member.id WHERE member.id = owner);

-- A profile for a reader, null for a stranger; null where there is no such member. The one door to what members say of themselves.
CREATE FUNCTION read_profile(reader uuid, owner uuid) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp RETURN profile_seen(nearness(reader, owner), owner);

-- One's own, and who may read which of it.
CREATE FUNCTION own_profile(owner uuid) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp RETURN profile_seen('me', owner) || jsonb_build_object(
    'audiences', (SELECT jsonb_object_agg(field, audience_of(owner, field)) FROM unnest(
        ARRAY['about', 'picture', 'place', 'products', 'interests', 'languages', 'links', 'blog']) field),
    'hidden', EXISTS (SELECT FROM member WHERE id = owner AND restraint IS NOT NULL));

-- One's own as others see it.
CREATE FUNCTION preview_profile(owner uuid, near text) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp RETURN profile_seen(near, owner);

-- All that a profile says in free words, whoever may read it: for who decides on it by the house rules, in `thing_json`, only
-- what members may read.
CREATE FUNCTION profile_words(owner uuid, among text[]) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp RETURN (
    SELECT concat_ws(E'\n',
        CASE WHEN audience_of(owner, 'about') = ANY(among) THEN nullif(member.about, '') END,
        CASE WHEN audience_of(owner, 'place') = ANY(among) THEN nullif(place, '') END,
        CASE WHEN audience_of(owner, 'interests') = ANY(among) THEN (
            SELECT string_agg(interest.name, ', ' ORDER BY interest.name) FROM interest WHERE interest.member_id = owner) END,
        CASE WHEN audience_of(owner, 'links') = ANY(among) THEN (
            SELECT string_agg((link ->> 'label') || ' ' || (link ->> 'url'), E'\n') FROM jsonb_array_elements(links) link) END)
    FROM member LEFT JOIN profile ON profile.member_id = member.id WHERE member.id = owner);

-- Every way in which a profile can be seen.
CREATE FUNCTION profile_views(owner uuid) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = public, pg_temp RETURN (
    SELECT jsonb_object_agg(near, CASE near WHEN 'me' THEN own_profile(owner) ELSE profile_seen(near, owner) END
                                  || jsonb_build_object('name', name))
    FROM member, unnest(ARRAY['public', 'members', 'contacts', 'me']) near WHERE id = owner);

-- Notes which of them are no longer as they were. What only contacts may read changes nothing for strangers, and so tells them nothing.
CREATE FUNCTION note_profile(owner uuid, earlier jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM profile_change WHERE at < now() - interval '1 hour';
    INSERT INTO profile_change (member_id, seen_by)
    SELECT owner, seen.key FROM jsonb_each(profile_views(owner)) seen WHERE seen.value IS DISTINCT FROM earlier -> seen.key
    ON CONFLICT DO NOTHING;
END $$;

-- Restraint is public in the ledger, so all may be told.
CREATE FUNCTION note_restrained_profile() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO profile_change (member_id, seen_by) SELECT NEW.id, unnest(ARRAY['public', 'members', 'contacts', 'me'])
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER member_profile_restrained AFTER UPDATE OF restraint ON member FOR EACH ROW
    WHEN (OLD.restraint IS DISTINCT FROM NEW.restraint) EXECUTE FUNCTION note_restrained_profile();

-- What has changed from a transaction on, and up to which it is known; the next question begins there. Of what only contacts may
-- read, the handles of contacts, the newest 500; of one's own, one's own.
CREATE FUNCTION profile_changes(since bigint) RETURNS TABLE (up_to bigint, handle text, seen_by text, told text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH known AS (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS xid)
    SELECT known.xid::text::bigint, member.handle, changed.seen_by, CASE changed.seen_by WHEN 'me' THEN ARRAY[member.handle]
        WHEN 'contacts' THEN ARRAY(
            SELECT near.handle FROM contact JOIN member near
                ON near.id = CASE member.id WHEN asker_id THEN asked_id ELSE asker_id END
            WHERE member.id IN (asker_id, asked_id) AND are_contacts(asker_id, asked_id) ORDER BY accepted_at DESC LIMIT 500) END
    FROM known
    LEFT JOIN profile_change changed ON changed.xid >= since::text::xid8 AND changed.xid < known.xid
    LEFT JOIN member ON member.id = changed.member_id ORDER BY changed.xid
$$;

-- A profile's free words and its picture are of one age for the house rules: that of the last of them to be changed.
CREATE FUNCTION refuse_hidden_profile(owner uuid) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM member WHERE id = owner AND restraint IS NOT NULL) THEN
        RAISE EXCEPTION 'a profile that is hidden is kept as it is' USING ERRCODE = 'VA409';
    END IF;
END $$;

-- As before, and noted.
CREATE OR REPLACE FUNCTION change_profile(of_member uuid, new_name text, new_about text) RETURNS SETOF member
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    earlier jsonb;
BEGIN
    PERFORM FROM member WHERE id = of_member FOR NO KEY UPDATE;
    IF new_about IS NOT NULL THEN
        PERFORM refuse_hidden_profile(of_member);
    END IF;
    earlier := profile_views(of_member);
    UPDATE member SET
        name = coalesce(new_name, name), about = coalesce(new_about, about),
        about_at = CASE WHEN new_about IS NULL THEN about_at ELSE ledger_now() END
    WHERE id = of_member;
    PERFORM note_profile(of_member, earlier);
    RETURN QUERY SELECT * FROM member WHERE id = of_member;
END $$;

-- What a member says anew of oneself, and to whom; what is not named stays. All of it, or nothing.
CREATE FUNCTION say_profile(owner uuid, said jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    earlier jsonb;
    unknown text := (SELECT min(owned ->> 'slug') FROM jsonb_array_elements(said -> 'products') owned
                     WHERE NOT EXISTS (SELECT FROM product WHERE slug = owned ->> 'slug'));
BEGIN
    PERFORM FROM member WHERE id = owner FOR NO KEY UPDATE;
    IF unknown IS NOT NULL THEN
        RAISE EXCEPTION 'there is no such product' USING ERRCODE = 'VA400';
    END IF;
    IF said ?| ARRAY['about', 'place', 'interests', 'links'] THEN
        PERFORM refuse_hidden_profile(owner);
    END IF;
    earlier := profile_views(owner);
    IF said ?| ARRAY['about', 'place', 'interests', 'links'] THEN
        UPDATE member SET about = coalesce(said ->> 'about', about), about_at = ledger_now() WHERE id = owner;
    END IF;
    INSERT INTO profile (member_id) VALUES (owner) ON CONFLICT DO NOTHING;
    UPDATE profile SET
        place = coalesce(said ->> 'place', place), links = coalesce(said -> 'links', links),
        languages = CASE WHEN said ? 'languages' THEN ARRAY(SELECT jsonb_array_elements_text(said -> 'languages')) ELSE languages END
    WHERE member_id = owner;
    IF said ? 'interests' THEN
        DELETE FROM interest WHERE member_id = owner;
        INSERT INTO interest SELECT owner, jsonb_array_elements_text(said -> 'interests');
    END IF;
    IF said ? 'products' THEN
        DELETE FROM owned_product WHERE member_id = owner;
        INSERT INTO owned_product SELECT owner, product.id, to_date(owned ->> 'since', 'YYYY-MM')
        FROM jsonb_array_elements(said -> 'products') owned JOIN product ON product.slug = owned ->> 'slug';
    END IF;
    INSERT INTO profile_audience SELECT owner, key, value FROM jsonb_each_text(coalesce(said -> 'audiences', '{}'))
    ON CONFLICT (member_id, field) DO UPDATE SET audience = excluded.audience;
    PERFORM note_profile(owner, earlier);
END $$;

-- A member's picture, one that the member holds; null for none. The one before is let go of where it stands nowhere else.
CREATE FUNCTION set_picture(owner uuid, of_media text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    earlier jsonb;
    before  text;
BEGIN
    PERFORM FROM member WHERE id = owner FOR NO KEY UPDATE;
    PERFORM refuse_hidden_profile(owner);
    before := (SELECT picture FROM profile WHERE member_id = owner);
    IF of_media IS NULL AND before IS NULL THEN
        RETURN;
    ELSIF of_media IS NOT NULL AND NOT EXISTS (SELECT FROM media_holder WHERE media_id = of_media AND member_id = owner) THEN
        RAISE EXCEPTION 'there is no such picture' USING ERRCODE = 'VA404';
    END IF;
    earlier := profile_views(owner);
    INSERT INTO profile (member_id, picture) VALUES (owner, of_media)
    ON CONFLICT (member_id) DO UPDATE SET picture = excluded.picture;
    UPDATE member SET about_at = ledger_now() WHERE id = owner;
    IF before <> of_media OR of_media IS NULL THEN
        IF media_uses(owner, before) = 0 THEN
            PERFORM drop_media(owner, before);
        END IF;
    END IF;
    PERFORM note_profile(owner, earlier);
END $$;

-- A member's picture for a reader, without its bytes where that is the one that the reader has; no row for who may not read it, as
-- for none.
CREATE FUNCTION read_picture(reader uuid, of_handle text, has text) RETURNS TABLE (id text, type text, bytes bytea, is_public boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT media.id, media.type, CASE WHEN media.id = has THEN '' ELSE media.bytes END, shown_to('public', member.id, 'picture')
    FROM member JOIN profile ON profile.member_id = member.id JOIN media ON media.id = profile.picture
    WHERE member.handle = of_handle AND may_read(reader, member.id, 'picture')
$$;

-- Of these members, who has a picture that a reader may read, and which it is.
CREATE FUNCTION readable_pictures(reader uuid, handles text[]) RETURNS TABLE (handle text, picture text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT member.handle, left(profile.picture, 16) FROM member JOIN profile ON profile.member_id = member.id
    WHERE member.handle = ANY(handles) AND profile.picture IS NOT NULL AND may_read(reader, member.id, 'picture')
$$;

-- What members care for, as far as a reader may read it; for who looks for people.
CREATE FUNCTION readable_interests(reader uuid, of_name text DEFAULT NULL) RETURNS TABLE (member_id uuid, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT interest.member_id, interest.name FROM interest
    WHERE (of_name IS NULL OR interest.name = of_name) AND may_read(reader, interest.member_id, 'interests')
$$;

-- What members have at home, as far as a reader may read it.
CREATE FUNCTION readable_products(reader uuid, of_product uuid DEFAULT NULL)
RETURNS TABLE (member_id uuid, product_id uuid, since date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT owned.member_id, owned.product_id, owned.since FROM owned_product owned
    WHERE (of_product IS NULL OR owned.product_id = of_product) AND may_read(reader, owned.member_id, 'products')
$$;

-- As before; of a profile, all free words that staff may read as members, also when they are hidden.
CREATE OR REPLACE FUNCTION thing_json(of_kind text, of_id uuid, reader uuid) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = public, pg_temp RETURN CASE of_kind
    WHEN 'post' THEN (
        SELECT jsonb_build_object('kind', of_kind, 'object', post.id, 'link', '/rooms/' || room.slug || '#p-' || post.id,
                                  'place', room.title, 'words', CASE WHEN withdrawn_at IS NULL THEN source ELSE '' END,
                                  'language', post.language, 'madeAt', ledger_time(coalesce(edited_at, said_at)),
                                  'version', rules_at(coalesce(edited_at, said_at)), 'answers', EXISTS (
                                      SELECT FROM answers_for WHERE product_id = room.product_id AND member_id = reader),
                                  'before', (SELECT coalesce(jsonb_agg(words ORDER BY seq), '[]') FROM (
                                      SELECT seq, CASE WHEN withdrawn_at IS NULL AND restraint IS NULL THEN source
                                                  ELSE '' END words
                                      FROM post earlier WHERE earlier.room_id = room.id AND earlier.seq < post.seq
                                      ORDER BY seq DESC LIMIT 3) talk))
        FROM post JOIN room ON room.id = post.room_id WHERE post.id = of_id)
    WHEN 'room' THEN (
        SELECT jsonb_build_object('kind', of_kind, 'object', id, 'link', '/rooms/' || slug, 'place', title,
                                  'words', title || E'\n' || topic, 'language', language,
                                  'madeAt', ledger_time(started_at), 'version', rules_at(started_at), 'answers', EXISTS (
                                      SELECT FROM answers_for WHERE product_id = room.product_id AND member_id = reader),
                                  'before', '[]'::jsonb)
        FROM room WHERE id = of_id)
    ELSE (
        SELECT jsonb_build_object('kind', of_kind, 'object', id, 'link', '/people/' || handle, 'place', name,
                                  'words', profile_words(id, ARRAY['public', 'members']), 'language', 'sv', 'madeAt', ledger_time(coalesce(about_at, joined_at)),
                                  'version', rules_at(coalesce(about_at, joined_at)), 'answers', false,
                                  'before', '[]'::jsonb)
        FROM member WHERE id = of_id) END;

-- What members say of themselves is read through the doors above, and no other way; so are the older words.
REVOKE SELECT, INSERT (about) ON member FROM vadra_app;
GRANT SELECT (id, handle, name, password_hash, role, rules_version, joined_at, restraint, about_at, role_until, role_by)
    ON member TO vadra_app;
GRANT EXECUTE ON FUNCTION audience_of(uuid, text), may_read(uuid, uuid, text), read_profile(uuid, uuid), own_profile(uuid),
    preview_profile(uuid, text), profile_words(uuid, text[]), profile_changes(bigint), say_profile(uuid, jsonb),
    set_picture(uuid, text), read_picture(uuid, text, text), readable_pictures(uuid, text[]), readable_interests(uuid, text),
    readable_products(uuid, uuid) TO vadra_app;
