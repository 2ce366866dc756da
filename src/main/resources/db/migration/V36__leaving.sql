-- Members who leave: what they asked for, the time in which they may regret it, and how it is carried out. Nothing is left of
-- them but a row of `member` that names nobody, so that what others said still hangs together.
CREATE TABLE leaving (
    member_id uuid PRIMARY KEY REFERENCES member,
    -- erase: what the member said goes too. anonymise: what was said in public stays, as nobody's.
    kind      text NOT NULL CHECK (kind IN ('erase', 'anonymise')),
    -- In which language the place of the name says that somebody was here.
    language  text NOT NULL CHECK (language IN ('sv', 'en')),
    asked_at  timestamptz NOT NULL,
    due_at    timestamptz NOT NULL,
    -- From then on there is no way back.
    begun_at  timestamptz,
    done_at   timestamptz,
    -- When the files of the database, too, had nothing of it any more, where the server has them.
    wiped_at  timestamptz,
    -- What is still being taken out of others' words; forgotten when that is done.
    handle    text,
    CHECK ((begun_at IS NOT NULL AND done_at IS NULL) = (handle IS NOT NULL))
);
CREATE INDEX leaving_due ON leaving (due_at) WHERE done_at IS NULL;

-- Logs that still have to be gone through, and how far that has come.
CREATE TABLE leaving_log (
    member_id uuid NOT NULL REFERENCES leaving,
    room_id   uuid NOT NULL,
    seq       bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (member_id, room_id)
);

-- Handles that nobody gets any more, lest somebody be taken for who had one; by a digest that only the owner can make.
CREATE TABLE left_handle (
    digest bytea PRIMARY KEY
);
CREATE FUNCTION handle_digest(of_handle text) RETURNS bytea LANGUAGE sql STABLE SET search_path = public, pg_temp
    RETURN (SELECT sha256(salt || convert_to('handle ' || of_handle, 'UTF8')) FROM ledger_salt);

CREATE FUNCTION refuse_left_handle() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM left_handle WHERE digest = handle_digest(NEW.handle)) THEN
        -- As where the handle is taken.
        RETURN NULL;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER member_handle_is_free BEFORE INSERT ON member FOR EACH ROW EXECUTE FUNCTION refuse_left_handle();

-- What is never changed otherwise gives way to who leaves. The server's role has no right to any of these tables, whatever it sets.
CREATE FUNCTION is_leaving() RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp
    RETURN coalesce(current_setting('vadra.leaving', true), '') = 'on';
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND TG_TABLE_NAME IN ('article_version', 'article_echo', 'admission_version', 'circle_rules')
       AND coalesce(current_setting('vadra.leaving', true), '') = 'on' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME USING ERRCODE = 'VA403';
END $$;
CREATE OR REPLACE FUNCTION guard_appeal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF is_leaving() AND (OLD.decided_at, OLD.entry, OLD.member_id, OLD.verdict)
       IS NOT DISTINCT FROM (NEW.decided_at, NEW.entry, NEW.member_id, NEW.verdict) THEN
        RETURN NEW;
    ELSIF OLD.decided_at IS NOT NULL OR OLD.words <> NEW.words OR OLD.entry <> NEW.entry OR OLD.member_id <> NEW.member_id
       OR NEW.decided_at IS NOT NULL AND NOT EXISTS (SELECT FROM appeal_judge WHERE appeal_id = NEW.id) THEN
        RAISE EXCEPTION 'an appeal is decided once, by a judge' USING ERRCODE = 'VA409';
    END IF;
    RETURN NEW;
END $$;

-- A member's own wish; asked again, the kind may change, and the time begins anew. The last of the staff sees to another first.
CREATE FUNCTION ask_to_leave(by_member uuid, of_kind text, in_language text) RETURNS SETOF leaving
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM member WHERE role = 'staff' OR id = by_member ORDER BY id FOR NO KEY UPDATE;
    IF EXISTS (SELECT FROM member WHERE id = by_member AND role = 'staff') AND NOT EXISTS (
        SELECT FROM member LEFT JOIN leaving ON member_id = id
        WHERE role = 'staff' AND id <> by_member AND member_id IS NULL) THEN
        RAISE EXCEPTION 'somebody of the staff has to remain' USING ERRCODE = 'VA409';
    END IF;
    RETURN QUERY INSERT INTO leaving AS asked (member_id, kind, language, asked_at, due_at)
    VALUES (by_member, of_kind, in_language, ledger_now(), ledger_now() + interval '14 days')
    ON CONFLICT (member_id) DO UPDATE SET kind = excluded.kind, language = excluded.language,
        asked_at = excluded.asked_at, due_at = excluded.due_at
    WHERE asked.begun_at IS NULL RETURNING *;
END $$;

-- Who had left before a backup was restored leaves again, at once; for the owner alone, who has the log of the server.
CREATE FUNCTION leave_again(of_member uuid) RETURNS void LANGUAGE sql SET search_path = public, pg_temp BEGIN ATOMIC
    INSERT INTO leaving (member_id, kind, language, asked_at, due_at) VALUES (of_member, 'erase', 'sv', ledger_now(), ledger_now())
    ON CONFLICT (member_id) DO UPDATE SET due_at = excluded.due_at WHERE leaving.begun_at IS NULL;
END;

CREATE FUNCTION stay_after_all(by_member uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp BEGIN ATOMIC
    DELETE FROM leaving WHERE member_id = by_member AND begun_at IS NULL;
END;

CREATE FUNCTION leaving_of(of_member uuid) RETURNS SETOF leaving
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT * FROM leaving WHERE member_id = of_member;
$$;

-- Those whose time has come, the longest waiting first.
CREATE FUNCTION leaving_due() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT member_id FROM leaving WHERE done_at IS NULL AND due_at <= ledger_now() ORDER BY due_at, member_id LIMIT 10;
$$;

-- The ledger stays for ever and is everybody's to read, so why something was done is said without the name of whose it was, and
-- without their words: what they said can be gone one day, and what is in the chain cannot.
CREATE FUNCTION name_nobody() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    said text := lower(NEW.grounds || ' ' || NEW.facts);
    made member;
BEGIN
    SELECT * INTO made FROM member WHERE id = maker_of(NEW.kind, NEW.object);
    IF position('@' || made.handle IN said) > 0 OR char_length(made.name) >= 5 AND position(lower(made.name) IN said) > 0 THEN
        RAISE EXCEPTION 'names the author; the ledger stays for ever, and names nobody' USING ERRCODE = 'VA400';
    ELSIF NEW.kind = 'post' AND EXISTS (
        SELECT FROM (SELECT lower(source) AS words FROM post WHERE id = NEW.object) post
        CROSS JOIN generate_series(1, char_length(words) - 39) place WHERE position(substr(words, place, 40) IN said) > 0) THEN
        RAISE EXCEPTION 'quotes the post; the ledger stays for ever, so say what it says in your own words'
            USING ERRCODE = 'VA400';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER ledger_names_nobody BEFORE INSERT ON ledger FOR EACH ROW
    WHEN (NEW.cause = 'decision' AND NEW.rule IS NOT NULL) EXECUTE FUNCTION name_nobody();

REVOKE ALL ON leaving, leaving_log, left_handle FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ask_to_leave(uuid, text, text), stay_after_all(uuid), leaving_of(uuid), leaving_due() TO vadra_app;
