-- Circles: people who gather round something. What is said in the rooms of one is said in the open like all that is said here;
-- to be in one is to be counted among them, to start rooms there, and to be found there where one wants to.

CREATE TABLE circle (
    id         uuid PRIMARY KEY,
    slug       text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
    name       text NOT NULL CHECK (char_length(btrim(name)) BETWEEN 1 AND 80),
    about      text NOT NULL DEFAULT '' CHECK (char_length(about) <= 1000),
    language   text NOT NULL CHECK (language ~ '^[a-z]{2}$'),
    -- In lower case, as members write their own.
    interests  text[] NOT NULL DEFAULT '{}' CHECK (cardinality(interests) <= 10),
    product_id uuid REFERENCES product,
    -- Whether a host lets in who wants to be in it.
    by_request boolean NOT NULL,
    started_at timestamptz NOT NULL,
    -- Whose words these are; for the house rules they are a part of that member's profile.
    written_by uuid NOT NULL REFERENCES member,
    -- Who leads it; null when the last host left.
    lead_id    uuid REFERENCES member,
    -- One more with each change that its page shows.
    version    bigint NOT NULL DEFAULT 1,
    changed_at timestamptz NOT NULL
);
CREATE INDEX circle_changed ON circle (changed_at);
CREATE INDEX circle_lead ON circle (lead_id);

CREATE TABLE circle_member (
    circle_id  uuid NOT NULL REFERENCES circle,
    member_id  uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    asked_at   timestamptz NOT NULL,
    -- Null while it is asked.
    joined_at  timestamptz,
    -- A host said no; who asked is not told, and reads that it is asked.
    refused    boolean NOT NULL DEFAULT false,
    -- Whether the member lets everybody see that they are in it.
    listed     boolean NOT NULL,
    -- When the lead asked the member to host, until that is answered.
    named_at   timestamptz,
    host_since timestamptz,
    PRIMARY KEY (circle_id, member_id),
    CHECK (joined_at IS NULL OR NOT refused),
    CHECK (joined_at IS NOT NULL OR named_at IS NULL AND host_since IS NULL)
);
CREATE INDEX circle_member_of ON circle_member (member_id);

-- The rules of a circle, as they stood from a time on. They are added to the house rules and numbered after them; no act of
-- the ledger can cite one, since it cites a rule of the house.
CREATE TABLE circle_rules (
    circle_id    uuid NOT NULL REFERENCES circle,
    version      integer NOT NULL CHECK (version > 0),
    announced_at timestamptz NOT NULL,
    effective_at timestamptz NOT NULL CHECK (effective_at >= announced_at),
    written_by   uuid NOT NULL REFERENCES member,
    -- [{"title": "…", "text": "…"}]
    texts        jsonb NOT NULL CHECK (jsonb_array_length(texts) <= 10),
    PRIMARY KEY (circle_id, version)
);
CREATE TRIGGER circle_rules_stay BEFORE UPDATE OR DELETE ON circle_rules FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER circle_rules_stay_whole BEFORE TRUNCATE ON circle_rules FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The rooms that were started in a circle.
CREATE TABLE circle_room (
    room_id   uuid PRIMARY KEY REFERENCES room,
    circle_id uuid NOT NULL REFERENCES circle
);
CREATE INDEX circle_room_circle ON circle_room (circle_id);

-- Locks a circle, and notes that what its page shows is about to change.
CREATE FUNCTION touch_circle(named text) RETURNS public.circle LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    found public.circle;
BEGIN
    UPDATE circle SET version = version + 1, changed_at = ledger_now() WHERE slug = named RETURNING * INTO found;
    IF found.id IS NULL THEN
        RAISE EXCEPTION 'there is no such circle' USING ERRCODE = 'VA404';
    END IF;
    RETURN found;
END $$;

CREATE FUNCTION hosts_circle(of_member uuid, of_circle uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp RETURN EXISTS (
    SELECT FROM circle_member WHERE circle_id = of_circle AND member_id = of_member AND host_since IS NOT NULL);

-- Locks a circle for one of its hosts.
CREATE FUNCTION touch_as_host(by_member uuid, named text) RETURNS public.circle LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    found public.circle := touch_circle(named);
BEGIN
    IF NOT hosts_circle(by_member, found.id) THEN
        RAISE EXCEPTION 'only the hosts of a circle do this' USING ERRCODE = 'VA403';
    END IF;
    RETURN found;
END $$;

-- What a circle says of itself is a part of the profile of who wrote it; a profile that is hidden is kept as it is.
CREATE FUNCTION write_of_circle(by_member uuid) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE member SET about_at = ledger_now() WHERE id = by_member AND restraint IS NULL;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'a profile that is hidden is kept as it is' USING ERRCODE = 'VA409';
    END IF;
END $$;

CREATE FUNCTION product_named(named text) RETURNS uuid LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
    found uuid := (SELECT id FROM product WHERE slug = named);
BEGIN
    IF named IS NOT NULL AND found IS NULL THEN
        RAISE EXCEPTION 'there is no such product' USING ERRCODE = 'VA404';
    END IF;
    RETURN found;
END $$;

-- Any member starts a circle, at once, and hosts it. Nobody approves it.
CREATE FUNCTION start_circle(by_member uuid, new_id uuid, said jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    moment timestamptz := ledger_now();
BEGIN
    PERFORM write_of_circle(by_member);
    IF (SELECT count(*) FROM circle WHERE lead_id = by_member) >= 20 THEN
        RAISE EXCEPTION 'a member leads at most 20 circles: hand one over first' USING ERRCODE = 'VA409';
    END IF;
    INSERT INTO circle
    VALUES (new_id, said ->> 'slug', said ->> 'name', said ->> 'about', said ->> 'language',
            ARRAY(SELECT jsonb_array_elements_text(said -> 'interests')), product_named(said ->> 'product'),
            (said ->> 'byRequest')::boolean, moment, by_member, by_member, 1, moment);
    INSERT INTO circle_member VALUES (new_id, by_member, moment, moment, false, true, NULL, moment);
    INSERT INTO circle_rules VALUES (new_id, 1, moment, moment, by_member, said -> 'rules');
END $$;

CREATE FUNCTION change_circle(by_member uuid, named text, said jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    this public.circle := touch_as_host(by_member, named);
BEGIN
    PERFORM write_of_circle(by_member);
    UPDATE circle SET name = said ->> 'name', about = said ->> 'about', language = said ->> 'language',
        interests = ARRAY(SELECT jsonb_array_elements_text(said -> 'interests')), product_id = product_named(said ->> 'product'),
        by_request = (said ->> 'byRequest')::boolean, written_by = by_member
    WHERE id = this.id;
END $$;

-- New rules hold a week after they were announced; what was announced last holds then.
CREATE FUNCTION announce_circle_rules(by_member uuid, named text, new_texts jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    this   public.circle := touch_as_host(by_member, named);
    last   circle_rules;
    moment timestamptz := ledger_now();
BEGIN
    PERFORM write_of_circle(by_member);
    SELECT * INTO last FROM circle_rules WHERE circle_id = this.id ORDER BY version DESC LIMIT 1;
    IF last.version >= 1000 THEN
        RAISE EXCEPTION 'the rules of a circle are written anew at most 1000 times' USING ERRCODE = 'VA409';
    ELSIF last.texts = new_texts THEN
        RAISE EXCEPTION 'these are the rules already' USING ERRCODE = 'VA409';
    END IF;
    INSERT INTO circle_rules VALUES (this.id, last.version + 1, moment, moment + interval '7 days', by_member, new_texts);
END $$;

-- Joins a circle, or asks to; who is in it, or has asked, says only whether to be listed. A circle that nobody hosts lets in who comes.
CREATE FUNCTION join_circle(by_member uuid, named text, to_list boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    this   public.circle := touch_circle(named);
    moment timestamptz := ledger_now();
BEGIN
    UPDATE circle_member SET listed = to_list WHERE circle_id = this.id AND member_id = by_member;
    IF FOUND THEN
        RETURN;
    ELSIF (SELECT count(*) FROM circle_member WHERE member_id = by_member) >= 200 THEN
        RAISE EXCEPTION 'a member is in at most 200 circles: leave one first' USING ERRCODE = 'VA409';
    END IF;
    INSERT INTO circle_member
    VALUES (this.id, by_member, moment, CASE WHEN this.by_request AND this.lead_id IS NOT NULL THEN NULL ELSE moment END,
            false, to_list);
END $$;

-- Whoever wants to leaves. When the lead does, the one who has hosted longest leads, and where there is none, nobody does.
CREATE FUNCTION leave_circle(by_member uuid, named text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    this public.circle := touch_circle(named);
BEGIN
    UPDATE circle SET lead_id = (
        SELECT member_id FROM circle_member WHERE circle_id = this.id AND host_since IS NOT NULL AND member_id <> by_member
        ORDER BY host_since, member_id LIMIT 1)
    WHERE id = this.id AND lead_id = by_member;
    DELETE FROM circle_member WHERE circle_id = this.id AND member_id = by_member;
END $$;

-- A host lets in who has asked, or says no, of which nobody is told.
CREATE FUNCTION admit_to_circle(by_member uuid, named text, whom text, let_in boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    this public.circle := touch_as_host(by_member, named);
BEGIN
    UPDATE circle_member SET joined_at = CASE WHEN let_in THEN ledger_now() END, refused = NOT let_in
    WHERE circle_id = this.id AND member_id = (SELECT id FROM member WHERE handle = whom) AND joined_at IS NULL;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'nobody by that name has asked' USING ERRCODE = 'VA404';
    END IF;
END $$;

-- The lead asks a member of the circle to host, who then says yes by the same; at most 20 host.
CREATE FUNCTION name_circle_host(by_member uuid, named text, whom text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    this public.circle := touch_circle(named);
    them circle_member;
BEGIN
    SELECT * INTO them FROM circle_member
    WHERE circle_id = this.id AND member_id = (SELECT id FROM member WHERE handle = whom) AND joined_at IS NOT NULL;
    IF them.member_id = by_member AND them.named_at IS NOT NULL THEN
        UPDATE circle_member SET named_at = NULL, host_since = ledger_now() WHERE circle_id = this.id AND member_id = by_member;
        RETURN;
    ELSIF this.lead_id IS DISTINCT FROM by_member THEN
        RAISE EXCEPTION 'only who leads a circle asks somebody to host it' USING ERRCODE = 'VA403';
    ELSIF them.member_id IS NULL THEN
        RAISE EXCEPTION 'nobody by that name is in the circle' USING ERRCODE = 'VA404';
    ELSIF (SELECT count(*) FROM circle_member
           WHERE circle_id = this.id AND (host_since IS NOT NULL OR named_at IS NOT NULL)) >= 20 THEN
        RAISE EXCEPTION 'a circle has at most 20 hosts' USING ERRCODE = 'VA409';
    END IF;
    UPDATE circle_member SET named_at = ledger_now()
    WHERE circle_id = this.id AND member_id = them.member_id AND host_since IS NULL;
END $$;

-- Somebody says no to hosting or hosts no longer, by their own will or the lead's. The lead hands over instead.
CREATE FUNCTION drop_circle_host(by_member uuid, named text, whom text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    this public.circle := touch_circle(named);
    them uuid := (SELECT id FROM member WHERE handle = whom);
BEGIN
    IF them IS DISTINCT FROM by_member AND this.lead_id IS DISTINCT FROM by_member THEN
        RAISE EXCEPTION 'only who leads a circle takes its hosts away' USING ERRCODE = 'VA403';
    ELSIF them = this.lead_id THEN
        RAISE EXCEPTION 'who leads a circle hands it over or leaves it' USING ERRCODE = 'VA409';
    END IF;
    UPDATE circle_member SET named_at = NULL, host_since = NULL WHERE circle_id = this.id AND member_id = them;
END $$;

-- The lead hands over to another host. Where nobody leads, whoever is in the circle takes it on.
CREATE FUNCTION hand_over_circle(by_member uuid, named text, whom text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    this public.circle := touch_circle(named);
    them uuid := (SELECT id FROM member WHERE handle = whom);
BEGIN
    IF this.lead_id IS NULL AND them = by_member THEN
        UPDATE circle_member SET named_at = NULL, host_since = ledger_now()
        WHERE circle_id = this.id AND member_id = them AND joined_at IS NOT NULL;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'only who is in a circle takes it on' USING ERRCODE = 'VA403';
        END IF;
    ELSIF this.lead_id IS DISTINCT FROM by_member THEN
        RAISE EXCEPTION 'only who leads a circle hands it over' USING ERRCODE = 'VA403';
    ELSIF NOT coalesce(hosts_circle(them, this.id), false) THEN
        RAISE EXCEPTION 'a circle is handed over to one of its hosts' USING ERRCODE = 'VA409';
    END IF;
    UPDATE circle SET lead_id = them WHERE id = this.id;
END $$;

-- Who is in a circle starts a room there: a room like every other, which everybody reads and every member writes in.
CREATE FUNCTION start_circle_room(by_member uuid, named text, new_id uuid, said jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    this public.circle := touch_circle(named);
BEGIN
    IF NOT EXISTS (SELECT FROM circle_member WHERE circle_id = this.id AND member_id = by_member AND joined_at IS NOT NULL) THEN
        RAISE EXCEPTION 'only who is in a circle starts a room there' USING ERRCODE = 'VA403';
    ELSIF (SELECT count(*) FROM circle_room WHERE circle_id = this.id) >= 500 THEN
        RAISE EXCEPTION 'a circle has at most 500 rooms' USING ERRCODE = 'VA409';
    END IF;
    INSERT INTO room (id, slug, title, topic, language, product_id, started_by, started_at)
    VALUES (new_id, said ->> 'slug', said ->> 'title', said ->> 'topic', said ->> 'language',
            product_named(said ->> 'product'), by_member, ledger_now());
    INSERT INTO circle_room VALUES (new_id, this.id);
END $$;

-- Who is in a circle and lets everybody see it, and its hosts, who always do; by their handles.
CREATE FUNCTION circle_people(named text, after text, most integer) RETURNS TABLE (handle text, name text, role text, hosts boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT member.handle, member.name, member.role, host_since IS NOT NULL
    FROM circle JOIN circle_member one ON one.circle_id = circle.id JOIN member ON member.id = one.member_id
    WHERE circle.slug = named AND one.joined_at IS NOT NULL AND (listed OR host_since IS NOT NULL) AND member.handle > after
    ORDER BY member.handle LIMIT most
$$;
CREATE FUNCTION circle_hosts(named text) RETURNS TABLE (handle text, name text, role text, leads boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT member.handle, member.name, member.role, member.id IS NOT DISTINCT FROM lead_id
    FROM circle JOIN circle_member one ON one.circle_id = circle.id JOIN member ON member.id = one.member_id
    WHERE circle.slug = named AND host_since IS NOT NULL ORDER BY 4 DESC, host_since, handle
$$;

-- What only the member reads: in which circles they are, or have asked to be, and whether they are asked to host.
CREATE FUNCTION own_circles(of_member uuid) RETURNS TABLE (slug text, name text, language text, state text, listed boolean, named boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT circle.slug, CASE WHEN writer.restraint IS NULL THEN circle.name ELSE circle.slug END, circle.language,
           CASE WHEN lead_id = of_member THEN 'lead' WHEN host_since IS NOT NULL THEN 'host'
                WHEN one.joined_at IS NOT NULL THEN 'member' ELSE 'asked' END, one.listed, named_at IS NOT NULL
    FROM circle_member one JOIN circle ON circle.id = one.circle_id JOIN member writer ON writer.id = written_by
    WHERE one.member_id = of_member ORDER BY circle.slug LIMIT 200
$$;

-- Who asks to be let in, for the hosts alone.
CREATE FUNCTION circle_askers(by_member uuid, named text) RETURNS TABLE (handle text, name text, role text, asked_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    this uuid := (SELECT id FROM circle WHERE slug = named);
BEGIN
    IF this IS NULL THEN
        RAISE EXCEPTION 'there is no such circle' USING ERRCODE = 'VA404';
    ELSIF NOT hosts_circle(by_member, this) THEN
        RAISE EXCEPTION 'only the hosts of a circle see who asks' USING ERRCODE = 'VA403';
    END IF;
    RETURN QUERY SELECT member.handle, member.name, member.role, one.asked_at
    FROM circle_member one JOIN member ON member.id = one.member_id
    WHERE circle_id = this AND one.joined_at IS NULL AND NOT refused ORDER BY one.asked_at, member.handle LIMIT 100;
END $$;

-- In which circles somebody hosts, as everybody sees.
CREATE FUNCTION hosted_circles(of_member uuid) RETURNS TABLE (slug text, name text, language text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT circle.slug, CASE WHEN writer.restraint IS NULL THEN circle.name ELSE circle.slug END, circle.language
    FROM circle_member one JOIN circle ON circle.id = one.circle_id JOIN member writer ON writer.id = written_by
    WHERE one.member_id = of_member AND host_since IS NOT NULL ORDER BY host_since, circle.slug LIMIT 50
$$;

GRANT SELECT ON circle, circle_rules, circle_room TO vadra_app;
GRANT EXECUTE ON FUNCTION
    start_circle(uuid, uuid, jsonb), change_circle(uuid, text, jsonb), announce_circle_rules(uuid, text, jsonb),
    join_circle(uuid, text, boolean), leave_circle(uuid, text), admit_to_circle(uuid, text, text, boolean),
    name_circle_host(uuid, text, text), drop_circle_host(uuid, text, text), hand_over_circle(uuid, text, text),
    start_circle_room(uuid, text, uuid, jsonb), circle_people(text, text, integer), circle_hosts(text), own_circles(uuid),
    circle_askers(uuid, text), hosted_circles(uuid) TO vadra_app;
