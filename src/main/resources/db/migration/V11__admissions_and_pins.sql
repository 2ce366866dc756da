-- What the company says of its own faults, and what members let stand out.

-- "We were wrong" and "we do not know yet": each is what its newest version says, and every earlier one stays readable.
CREATE TABLE admission (
    id    uuid PRIMARY KEY,
    -- What it is about, where that is one thing.
    room  uuid REFERENCES room,
    post  uuid REFERENCES post,
    entry bigint REFERENCES ledger,
    CHECK (num_nonnulls(room, post, entry) <= 1)
);
CREATE TABLE admission_version (
    admission_id uuid NOT NULL REFERENCES admission,
    version      integer NOT NULL CHECK (version BETWEEN 1 AND 100),
    written_at   timestamptz NOT NULL,
    -- known: what was not known yet, now is.
    kind         text NOT NULL CHECK (kind IN ('wrong', 'unknown', 'known')),
    language     text NOT NULL CHECK (language ~ '^[a-z]{2}$'),
    title        text NOT NULL CHECK (char_length(btrim(title)) BETWEEN 3 AND 120),
    source       text NOT NULL CHECK (octet_length(source) <= 16000),
    html         text NOT NULL,
    PRIMARY KEY (admission_id, version)
);
CREATE INDEX admission_newest ON admission_version (written_at DESC);
-- Who wrote, beside what is kept for ever, so that a person can be forgotten.
CREATE TABLE admission_author (
    admission_id uuid NOT NULL,
    version      integer NOT NULL,
    member_id    uuid NOT NULL REFERENCES member ON DELETE CASCADE,
    PRIMARY KEY (admission_id, version),
    FOREIGN KEY (admission_id, version) REFERENCES admission_version
);
CREATE INDEX appeal_overturned ON appeal (decided_at DESC) WHERE verdict = 'overturned';

DO $$
DECLARE
    kept text;
BEGIN
    FOREACH kept IN ARRAY ARRAY['admission', 'admission_version'] LOOP
        EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()',
                       kept || '_stays', kept);
        EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
                       kept || '_stays_whole', kept);
    END LOOP;
END $$;

-- Versions follow each other. Who was wrong stays so; what was not known becomes known, and does not become unknown again.
CREATE FUNCTION order_admission() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    last admission_version;
BEGIN
    SELECT * INTO last FROM admission_version WHERE admission_id = NEW.admission_id ORDER BY version DESC LIMIT 1;
    NEW.written_at := ledger_now();
    NEW.version := coalesce(last.version, 0) + 1;
    IF NEW.version = 1 AND NEW.kind = 'known'
       OR last.kind IN ('wrong', 'known') AND NEW.kind <> last.kind OR last.kind = 'unknown' AND NEW.kind = 'wrong' THEN
        RAISE EXCEPTION 'what was admitted is not taken back by another kind' USING ERRCODE = 'VA409';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER admission_in_order BEFORE INSERT ON admission_version FOR EACH ROW EXECUTE FUNCTION order_admission();

-- Writes a version of an admission: the first, which may say what it is about, or a further one.
CREATE FUNCTION write_admission(by_member uuid, of_admission uuid, said jsonb) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    written integer;
BEGIN
    IF NOT EXISTS (SELECT FROM member WHERE id = by_member AND role = 'staff') THEN
        RAISE EXCEPTION 'the company admits by its own people' USING ERRCODE = 'VA403';
    END IF;
    -- Versions of one admission are written one after the other.
    PERFORM FROM admission WHERE id = of_admission FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no such admission' USING ERRCODE = 'VA404';
    END IF;
    INSERT INTO admission_version (admission_id, version, written_at, kind, language, title, source, html)
    VALUES (of_admission, 1, ledger_now(), said ->> 'kind', said ->> 'language', said ->> 'title', said ->> 'source',
            said ->> 'html')
    RETURNING version INTO written;
    INSERT INTO admission_author VALUES (of_admission, written, by_member);
    RETURN written;
END $$;
CREATE FUNCTION begin_admission(by_member uuid, new_admission uuid, about jsonb, said jsonb) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    in_room uuid := (SELECT id FROM room WHERE slug = about ->> 'room');
BEGIN
    IF about ->> 'room' IS NOT NULL AND in_room IS NULL
       OR about ->> 'post' IS NOT NULL AND NOT EXISTS (SELECT FROM post WHERE id = (about ->> 'post')::uuid)
       OR about ->> 'entry' IS NOT NULL AND NOT EXISTS (SELECT FROM ledger WHERE n = (about ->> 'entry')::bigint) THEN
        RAISE EXCEPTION 'there is no such thing' USING ERRCODE = 'VA404';
    END IF;
    INSERT INTO admission VALUES (new_admission, in_room, (about ->> 'post')::uuid, (about ->> 'entry')::bigint);
    RETURN write_admission(by_member, new_admission, said);
END $$;

-- A pin is a member's, and lets a post stand out. The company's own people give none.
ALTER TABLE reaction ADD CHECK (kind IN ('agree', 'disagree', 'thanks', 'heart', 'laugh', 'wonder', 'pin'));
ALTER TABLE post ADD pins integer NOT NULL DEFAULT 0 CHECK (pins >= 0);
CREATE INDEX post_pinned ON post (room_id, pins DESC, seq DESC)
    WHERE pins >= 3 AND withdrawn_at IS NULL AND restraint IS NULL;

CREATE FUNCTION count_pin() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' AND EXISTS (SELECT FROM member WHERE id = NEW.member_id AND role = 'staff') THEN
        RAISE EXCEPTION 'the company does not choose what stands out' USING ERRCODE = 'VA403';
    END IF;
    UPDATE post SET pins = pins + CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END
    WHERE id = (coalesce(NEW, OLD)).post_id;
    RETURN NULL;
END $$;
CREATE TRIGGER pin_given AFTER INSERT ON reaction FOR EACH ROW WHEN (NEW.kind = 'pin') EXECUTE FUNCTION count_pin();
CREATE TRIGGER pin_taken AFTER DELETE ON reaction FOR EACH ROW WHEN (OLD.kind = 'pin') EXECUTE FUNCTION count_pin();

GRANT SELECT ON admission, admission_version, admission_author TO vadra_app;
GRANT EXECUTE ON FUNCTION
    begin_admission(uuid, uuid, jsonb, jsonb), write_admission(uuid, uuid, jsonb) TO vadra_app;
