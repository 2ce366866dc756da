-- What a member is to the company, since when and until when, and in which capacity each thing was said.

-- Who works for the company for a time: their role ends by itself.
ALTER TABLE member ADD role_until timestamptz, ADD role_by uuid REFERENCES member ON DELETE SET NULL,
    DROP CONSTRAINT member_role_check,
    ADD CONSTRAINT member_role_check CHECK (role IN ('member', 'blogger', 'consultant', 'staff')),
    ADD CONSTRAINT member_role_until_check CHECK ((role = 'consultant') = (role_until IS NOT NULL));

-- Every role that a member had, so that everybody can see what somebody was when they spoke.
CREATE TABLE role_given (
    member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    at        timestamptz NOT NULL,
    role      text NOT NULL,
    until     timestamptz,
    -- Who gave it; null for who joined, for what ended by itself, and for the first of the staff.
    by_member uuid REFERENCES member ON DELETE SET NULL,
    PRIMARY KEY (member_id, at)
);
INSERT INTO role_given (member_id, at, role) SELECT id, joined_at, role FROM member;

CREATE FUNCTION keep_role() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO role_given VALUES (NEW.id, CASE TG_OP WHEN 'INSERT' THEN NEW.joined_at ELSE clock_timestamp() END,
                                   NEW.role, NEW.role_until, NEW.role_by);
    RETURN NULL;
END $$;
CREATE TRIGGER member_role_kept AFTER INSERT OR UPDATE OF role, role_until ON member
    FOR EACH ROW EXECUTE FUNCTION keep_role();

-- Gives a member a role; a consultant's has an end, at most a year from now. Somebody has to remain who can.
CREATE FUNCTION give_role(by_staff uuid, of_member uuid, new_role text, new_until timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF (new_role = 'consultant') <> (new_until IS NOT NULL)
       OR new_until NOT BETWEEN ledger_now() AND ledger_now() + interval '366 days' THEN
        RAISE EXCEPTION 'a consultant is one for at most a year, the other roles have no end' USING ERRCODE = 'VA400';
    END IF;
    PERFORM FROM member WHERE role = 'staff' OR id = of_member ORDER BY id FOR NO KEY UPDATE;
    IF NOT EXISTS (SELECT FROM member WHERE id = by_staff AND role = 'staff') THEN
        RAISE EXCEPTION 'only staff says who works for the company' USING ERRCODE = 'VA403';
    ELSIF NOT EXISTS (SELECT FROM member WHERE role = 'staff' AND (id <> of_member OR new_role = 'staff')) THEN
        RAISE EXCEPTION 'somebody of the staff has to remain' USING ERRCODE = 'VA409';
    END IF;
    UPDATE member SET role = new_role, role_until = new_until, role_by = by_staff
    WHERE id = of_member AND (role, role_until) IS DISTINCT FROM (new_role, new_until);
END $$;

-- Ends the roles whose time is over.
CREATE FUNCTION end_roles() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    ended bigint;
BEGIN
    UPDATE member SET role = 'member', role_until = NULL, role_by = NULL WHERE role_until <= ledger_now();
    GET DIAGNOSTICS ended = ROW_COUNT;
    RETURN ended;
END $$;

-- In which capacities somebody may speak; the first is taken where nothing is said.
CREATE FUNCTION hats_of(role text) RETURNS text[] LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp
    RETURN CASE role WHEN 'staff' THEN ARRAY['employee', 'blogger', 'private']
                     WHEN 'consultant' THEN ARRAY['consultant', 'private']
                     WHEN 'blogger' THEN ARRAY['blogger', 'private']
                     ELSE ARRAY['customer'] END;

-- Whether somebody may speak in a capacity now, to the second.
CREATE FUNCTION has_hat(author member, hat text) RETURNS boolean LANGUAGE sql VOLATILE SET search_path = public, pg_temp
    RETURN hat = ANY (hats_of(CASE WHEN author.role_until <= clock_timestamp() THEN 'member' ELSE author.role END));

ALTER TABLE post ADD hat text;
UPDATE post SET hat = (hats_of(author.role))[1] FROM member author WHERE author.id = post.author_id;
ALTER TABLE post ALTER hat SET NOT NULL;
ALTER TABLE post_version ADD hat text;
UPDATE post_version SET hat = post.hat FROM post WHERE post.id = post_version.post_id;
ALTER TABLE post_version ALTER hat SET NOT NULL;
GRANT INSERT (hat) ON post TO vadra_app;

-- Nobody speaks in a capacity that they do not have.
CREATE FUNCTION guard_hats() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM said JOIN member author ON author.id = said.author_id WHERE NOT has_hat(author, said.hat)) THEN
        RAISE EXCEPTION 'nobody speaks in a capacity that they do not have' USING ERRCODE = 'VA403';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER post_hats AFTER INSERT ON post REFERENCING NEW TABLE AS said
    FOR EACH STATEMENT EXECUTE FUNCTION guard_hats();

-- As it was, and in which capacity it is written anew.
CREATE OR REPLACE FUNCTION edit_post(by_author uuid, of_post uuid, words jsonb, moment timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    said post;
    worn text;
BEGIN
    SELECT * INTO said FROM post WHERE id = of_post AND author_id = by_author FOR NO KEY UPDATE;
    worn := coalesce(words ->> 'hat', said.hat);
    IF NOT FOUND OR said.withdrawn_at IS NOT NULL OR said.restraint IS NOT NULL THEN
        RAISE EXCEPTION 'only the author changes a post, while it stands' USING ERRCODE = 'VA403';
    -- A pseudonym, which posts have in V19, keeps the one that it has.
    ELSIF (CASE WHEN said.alias_id IS NULL THEN NOT (SELECT has_hat(author, worn) FROM member author WHERE author.id = by_author)
           ELSE worn <> said.hat END) THEN
        RAISE EXCEPTION 'nobody speaks in a capacity that they do not have' USING ERRCODE = 'VA403';
    END IF;
    INSERT INTO post_version (post_id, version, source, html, written_at, hat)
    VALUES (said.id, said.version, said.source, said.html, coalesce(said.edited_at, said.said_at), said.hat);
    UPDATE post SET version = said.version + 1, source = words ->> 'source', html = words ->> 'html',
                    language = words ->> 'language', hat = worn, edited_at = moment
    WHERE id = of_post;
END $$;

GRANT SELECT ON role_given TO vadra_app;
GRANT EXECUTE ON FUNCTION give_role(uuid, uuid, text, timestamptz), end_roles() TO vadra_app;
